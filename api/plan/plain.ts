/** The plan of a query with nothing to derive: itself, and the block it is answered from as its last root. */
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { JsonObject } from '../json.ts';
import { isIncluded } from './collect.ts';
import { emitMeta } from './context.ts';
import type { Operation } from './operation.ts';
import type { PlainPlan } from './plan.ts';
import { viewCollector } from './views.ts';

export function compilePlain(id: number, operation: Operation, conditions: JsonObject): PlainPlan {
  const { definition, fragments, prefix } = operation;
  const { views, viewOf } = viewCollector(prefix);
  for (const argument of blockArguments(operation, conditions, definition.selectionSet))
    viewOf({ kind: 'block', argument });
  if (views.length === 0) viewOf({ kind: 'block', argument: null });
  const query = (dated: boolean): string => {
    const metas = views.flatMap((view) => selections(`{ ${emitMeta(view, dated)} }`));
    const selectionSet = { ...definition.selectionSet, selections: [...definition.selectionSet.selections, ...metas] };
    const upstream: OperationDefinitionNode = { ...definition, selectionSet };
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
    marker: `"${views[0]?.keys.meta}":`,
  };
}

function selections(text: string): readonly FieldNode[] {
  const [definition] = parse(text, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION
    ? (definition.selectionSet.selections as readonly FieldNode[])
    : [];
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
