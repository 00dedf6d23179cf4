/** Field collection as the GraphQL specification has it, with `@skip` and `@include` already decided. */
import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { JsonObject } from '../json.ts';

export interface Scope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of the variables that directives use; others may be missing. */
  readonly variables: JsonObject;
}

export function isIncluded(directives: readonly DirectiveNode[] | undefined, variables: JsonObject): boolean {
  for (const directive of directives ?? []) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const condition = directive.arguments?.find((argument) => argument.name.value === 'if');
    const value = condition !== undefined && valueFromASTUntyped(condition.value, variables as Record<string, unknown>);
    if (name === 'skip' ? value === true : value !== true) return false;
  }
  return true;
}

/** Fields by response key, in the order in which the response shows them. */
export function collectFields(
  scope: Scope,
  type: GraphQLObjectType,
  selectionSets: readonly (SelectionSetNode | undefined)[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of selectionSets) if (set) collectInto(scope, type, set.selections, fields, visited);
  return fields;
}

function collectInto(
  scope: Scope,
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  fields: Map<string, FieldNode[]>,
  visited: Set<string>,
): void {
  for (const selection of selections) {
    if (!isIncluded(selection.directives, scope.variables)) continue;
    if (selection.kind === 'Field') {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = fields.get(key);
      if (nodes) nodes.push(selection);
      else fields.set(key, [selection]);
    } else if (selection.kind === 'InlineFragment') {
      if (applies(scope.schema, type, selection.typeCondition?.name.value))
        collectInto(scope, type, selection.selectionSet.selections, fields, visited);
    } else {
      const name = selection.name.value;
      const fragment = scope.fragments.get(name);
      if (fragment === undefined || visited.has(name)) continue;
      visited.add(name);
      if (applies(scope.schema, type, fragment.typeCondition.name.value))
        collectInto(scope, type, fragment.selectionSet.selections, fields, visited);
    }
  }
}

function applies(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}
