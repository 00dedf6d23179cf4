/** The plan of a query with derived fields: one upstream document for all of it, and the writer of its answer. */
import { type FieldNode, type GraphQLSchema, getNamedType, isCompositeType, Kind, print } from 'graphql';
import type { JsonObject } from '../json.ts';
import { collectFields } from './collect.ts';
import { blockFilterVariable, emitBlock, emitMeta, emitPool, mayBePast } from './context.ts';
import { emitField } from './emit.ts';
import { fillComposite } from './fill.ts';
import type { Operation } from './operation.ts';
import type { DerivedPlan, View } from './plan.ts';
import type { Root, RootScope } from './root.ts';
import { compileSnapshot } from './snapshot.ts';
import { viewCollector } from './views.ts';
import { type FieldWriter, writeComposite, writeObject, writeStored } from './write.ts';

export function compileDerived(
  id: number,
  schema: GraphQLSchema,
  operation: Operation,
  conditions: JsonObject,
): DerivedPlan {
  const { definition, fragments, prefix } = operation;
  const scope: RootScope = {
    ...viewCollector(prefix),
    schema,
    fragments,
    variables: conditions,
    prefix,
    slots: [],
    arguments: [],
    parts: { count: 0 },
  };
  const query = schema.getQueryType();
  if (!query) throw new Error('the schema has no query type');
  const writers: FieldWriter[] = [];
  const upstream: string[] = [];
  const introspection: FieldNode[] = [];
  for (const [key, nodes] of collectFields(scope, query, [definition.selectionSet])) {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__schema' || name === '__type') introspection.push(...nodes);
    const root = name.startsWith('__') ? localRoot(name, key) : compileRoot(scope, key, nodes);
    upstream.push(...root.upstream);
    writers.push({ key, write: root.write });
  }
  if (scope.views.length === 0) scope.viewOf({ kind: 'block', argument: null });
  const metas = scope.views.flatMap((view) => (mayBePast(view) ? [emitBlock(view), emitMeta(view)] : [emitMeta(view)]));
  const pools = scope.views.filter((view) => view.usesPool).map(emitPool);
  const rows = [...upstream, ...metas];
  const used = usedVariables(operation, rows.join(' '));
  return {
    kind: 'derived',
    id,
    views: scope.views,
    variableDefinitions: definition.variableDefinitions ?? [],
    rowsQuery: document(operation, scope.views, used, rows),
    fullQuery: document(operation, scope.views, used, [...rows, ...pools]),
    usedVariables: used,
    slots: scope.slots,
    arguments: scope.arguments,
    introspection: introspection.length === 0 ? null : introspectionDocument(operation, introspection),
    write: writeObject(writers),
  };
}

function localRoot(name: string, key: string): Root {
  if (name === '__typename') return { upstream: [], write: () => '"Query"' };
  return { upstream: [], write: (_row, fill) => JSON.stringify(fill.introspection[key] ?? null) };
}

function compileRoot(scope: RootScope, key: string, nodes: readonly FieldNode[]): Root {
  const name = nodes[0]?.name.value ?? '';
  if (name === 'snapshot') return compileSnapshot(scope, nodes);
  const field = scope.schema.getQueryType()?.getFields()[name];
  if (!field) return { upstream: [], write: () => 'null' };
  const type = getNamedType(field.type);
  const argument = nodes[0]?.arguments?.find((each) => each.name.value === 'block')?.value ?? null;
  const view = scope.viewOf({ kind: 'block', argument });
  const sets = nodes.map((node) => node.selectionSet);
  const object = isCompositeType(type) ? fillComposite(scope, view, type, sets) : null;
  return {
    upstream: nodes.map((node) => emitField(scope, type, node, key)),
    write: object ? writeComposite(key, object) : writeStored(key, field.type),
  };
}

/** Client's variables that are left in the upstream document: the Graph Node checks the values of all it is given. */
function usedVariables({ definition }: Operation, text: string): string[] {
  const used = new Set(Array.from(text.matchAll(/\$(\w+)/g), ([, name]) => name));
  return (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value).filter((n) => used.has(n));
}

function document(operation: Operation, views: readonly View[], used: readonly string[], roots: string[]): string {
  const definitions = (operation.definition.variableDefinitions ?? [])
    .filter(({ variable }) => used.includes(variable.name.value))
    .map(({ variable, type }) => `$${variable.name.value}: ${print(type)}`);
  for (const view of views) {
    if (view.source.kind === 'moment') definitions.push(`$${view.variable}: Block_height`);
    if (mayBePast(view)) definitions.push(`$${blockFilterVariable(view)}: Block_filter`);
  }
  return `query${definitions.length ? `(${definitions.join(', ')})` : ''} { ${roots.join(' ')} }`;
}

function introspectionDocument(operation: Operation, fields: readonly FieldNode[]): DerivedPlan['introspection'] {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: fields } as const;
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation.definition, selectionSet }, ...operation.fragments.values()],
  };
}
