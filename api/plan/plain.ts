/** The plan of a query with nothing to derive: itself, and the blocks it is answered from as its last roots. */
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { JsonObject } from '../json.ts';
import { isIncluded } from './collect.ts';
import { blockFilterVariable, emitBlock, emitMeta, mayBePast } from './context.ts';
import type { Operation } from './operation.ts';
import type { PlainPlan } from './plan.ts';
import { viewCollector } from './views.ts';

export function compilePlain(id: number, operation: Operation, conditions: JsonObject): PlainPlan {
  const { definition, fragments, prefix } = operation;
  const { views, viewOf } = viewCollector(prefix);
  for (const argument of blockArguments(operation, conditions, definition.selectionSet))
    viewOf({ kind: 'block', argument });
  if (views.length === 0) viewOf({ kind: 'block', argument: null });
  const past = views.filter(mayBePast);
  const filters = past.map((view) => `$${blockFilterVariable(view)}: Block_filter`);
  const query = (dated: boolean): string => {
    // In the order of the answer: a Graph Node puts `_meta` last.
    const own = parseOwn(filters, [...past.map(emitBlock), ...views.map((view) => emitMeta(view, dated))]);
    const upstream: OperationDefinitionNode = {
      ...definition,
      variableDefinitions: [...(definition.variableDefinitions ?? []), ...(own.variableDefinitions ?? [])],
      selectionSet: {
        ...definition.selectionSet,
        selections: [...definition.selectionSet.selections, ...own.selectionSet.selections],
      },
    };
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [upstream, ...fragments.values()] };
    return print(document);
  };
  return {
    kind: 'plain',
    id,
    views,
    variableDefinitions: definition.variableDefinitions ?? [],
    query: query(false),
    datedQuery: query(true),
    ownKeys: new Set(views.flatMap(({ keys }) => Object.values(keys))),
    marker: `"${past[0]?.keys.block ?? views[0]?.keys.meta}":`,
  };
}

/** What is asked beside the client's roots, with the variables that it takes. */
function parseOwn(variables: readonly string[], roots: readonly string[]): OperationDefinitionNode {
  const declared = variables.length === 0 ? '' : `(${variables.join(', ')})`;
  const text = `query${declared} { ${roots.join(' ')} }`;
  return parse(text, { noLocation: true }).definitions[0] as OperationDefinitionNode;
}

/** `block` arguments of all roots asked for, those in fragments too; null for a root that reads the head. */
function blockArguments(operation: Operation, conditions: JsonObject, set: SelectionSetNode): (ValueNode | null)[] {
  return set.selections.flatMap((selection) => {
    if (!isIncluded(selection.directives, conditions)) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return blockArguments(operation, conditions, selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = operation.fragments.get(selection.name.value);
      return fragment ? blockArguments(operation, conditions, fragment.selectionSet) : [];
    }
    if (selection.name.value.startsWith('__')) return [];
    return [selection.arguments?.find((argument) => argument.name.value === 'block')?.value ?? null];
  });
}
