/**
 * Which queries are let through. A Graph Node is lenient: it takes `$id: String!` for an id, quoted enum values,
 * variables that are never used. Those rules are left out here, so that nobody's query stops working; the ones kept
 * are what it refuses too, or what would make an answer wrong.
 */
import {
  type DocumentNode,
  ExecutableDefinitionsRule,
  FragmentsOnCompositeTypesRule,
  type GraphQLError,
  type GraphQLSchema,
  KnownArgumentNamesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  LoneAnonymousOperationRule,
  MaxIntrospectionDepthRule,
  NoFragmentCyclesRule,
  NoSchemaIntrospectionCustomRule,
  NoUndefinedVariablesRule,
  OverlappingFieldsCanBeMergedRule,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  UniqueArgumentNamesRule,
  UniqueFragmentNamesRule,
  UniqueOperationNamesRule,
  UniqueVariableNamesRule,
  type ValidationRule,
  validate,
} from 'graphql';
import { knownFields } from './known-fields.ts';

const LENIENT: readonly ValidationRule[] = [
  ExecutableDefinitionsRule,
  UniqueOperationNamesRule,
  LoneAnonymousOperationRule,
  KnownTypeNamesRule,
  FragmentsOnCompositeTypesRule,
  knownFields,
  UniqueFragmentNamesRule,
  KnownFragmentNamesRule,
  NoFragmentCyclesRule,
  UniqueVariableNamesRule,
  UniqueArgumentNamesRule,
  ProvidedRequiredArgumentsRule,
  // Introspection is answered here, at once and in one piece: its size must not grow without bound.
  MaxIntrospectionDepthRule,
];

/** For queries no Graph Node would take, because they ask for derived fields: a mistyped `at` must not be ignored. */
const STRICT: readonly ValidationRule[] = [
  KnownArgumentNamesRule,
  NoUndefinedVariablesRule,
  ScalarLeafsRule,
  OverlappingFieldsCanBeMergedRule,
];

export function validateQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  options: { readonly derived: boolean; readonly introspection: boolean },
): readonly GraphQLError[] {
  const rules = [...LENIENT];
  if (options.derived) rules.push(...STRICT);
  if (!options.introspection) rules.push(NoSchemaIntrospectionCustomRule);
  return validate(schema, document, rules, { maxErrors: 10 });
}
