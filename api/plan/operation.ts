/** The parts of a request that compiling needs: the chosen operation, its fragments, its variables. */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
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
  /** Variables that decide `@skip` and `@include`: another value is another plan. */
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
  const conditions = new Set<string>();
  const names = new Set<string>();
  visit(document, {
    FragmentDefinition: (node) => void fragments.set(node.name.value, node),
    Name: (node) => void names.add(node.value),
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const argument of node.arguments ?? [])
        if (argument.value.kind === 'Variable') conditions.add(argument.value.name.value);
    },
  });
  return { document, definition, fragments, conditions: [...conditions].sort(), prefix: freePrefix(names) };
}

function freePrefix(names: ReadonlySet<string>): string {
  for (let i = 0; ; i++) {
    const prefix = `_g${i === 0 ? '' : i}_`;
    if (![...names].some((name) => name.startsWith(prefix))) return prefix;
  }
}

/** The declared variables with their defaults; what the operation does not declare is left out. */
export function declaredVariables(definitions: readonly VariableDefinitionNode[], given: JsonObject): JsonObject {
  const values: Record<string, Json> = {};
  for (const { variable, defaultValue } of definitions) {
    const name = variable.name.value;
    const value = given[name];
    if (value !== undefined) values[name] = value;
    else if (defaultValue) values[name] = valueFromASTUntyped(defaultValue) as Json;
  }
  return values;
}
