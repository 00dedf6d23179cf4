/**
 * Roots of no block: they are answered from files and rules, beside whatever is asked of the Graph Node. graphql-js
 * answers them together with introspection, from a document that has nothing else in it.
 */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  separateOperations,
  UniqueInputFieldNamesRule,
  ValuesOfCorrectTypeRule,
  VariablesInAllowedPositionRule,
  validate,
  visit,
} from 'graphql';
import type { JsonObject } from '../json.ts';
import { collectFields } from './collect.ts';
import type { Operation } from './operation.ts';

const OWN_ROOTS: ReadonlySet<string> = new Set(['lpEpoch', 'lpEpochs', 'lpScore']);

export const isOwnRoot = (name: string): boolean => OWN_ROOTS.has(name);

/** Whether a root is answered without the Graph Node. */
export const isLocalRoot = (name: string): boolean => name === '__schema' || name === '__type' || isOwnRoot(name);

/** The operation with these roots alone, the fragments that they use, and the variables that are left in them. */
export function localDocument({ definition, fragments }: Operation, roots: readonly FieldNode[]): DocumentNode {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: roots } as const;
  // Whatever the operation is called: alone it needs no name.
  const { name: _name, ...anonymous } = { ...definition, directives: [], selectionSet };
  const whole = { kind: Kind.DOCUMENT, definitions: [anonymous, ...fragments.values()] } as const;
  const document = separateOperations(whole)[''] as DocumentNode;
  const used = new Set<string>();
  visit(document, { VariableDefinition: () => false, Variable: (node) => void used.add(node.name.value) });
  const isUsed = (variable: string): boolean => used.has(variable);
  return visit(document, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: (node.variableDefinitions ?? []).filter(({ variable }) => isUsed(variable.name.value)),
    }),
  });
}

/** What is wrong with the values given to roots of ours: no Graph Node sees them, so no leniency is owed to one. */
export function checkOwnValues(
  schema: GraphQLSchema,
  operation: Operation,
  conditions: JsonObject,
): readonly GraphQLError[] {
  const query = schema.getQueryType();
  if (!query) return [];
  const scope = { schema, fragments: operation.fragments, variables: conditions };
  const fields = [...collectFields(scope, query, [operation.definition.selectionSet]).values()].flat();
  const own = fields.filter((node) => isOwnRoot(node.name.value));
  if (own.length === 0) return [];
  return validate(schema, localDocument(operation, own), VALUE_RULES, { maxErrors: 10 });
}

const VALUE_RULES = [ValuesOfCorrectTypeRule, VariablesInAllowedPositionRule, UniqueInputFieldNamesRule];
