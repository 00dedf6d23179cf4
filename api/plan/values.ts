/** Writers of computed objects: `Solvency`, `PendingDebtReceipt`, `SnapshotBlock`. Objects may hold others. */
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Scope } from './collect.ts';
import { writeScalar } from './write.ts';

export type ValueWriter = (value: unknown) => string;

export function valueWriter(
  scope: Scope,
  type: GraphQLOutputType,
  selectionSets: readonly (SelectionSetNode | undefined)[],
): ValueWriter {
  const named = getNamedType(type);
  if (!isObjectType(named)) return writeScalar;
  const fields = [...collectFields(scope, named, selectionSets)].map(([key, nodes]) => ({
    prefix: `${JSON.stringify(key)}:`,
    name: nodes[0]?.name.value ?? key,
    write: fieldWriter(scope, named, nodes),
  }));
  const writeOne: ValueWriter = (value) => {
    if (value === null || value === undefined) return 'null';
    const parts = fields.map(({ prefix, name, write }) => {
      const field = name === '__typename' ? named.name : (value as Readonly<Record<string, unknown>>)[name];
      return prefix + write(field);
    });
    return `{${parts.join(',')}}`;
  };
  return (value) => (Array.isArray(value) ? `[${value.map(writeOne).join(',')}]` : writeOne(value));
}

function fieldWriter(scope: Scope, type: GraphQLObjectType, nodes: readonly FieldNode[]): ValueWriter {
  const definition = type.getFields()[nodes[0]?.name.value ?? ''];
  if (!definition) return writeScalar;
  return valueWriter(
    scope,
    definition.type,
    nodes.map((node) => node.selectionSet),
  );
}
