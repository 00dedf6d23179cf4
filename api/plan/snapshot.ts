/** A snapshot root: its moment is a view of its own, its parts are upstream roots at that view's block. */
import { type FieldNode, type GraphQLObjectType, getNamedType, isCompositeType, isObjectType, print } from 'graphql';
import type { JsonObject } from '../json.ts';
import { collectFields } from './collect.ts';
import { emitSelection } from './emit.ts';
import { fillComposite } from './fill.ts';
import { lateWriter } from './late-writer.ts';
import type { View, Writer } from './plan.ts';
import type { Root, RootScope } from './root.ts';
import { valueWriter } from './values.ts';
import { type FieldWriter, writeComposite, writeObject, writeScalar, writeStored } from './write.ts';

/** `index` is the view of the snapshot's moment. */
export function compileSnapshot(scope: RootScope, nodes: readonly FieldNode[], index: number): Root {
  const type = scope.schema.getType('Snapshot');
  if (!isObjectType(type)) throw new Error('the schema has no type Snapshot');
  const view = scope.views[index] as View;
  // The pool's state tells whether the moment is before its first event.
  view.usesPool = true;
  const upstream: string[] = [];
  const writers: FieldWriter[] = [];
  for (const [key, fields] of collectFields(
    scope,
    type,
    nodes.map((node) => node.selectionSet),
  ))
    writers.push({ key, write: compilePart(scope, type, index, fields, upstream) });
  return { upstream, write: writeObject(writers) };
}

function compilePart(
  scope: RootScope,
  snapshot: GraphQLObjectType,
  index: number,
  nodes: readonly FieldNode[],
  upstream: string[],
): Writer {
  const name = nodes[0]?.name.value ?? '';
  const sets = nodes.map((node) => node.selectionSet);
  const definition = snapshot.getFields()[name];
  if (!definition) return () => '"Snapshot"';
  const late = lateWriter(scope, index, [], snapshot, nodes);
  if (late) return late;
  if (name === 'timestamp') {
    // A slot makes the moment's second a thing that must be known.
    scope.slots.push({ view: index, at: null, timed: true });
    return (_row, fill) => writeScalar(fill.snapshots[index]?.timestamp);
  }
  if (name === 'epoch') {
    const slot = scope.slots.push({ view: index, at: null, timed: true }) - 1;
    return (_row, fill) => String(fill.slots[slot]?.pool.epoch ?? null);
  }
  if (name === 'block') {
    const write = valueWriter(scope, definition.type, sets);
    return (_row, fill) => write(fill.snapshots[index]?.block);
  }
  const type = getNamedType(definition.type);
  if (!isCompositeType(type)) return () => 'null';
  const view = scope.views[index] as View;
  const key = `${view.variable}_part${scope.parts.count++}`;
  for (const node of nodes) upstream.push(emitPart(scope, view, type.name, node, key));
  const object = fillComposite(scope, index, [key], type, sets);
  if (name !== 'pool') return object ? writeComposite(key, object) : writeStored(key, definition.type);
  return (row, fill) => {
    const pool = (row[key] as readonly JsonObject[])[0] as JsonObject;
    return object ? object(pool, fill) : JSON.stringify(pool);
  };
}

/** A part as a root of its own. There is one pool, so a snapshot does not name it. */
function emitPart(scope: RootScope, view: View, typeName: string, node: FieldNode, key: string): string {
  const name = node.name.value;
  const given = (node.arguments ?? []).map(print);
  const args = [...(name === 'pool' ? ['first: 1'] : given), `block: $${view.variable}`].join(', ');
  const type = scope.schema.getType(typeName);
  const selection = type && node.selectionSet ? emitSelection(scope, type, node.selectionSet) : '';
  return `${key}: ${name === 'pool' ? 'pools' : name}(${args}) ${selection}`;
}
