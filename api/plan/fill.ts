/** The plan that fills derived fields in on the rows that came back. */
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields } from './collect.ts';
import { derivedWriter, rowMemory } from './derived-writer.ts';
import { typeKey } from './emit.ts';
import { lateWriter } from './late-writer.ts';
import type { RowStep, Writer } from './plan.ts';
import type { FillScope } from './scope.ts';
import { type StagedField, writeStretches } from './stretch.ts';
import { writeComposite, writeObject, writeStored } from './write.ts';

type SelectionSets = readonly (SelectionSetNode | undefined)[];
type Path = readonly RowStep[];

/**
 * The writer of an object of this type; null where nothing in it is derived, so that it can be copied whole. `path`
 * leads from the upstream data to the rows it will write.
 */
export function fillComposite(
  scope: FillScope,
  view: number,
  path: Path,
  type: GraphQLCompositeType,
  sets: SelectionSets,
): Writer | null {
  if (isObjectType(type)) return fillObject(scope, view, path, type, sets);
  const byType = new Map<string, Writer>();
  for (const possible of scope.schema.getPossibleTypes(type)) {
    const steps = [...path, { type: possible.name }];
    const writer = fillObject(scope, view, steps, possible, sets) ?? copyObject(scope, possible, sets);
    byType.set(possible.name, writer);
  }
  const key = typeKey(scope.prefix);
  return (row, fill) => {
    const writer = byType.get(String(row[key]));
    if (writer === undefined) throw new Error(`a row of unknown type ${String(row[key])}`);
    return writer(row, fill);
  };
}

function fillObject(
  scope: FillScope,
  view: number,
  path: Path,
  type: GraphQLObjectType,
  sets: SelectionSets,
): Writer | null {
  const fields = collectFields(scope, type, sets);
  let derived = false;
  const writers: StagedField[] = [];
  const read = rowMemory(scope);
  for (const [key, nodes] of fields) {
    const compute = derivedWriter(scope, view, path, type, nodes, read);
    const nested =
      compute === null
        ? (lateWriter(scope, view, path, type, nodes) ?? nestedWriter(scope, view, path, type, key, nodes))
        : null;
    derived ||= compute !== null || nested !== null;
    if (compute) writers.push({ key, ...compute });
    else if (nested) writers.push({ key, write: nested, slot: null, staged: false });
    else writers.push({ key, write: storedWriter(type, key, nodes), slot: null, staged: true });
  }
  return derived ? writeStretches(writers) : null;
}

/** All fields of a row that holds nothing derived, without the keys that are ours. */
export function copyObject(scope: FillScope, type: GraphQLObjectType, sets: SelectionSets): Writer {
  const fields = collectFields(scope, type, sets);
  return writeObject([...fields].map(([key, nodes]) => ({ key, write: storedWriter(type, key, nodes) })));
}

function nestedWriter(
  scope: FillScope,
  view: number,
  path: Path,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): Writer | null {
  const definition = type.getFields()[nodes[0]?.name.value ?? ''];
  const named = definition && getNamedType(definition.type);
  if (!named || !isCompositeType(named)) return null;
  const sets = nodes.map((node) => node.selectionSet);
  const writer = fillComposite(scope, view, [...path, key], named, sets);
  return writer && writeComposite(key, writer);
}

function storedWriter(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Writer {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return () => JSON.stringify(type.name);
  const definition = type.getFields()[name];
  return definition ? writeStored(key, definition.type) : () => 'null';
}
