/** Operations are compiled once: a plan is kept with the parsed document, which Apollo keeps by the query's hash. */
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { validateQuery } from '../schema/validation.ts';
import { classify } from './classify.ts';
import { compileDerived } from './derived.ts';
import { chooseOperation, declaredVariables, type Operation } from './operation.ts';
import { compilePlain } from './plain.ts';
import type { Plan } from './plan.ts';

/** Plans of one document that differ by the variables of its directives; more are compiled anew. */
const PLANS_PER_DOCUMENT = 64;

interface Compiled {
  readonly operation: Operation;
  readonly plans: Map<string, Plan>;
}

export interface PlanCompiler {
  /** The plan of a request; invalid queries are thrown as a list of errors. */
  plan(document: DocumentNode, operationName: string | null | undefined, variables: JsonObject): Plan;
}

/** A query that does not fit the schema. */
export class InvalidQuery extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('invalid query');
    this.errors = errors;
  }
}

export function createPlanCompiler(schema: GraphQLSchema, introspection: boolean): PlanCompiler {
  const documents = new WeakMap<DocumentNode, Map<string, Compiled>>();
  let lastId = 0;

  function compile(operation: Operation, conditions: JsonObject): Plan {
    const contents = classify(schema, operation);
    const errors = validateQuery(schema, operation.document, { derived: contents.derived, introspection });
    if (errors.length > 0) throw new InvalidQuery(errors);
    lastId++;
    if (contents.derived || (contents.introspection && contents.stored))
      return compileDerived(lastId, schema, operation, conditions);
    if (contents.stored) return compilePlain(lastId, operation);
    const { document, definition } = operation;
    return {
      kind: 'local',
      id: lastId,
      views: [],
      variableDefinitions: definition.variableDefinitions ?? [],
      document,
    };
  }

  return {
    plan(document, operationName, variables) {
      let operations = documents.get(document);
      if (!operations) {
        operations = new Map();
        documents.set(document, operations);
      }
      const name = operationName ?? '';
      let compiled = operations.get(name);
      if (!compiled) {
        compiled = { operation: chooseOperation(document, operationName), plans: new Map() };
        operations.set(name, compiled);
      }
      const { operation, plans } = compiled;
      const conditions = conditionValues(operation, variables);
      const key = operation.conditions.length === 0 ? '' : JSON.stringify(conditions);
      let plan = plans.get(key);
      if (!plan) {
        plan = compile(operation, conditions);
        if (plans.size < PLANS_PER_DOCUMENT) plans.set(key, plan);
      }
      return plan;
    },
  };
}

/** Values of the variables that `@skip` and `@include` use; each must be given or have a default. */
function conditionValues({ conditions, definition }: Operation, variables: JsonObject): JsonObject {
  if (conditions.length === 0) return {};
  const declared = declaredVariables(definition.variableDefinitions ?? [], variables);
  return Object.fromEntries(
    conditions.map((name) => {
      const value = declared[name];
      if (typeof value !== 'boolean')
        throw new ApiError('BAD_USER_INPUT', `The variable $${name} decides a directive: give it true or false.`);
      return [name, value];
    }),
  );
}
