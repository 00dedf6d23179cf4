/** The plan of a query with derived fields: one upstream document for all of it, and the writer of its answer. */
import { type ArgumentNode, type FieldNode, getNamedType, isCompositeType, Kind } from 'graphql';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { assemble, type Compiler, rootScope } from './assemble.ts';
import { collectFields } from './collect.ts';
import { emitField } from './emit.ts';
import { fillComposite } from './fill.ts';
import { lateField } from './late.ts';
import { lateWriter } from './late-writer.ts';
import type { Operation } from './operation.ts';
import { isLocalRoot, isOwnRoot, localDocument } from './own.ts';
import type { DerivedPlan, ViewSource } from './plan.ts';
import type { Root, RootScope } from './root.ts';
import { compileSnapshot } from './snapshot.ts';
import { viewCollector } from './views.ts';
import { type FieldWriter, writeComposite, writeObject, writeStored } from './write.ts';

export function compileDerived(compiler: Compiler, operation: Operation, conditions: JsonObject): DerivedPlan {
  const scope = rootScope(compiler, operation, conditions, viewCollector(operation.prefix));
  const query = scope.schema.getQueryType();
  if (!query) throw new Error('the schema has no query type');
  const writers: FieldWriter[] = [];
  const upstream: string[] = [];
  const local: FieldNode[] = [];
  for (const [key, nodes] of collectFields(scope, query, [operation.definition.selectionSet])) {
    const name = nodes[0]?.name.value ?? '';
    if (isLocalRoot(name)) local.push(...nodes);
    const isLocal = name === '__typename' || isLocalRoot(name);
    const root = isLocal ? localRoot(name, key) : compileRoot(scope, key, nodes);
    upstream.push(...root.upstream);
    writers.push({ key, write: root.write });
  }
  if (scope.views.length === 0) scope.viewOf({ kind: 'block', argument: null });
  return {
    ...assemble(compiler, operation, scope, upstream, writeObject(writers)),
    local: local.length === 0 ? null : localDocument(operation, local),
    hasOwn: local.some((node) => isOwnRoot(node.name.value)),
  };
}

function localRoot(name: string, key: string): Root {
  if (name === '__typename') return { upstream: [], write: () => '"Query"' };
  return { upstream: [], write: (_row, fill) => JSON.stringify(fill.local[key] ?? null) };
}

function compileRoot(scope: RootScope, key: string, nodes: readonly FieldNode[]): Root {
  const name = nodes[0]?.name.value ?? '';
  const query = scope.schema.getQueryType();
  const field = query?.getFields()[name];
  if (!query || !field) return { upstream: [], write: () => 'null' };
  if (name === 'snapshot') return compileSnapshot(scope, nodes, momentView(scope, nodes));
  const view = scope.viewOf(rootSource(scope, name, nodes[0]?.arguments ?? []));
  const late = lateWriter(scope, view, [], query, nodes);
  if (late) return { upstream: [], write: late };
  const type = getNamedType(field.type);
  const sets = nodes.map((node) => node.selectionSet);
  const object = isCompositeType(type) ? fillComposite(scope, view, [key], type, sets) : null;
  return {
    upstream: nodes.map((node) => emitField(scope, type, node, key)),
    write: object ? writeComposite(key, object) : writeStored(key, field.type),
  };
}

/** The block a root reads: by its argument `block`, one that names a moment, or those that carry a block. */
function rootSource({ lateFields }: RootScope, name: string, given: readonly ArgumentNode[]): ViewSource {
  const argument = given.find((each) => each.name.value === 'block')?.value ?? null;
  const late = lateField(lateFields, 'Query', name);
  const moment = given.find((each) => each.name.value === late?.moment)?.value;
  if (moment && moment.kind !== Kind.NULL) return { kind: 'moment', argument: moment, optional: true };
  const named = late?.block;
  const carriers = given.filter((each) => named?.arguments.includes(each.name.value));
  if (argument !== null || named === undefined || carriers.length === 0) return { kind: 'block', argument };
  const fields = carriers.map((each) => ({ kind: Kind.OBJECT_FIELD, name: each.name, value: each.value }) as const);
  return { kind: 'named', argument: { kind: Kind.OBJECT, fields }, block: named.read };
}

function momentView(scope: RootScope, nodes: readonly FieldNode[]): number {
  const argument = nodes[0]?.arguments?.find((each) => each.name.value === 'at')?.value;
  if (!argument) throw new ApiError('BAD_USER_INPUT', 'A snapshot needs at: give it a block, a timestamp or an epoch.');
  return scope.viewOf({ kind: 'moment', argument });
}
