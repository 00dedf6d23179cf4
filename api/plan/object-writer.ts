/** Writers of objects that are made here, each field by a writer of its own. */
import { type FieldNode, type GraphQLOutputType, getNamedType, isObjectType, type SelectionSetNode } from 'graphql';
import { collectFields, type Scope } from './collect.ts';
import { writePrefix } from './write.ts';

/** Compiles one field: its name, its type, what is selected in it, and its nodes. */
export type FieldCompiler<Input> = (
  name: string,
  type: GraphQLOutputType,
  sets: readonly (SelectionSetNode | undefined)[],
  nodes: readonly FieldNode[],
) => (input: Input) => string;

/** Writes an object of this type from `input`, its fields in the order of the query. `__typename` is known here. */
export function objectWriter<Input>(
  scope: Scope,
  type: GraphQLOutputType,
  sets: readonly (SelectionSetNode | undefined)[],
  compile: FieldCompiler<Input>,
): (input: Input) => string {
  const named = getNamedType(type);
  if (!isObjectType(named)) throw new Error(`${named.name} is no object type`);
  const fields = [...collectFields(scope, named, sets)].map(([key, nodes]: [string, FieldNode[]], i) => {
    const name = nodes[0]?.name.value ?? key;
    const field = named.getFields()[name];
    const inner = nodes.map((node) => node.selectionSet);
    const write = field ? compile(name, field.type, inner, nodes) : () => JSON.stringify(named.name);
    return { prefix: writePrefix(key, i === 0), write };
  });
  if (fields.length === 0) return () => '{}';
  return (input) => {
    let text = '';
    for (const { prefix, write } of fields) text += prefix + write(input);
    return `${text}}`;
  };
}
