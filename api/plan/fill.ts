/** The plan that fills derived fields in on the rows that came back. */
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { DerivedField } from '../derived/field.ts';
import { type DerivedType, derivedType } from '../derived/registry.ts';
import type { RowReader } from '../derived/rows.ts';
import type { JsonObject } from '../json.ts';
import { collectFields } from './collect.ts';
import { type EmitScope, storedKey, typeKey } from './emit.ts';
import type { Slot, View, Writer } from './plan.ts';
import { type StagedField, writeStretches } from './stretch.ts';
import { valueWriter } from './values.ts';
import { writeComposite, writeObject, writeStored } from './write.ts';

/** What compiling one operation gathers. */
export interface FillScope extends EmitScope {
  readonly views: readonly View[];
  readonly slots: Slot[];
  readonly arguments: ValueNode[];
}

type SelectionSets = readonly (SelectionSetNode | undefined)[];

/** The writer of an object of this type; null where nothing in it is derived, so that it can be copied whole. */
export function fillComposite(
  scope: FillScope,
  view: number,
  type: GraphQLCompositeType,
  sets: SelectionSets,
): Writer | null {
  if (isObjectType(type)) return fillObject(scope, view, type, sets);
  const byType = new Map<string, Writer>();
  for (const possible of scope.schema.getPossibleTypes(type)) {
    const writer = fillObject(scope, view, possible, sets) ?? copyObject(scope, possible, sets);
    byType.set(possible.name, writer);
  }
  const key = typeKey(scope.prefix);
  return (row, fill) => {
    const writer = byType.get(String(row[key]));
    if (writer === undefined) throw new Error(`a row of unknown type ${String(row[key])}`);
    return writer(row, fill);
  };
}

function fillObject(scope: FillScope, view: number, type: GraphQLObjectType, sets: SelectionSets): Writer | null {
  const fields = collectFields(scope, type, sets);
  let derived = false;
  const writers: StagedField[] = [];
  const read = rowMemory(scope);
  for (const [key, nodes] of fields) {
    const compute = derivedWriter(scope, view, type, nodes, read);
    const nested = compute === null ? nestedWriter(scope, view, type, key, nodes) : null;
    derived ||= compute !== null || nested !== null;
    if (compute) writers.push({ key, ...compute });
    else if (nested) writers.push({ key, write: nested, slot: null, staged: false });
    else writers.push({ key, write: storedWriter(type, key, nodes), slot: null, staged: true });
  }
  return derived ? writeStretches(writers) : null;
}

/** All fields of a row that holds nothing derived, without the keys that are ours. */
function copyObject(scope: FillScope, type: GraphQLObjectType, sets: SelectionSets): Writer {
  const fields = collectFields(scope, type, sets);
  return writeObject([...fields].map(([key, nodes]) => ({ key, write: storedWriter(type, key, nodes) })));
}

function nestedWriter(
  scope: FillScope,
  view: number,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): Writer | null {
  const definition = type.getFields()[nodes[0]?.name.value ?? ''];
  const named = definition && getNamedType(definition.type);
  if (!named || !isCompositeType(named)) return null;
  const sets = nodes.map((node) => node.selectionSet);
  const writer = fillComposite(scope, view, named, sets);
  return writer && writeComposite(key, writer);
}

function storedWriter(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Writer {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return () => JSON.stringify(type.name);
  const definition = type.getFields()[name];
  return definition ? writeStored(key, definition.type) : () => 'null';
}

/** A derived field of a row; null where the field is stored. */
function derivedWriter(
  scope: FillScope,
  view: number,
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
    const write = valueWriter(
      scope,
      definition.type,
      nodes.map((each) => each.selectionSet),
    );
    const argument = argumentFor(scope, node, field.argument);
    const writer: Writer = (row, fill) => {
      const pool = fill.slots[slot];
      if (!pool) throw new Error('a row of a pool that is not there');
      return write(field.compute(pool, read(derived, row), fill.arguments[argument] ?? 0n));
    };
    // A field with an argument of its own is not decided by the stage alone.
    return { slot, staged: field.staged && field.argument === undefined, write: writer };
  });
}

/** Reads a row once, however many derived fields it has: the record stays with the row, which may be asked again. */
type RowMemory = <Entity>(type: DerivedType<Entity>, row: JsonObject) => Entity;

/** One for all plans: plans that share cached rows asked for them in the same words, so they read the same. */
const RECORD = Symbol('record');

function rowMemory(scope: FillScope): RowMemory {
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

function argumentOf(node: FieldNode, name: string): ValueNode | null {
  return node.arguments?.find((argument) => argument.name.value === name)?.value ?? null;
}

function argumentFor(scope: FillScope, node: FieldNode, name: string | undefined): number {
  const value = name === undefined ? null : argumentOf(node, name);
  return value === null ? -1 : scope.arguments.push(value) - 1;
}

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
