/** The parts of a request that compiling needs: the chosen operation, its fragments, its variables. */
import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { ApiError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';

export interface Operation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Variables that decide `@skip` and `@include` in what the operation uses: another value is another plan. */
  readonly conditions: readonly string[];
  /** Begins every name that is ours; nothing in the document does. */
  readonly prefix: string;
}

export function chooseOperation(document: DocumentNode, name: string | null | undefined): Operation {
  const definition = getOperationAST(document, name);
  if (!definition)
    throw new ApiError('GRAPHQL_VALIDATION_FAILED', 'The operation is not in the query: name one with operationName.');
  if (definition.operation !== 'query')
    throw new ApiError('GRAPHQL_VALIDATION_FAILED', 'Only queries are supported: this API changes nothing.');
  const fragments = new Map<string, FragmentDefinitionNode>();
  const names = new Set<string>();
  visit(document, {
    FragmentDefinition: (node) => void fragments.set(node.name.value, node),
    Name: (node) => void names.add(node.value),
  });
  const conditions = conditionsOf(definition, fragments);
  return { document, definition, fragments, conditions, prefix: freePrefix(names) };
}

/** Other operations of the document, and fragments that only they use, have variables of their own. */
function conditionsOf(
  definition: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  const conditions = new Set<string>();
  const used = new Set<string>();
  const waiting: ASTNode[] = [definition];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop())
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment !== undefined && !used.has(name.value)) waiting.push(fragment);
        used.add(name.value);
      },
      Directive({ name, arguments: given }) {
        if (name.value !== 'skip' && name.value !== 'include') return;
        for (const { value } of given ?? []) if (value.kind === 'Variable') conditions.add(value.name.value);
      },
    });
  return [...conditions].sort();
}

function freePrefix(names: ReadonlySet<string>): string {
  for (let i = 0; ; i++) {
    const prefix = `_g${i === 0 ? '' : i}_`;
    if (![...names].some((name) => name.startsWith(prefix))) return prefix;
  }
}

/** The declared variables with their defaults; what the operation does not declare is left out. */
export function declaredVariables(definitions: readonly VariableDefinitionNode[], given: JsonObject): JsonObject {
  // No name is there from the start: a variable may be called `constructor`.
  const values: Record<string, Json> = Object.create(null);
  for (const { variable, defaultValue } of definitions) {
    const name = variable.name.value;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined) values[name] = value;
    else if (defaultValue) values[name] = valueFromASTUntyped(defaultValue) as Json;
  }
  return values;
}

/** A variable that must be given and is not: the Graph Node says so only of those that reach it. */
export function requireVariables(definitions: readonly VariableDefinitionNode[], values: JsonObject): void {
  for (const { variable, type } of definitions) {
    const name = variable.name.value;
    if (type.kind === Kind.NON_NULL_TYPE && (values[name] ?? null) === null)
      throw new ApiError('BAD_USER_INPUT', `The variable $${name} is required: give it a value.`);
  }
}
