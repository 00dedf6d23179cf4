/** Writers of computed objects: `PendingDebtReceipt`, `SnapshotBlock`. Their fields are plain values or such objects. */
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
  const field = type.getFields()[nodes[0]?.name.value ?? ''];
  const sets = nodes.map((node) => node.selectionSet);
  return field ? valueWriter(scope, field.type, sets) : writeScalar;
}
