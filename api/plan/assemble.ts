/** A plan put together from what compiling its roots gathered. */
import { type GraphQLSchema, print } from 'graphql';
import { derivedNeeds } from '../derived/registry.ts';
import type { JsonObject } from '../json.ts';
import { blockFilterVariable, emitBeside, emitPool, mayBePast } from './context.ts';
import { typeKey } from './emit.ts';
import { type LateFields, lateField, type SubSpec } from './late.ts';
import type { Operation } from './operation.ts';
import type { DerivedPlan, View, Writer } from './plan.ts';
import type { RootScope } from './root.ts';
import { CompiledSub, type SubPlan } from './sub-plan.ts';
import type { ViewCollector } from './views.ts';

/** What compiling works with, the same for all operations. */
export interface Compiler {
  readonly schema: GraphQLSchema;
  readonly late: LateFields;
  /** Distinguishes plans. */
  nextId(): number;
  compileSub(operation: Operation, conditions: JsonObject, spec: SubSpec): SubPlan;
}

export function rootScope(
  compiler: Compiler,
  operation: Operation,
  conditions: JsonObject,
  views: ViewCollector,
): RootScope {
  const { fragments, prefix } = operation;
  return {
    ...views,
    schema: compiler.schema,
    fragments,
    variables: conditions,
    prefix,
    slots: [],
    arguments: [],
    lateFields: compiler.late,
    late: [],
    needsOf: (type, field) => derivedNeeds(type, field) ?? lateField(compiler.late, type, field)?.needs ?? null,
    parts: { count: 0 },
    sub: (spec) => new CompiledSub(prefix, () => compiler.compileSub(operation, conditions, spec)),
  };
}

/** `upstream` are the roots that the client's own roots need. */
export function assemble(
  compiler: Compiler,
  operation: Operation,
  scope: RootScope,
  upstream: readonly string[],
  write: Writer,
): DerivedPlan {
  const rows = [...upstream, ...scope.views.flatMap((view) => emitBeside(view, false))];
  const pools = scope.views.filter((view) => view.usesPool).map(emitPool);
  const full = [...upstream, ...scope.views.flatMap((view) => emitBeside(view, true)), ...pools];
  const used = usedVariables(operation, rows.join(' '));
  return {
    kind: 'derived',
    id: compiler.nextId(),
    views: scope.views,
    variableDefinitions: operation.definition.variableDefinitions ?? [],
    rowsQuery: document(operation, scope.views, used, rows),
    fullQuery: document(operation, scope.views, used, full),
    usedVariables: used,
    slots: scope.slots,
    arguments: scope.arguments,
    late: scope.late,
    typeKey: typeKey(operation.prefix),
    local: null,
    hasOwn: false,
    write,
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
    if (view.source.kind !== 'block') definitions.push(`$${view.variable}: Block_height`);
    if (mayBePast(view)) definitions.push(`$${blockFilterVariable(view)}: Block_filter`);
  }
  return `query${definitions.length ? `(${definitions.join(', ')})` : ''} { ${roots.join(' ')} }`;
}
