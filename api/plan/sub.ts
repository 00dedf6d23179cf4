/** Compiles a sub-operation: one root at a state named at run time, with what a client selected. */
import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  parseType,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { JsonObject } from '../json.ts';
import { assemble, type Compiler, rootScope } from './assemble.ts';
import { emitSelection, storedKey } from './emit.ts';
import { copyObject, fillComposite } from './fill.ts';
import type { SubSpec } from './late.ts';
import type { Operation } from './operation.ts';
import type { View } from './plan.ts';
import type { RootScope } from './root.ts';
import { compileSnapshot } from './snapshot.ts';
import type { SubPlan } from './sub-plan.ts';
import { pinnedView } from './views.ts';
import { writeComposite } from './write.ts';

/** A selection of our own, from its text without braces. Fields of the API, derived ones too. */
export function selectionOf(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  return (definition as OperationDefinitionNode).selectionSet;
}

export function compileSub(compiler: Compiler, outer: Operation, conditions: JsonObject, spec: SubSpec): SubPlan {
  const argument = (name: string): string => `${outer.prefix}arg_${name}`;
  const root = compiler.schema.getQueryType()?.getFields()[spec.root];
  if (!root) throw new Error(`there is no root ${spec.root}`);
  const own = spec.args.map((name): VariableDefinitionNode => {
    const type = root.args.find((each) => each.name === name)?.type;
    if (!type) throw new Error(`the root ${spec.root} takes no ${name}`);
    return {
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: argument(name) } },
      type: parseType(String(type), { noLocation: true }),
    };
  });
  // A sub-operation inside another may take an argument of the same name: its own holds.
  const names = new Set(own.map(({ variable }) => variable.name.value));
  const given = (outer.definition.variableDefinitions ?? []).filter(({ variable }) => !names.has(variable.name.value));
  const variableDefinitions = [...given, ...own];
  const operation = { ...outer, definition: { ...outer.definition, variableDefinitions } };
  const scope = rootScope(compiler, operation, conditions, pinnedView(outer.prefix));
  const rootKey = `${outer.prefix}root`;
  if (spec.root === 'snapshot') {
    const name = { kind: Kind.NAME, value: 'snapshot' } as const;
    const nodes = spec.sets.flatMap((selectionSet) =>
      selectionSet ? [{ kind: Kind.FIELD, name, selectionSet } as const] : [],
    );
    const { upstream, write } = compileSnapshot(scope, nodes, 0);
    const plan = assemble(compiler, operation, scope, upstream, write);
    return { ...plan, rootKey, writeRoot: write, writeRow: write, argument };
  }
  const type = getNamedType(root.type);
  if (!isCompositeType(type)) throw new Error(`the root ${spec.root} has no selection`);
  const filled = fillComposite(scope, 0, [rootKey], type, spec.sets);
  const writeRow = filled ?? (isObjectType(type) ? copyObject(scope, type, spec.sets) : () => 'null');
  const writeRoot = writeComposite(rootKey, writeRow);
  const upstream = emitRoot(scope, `${rootKey}: ${spec.root}`, spec, argument, (set) =>
    emitSelection(scope, type, set),
  );
  return { ...assemble(compiler, operation, scope, upstream, writeRoot), rootKey, writeRoot, writeRow, argument };
}

/** The root once for each selection: the Graph Node merges them. */
function emitRoot(
  scope: RootScope,
  name: string,
  spec: SubSpec,
  argument: (name: string) => string,
  emit: (set: SelectionSetNode) => string,
): string[] {
  const given = spec.args.map((each) => `${each}: $${argument(each)}`);
  const args = [...given, `block: $${(scope.views[0] as View).variable}`].join(', ');
  const needs = (spec.needs ?? []).map((field) => `${storedKey(scope.prefix, field)}: ${field}`);
  const selections = spec.sets.flatMap((set) => (set ? [emit(set)] : []));
  if (needs.length > 0) selections.push(`{ ${needs.join(' ')} }`);
  return selections.map((selection) => `${name}(${args}) ${selection}`);
}
