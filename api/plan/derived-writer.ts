/** Writers of derived fields: computed from their row and the pool at their second. */
import type { FieldNode, GraphQLObjectType, GraphQLOutputType, ValueNode } from 'graphql';
import type { DerivedField, Given } from '../derived/field.ts';
import { type DerivedType, derivedType } from '../derived/registry.ts';
import type { RowReader } from '../derived/rows.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { storedKey } from './emit.ts';
import { type ComputedWriter, heldWriter } from './held-late.ts';
import type { Fill, RowStep, View, Writer } from './plan.ts';
import { argumentOf, ownLinkKey } from './row-link.ts';
import type { FillScope } from './scope.ts';
import type { StagedField } from './stretch.ts';
import { valueWriter } from './values.ts';

/** A derived field of a row; null where the field is not derived. */
export function derivedWriter(
  scope: FillScope,
  view: number,
  path: readonly RowStep[],
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  read: RowMemory,
): Omit<StagedField, 'key'> | null {
  const node = nodes[0];
  const definition = node && type.getFields()[node.name.value];
  if (!node || !definition) return null;
  const visit = derivedType(type.name);
  if (visit === undefined) return null;
  return visit((derived) => {
    const field = Object.hasOwn(derived.fields, node.name.value) ? derived.fields[node.name.value] : undefined;
    if (field === undefined) return null;
    const slot = slotFor(scope, view, node, field);
    const held = heldWriter(scope, view, path, { definition, node }, nodes);
    const write = held?.write ?? computedWriter(scope, definition.type, nodes);
    const given = givenReader(scope, node, field);
    const writer: Writer = (row, fill) => {
      const pool = fill.slots[slot];
      if (!pool) throw new Error('a row of a pool that is not there');
      return write(field.compute(pool, read(derived, row), given(row, fill)), row, fill);
    };
    // A field with an argument of its own, or with a late part, is not decided by the stage alone.
    return { slot, staged: field.staged && field.arguments === undefined && held === null, write: writer };
  });
}

function computedWriter(scope: FillScope, type: GraphQLOutputType, nodes: readonly FieldNode[]): ComputedWriter {
  return valueWriter(
    scope,
    type,
    nodes.map((each) => each.selectionSet),
  );
}

/** Reads a row once, however many derived fields it has: the record stays with the row, which may be asked again. */
export type RowMemory = <Entity>(type: DerivedType<Entity>, row: JsonObject) => Entity;

/** One for all plans: plans that share cached rows asked for them in the same words, so they read the same. */
const RECORD = Symbol('record');

export function rowMemory(scope: FillScope): RowMemory {
  let reader: RowReader<unknown> | undefined;
  return <Entity>(derived: DerivedType<Entity>, row: JsonObject) => {
    const memory = row as { [RECORD]?: Entity };
    const known = memory[RECORD];
    if (known !== undefined) return known;
    reader ??= derived.reader((field) => storedKey(scope.prefix, field));
    const entity = reader(row) as Entity;
    memory[RECORD] = entity;
    return entity;
  };
}

/** What a field was asked with: every argument is noted, so that all are checked before anything is asked upstream. */
function givenReader<Entity>(
  scope: FillScope,
  node: FieldNode,
  field: DerivedField<Entity>,
): (row: JsonObject, fill: Fill) => Given {
  const first = scope.arguments.length;
  for (const [name, kind] of Object.entries(field.arguments ?? {}))
    scope.arguments.push({ name, kind, value: argumentOf(node, name) });
  if (scope.arguments.length === first) return () => NOTHING_GIVEN;
  const key = ownLinkKey(scope.prefix, field.needs, node);
  return (row, fill) => {
    const rows = key === null ? undefined : row[key];
    const found = Array.isArray(rows) ? rows[0] : null;
    return { argument: fill.arguments[first] as bigint, found: isJsonObject(found) ? found : null };
  };
}

const NOTHING_GIVEN: Given = { argument: 0n, found: null };

function slotFor<Entity>(scope: FillScope, view: number, node: FieldNode, field: DerivedField<Entity>): number {
  const at = field.timed ? argumentOf(node, 'at') : null;
  const target = scope.views[view] as View;
  target.usesPool = true;
  for (const part of field.parts) target.parts.add(part);
  const same = scope.slots.findIndex(
    (slot) => slot.view === view && slot.timed === field.timed && sameValue(slot.at, at),
  );
  return same >= 0 ? same : scope.slots.push({ view, at, timed: field.timed }) - 1;
}

function sameValue(a: ValueNode | null, b: ValueNode | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'Variable' && b.kind === 'Variable') return a.name.value === b.name.value;
  return 'value' in a && 'value' in b && a.kind === b.kind && a.value === b.value;
}
