/** Late fields of an object that a derived field computes: the rows that they belong to are those of that field. */
import { type FieldNode, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import type { JsonObject } from '../json.ts';
import { collectFields } from './collect.ts';
import { lateField } from './late.ts';
import { type Asked, lateWriter } from './late-writer.ts';
import { objectWriter } from './object-writer.ts';
import type { Fill, RowStep } from './plan.ts';
import type { FillScope } from './scope.ts';
import { valueWriter } from './values.ts';

/** Writes what a derived field computed for a row. */
export type ComputedWriter = (value: unknown, row: JsonObject, fill: Fill) => string;

interface Computed {
  readonly value: Readonly<Record<string, unknown>>;
  readonly row: JsonObject;
  readonly fill: Fill;
}

/** Null where nothing late is asked of the object: it then costs no second question. */
export function heldWriter(
  scope: FillScope,
  view: number,
  path: readonly RowStep[],
  holder: Asked,
  nodes: readonly FieldNode[],
): { readonly write: ComputedWriter } | null {
  const type = getNamedType(holder.definition.type);
  if (!isObjectType(type) || !asksLate(scope, type, nodes)) return null;
  const sets = nodes.map((node) => node.selectionSet);
  const write = objectWriter<Computed>(scope, type, sets, (name, of, inner, asked) => {
    const late = lateWriter(scope, view, path, type, asked, holder);
    if (late) return ({ row, fill }) => late(row, fill);
    const plain = valueWriter(scope, of, inner);
    return ({ value }) => plain(value[name]);
  });
  return { write: (value, row, fill) => write({ value: value as Computed['value'], row, fill }) };
}

function asksLate(scope: FillScope, type: GraphQLObjectType, nodes: readonly FieldNode[]): boolean {
  const sets = nodes.map((node) => node.selectionSet);
  for (const [field] of collectFields(scope, type, sets).values())
    if (field && lateField(scope.lateFields, type.name, field.name.value) !== null) return true;
  return false;
}
