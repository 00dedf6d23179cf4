/** Operations are compiled once: a plan is kept with the parsed document, which Apollo keeps by the query's hash. */
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { validateQuery } from '../schema/validation.ts';
import type { Compiler } from './assemble.ts';
import { type Contents, classify } from './classify.ts';
import { type CostCheck, costCheck } from './cost.ts';
import { compileDerived } from './derived.ts';
import type { LateFields } from './late.ts';
import type { OperationLimits } from './limits.ts';
import { chooseOperation, declaredVariables, type Operation } from './operation.ts';
import { checkOwnValues } from './own.ts';
import { compilePlain } from './plain.ts';
import type { Plan } from './plan.ts';
import { checkShape } from './shape.ts';
import { checkSize } from './size.ts';
import { compileSub } from './sub.ts';

/** Plans of one document that differ by the variables of its directives; more are compiled anew. */
const PLANS_PER_DOCUMENT = 64;

interface Compiled {
  readonly operation: Operation;
  readonly contents: Contents;
  readonly plans: Map<string, Plan>;
  /** What variables can make of its cost, once it is valid. */
  checkCost?: CostCheck | undefined;
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

/** Without `limits` for documents of our own: those of clients are bounded. */
export function createPlanCompiler(
  schema: GraphQLSchema,
  introspection: boolean,
  late: LateFields,
  limits: OperationLimits | null = null,
): PlanCompiler {
  const documents = new WeakMap<DocumentNode, Map<string, Compiled>>();
  let lastId = 0;
  const compiler: Compiler = {
    schema,
    late,
    nextId: () => ++lastId,
    compileSub: (operation, conditions, spec) => compileSub(compiler, operation, conditions, spec),
  };

  function compile(compiled: Compiled, conditions: JsonObject): Plan {
    const { operation, contents } = compiled;
    const { derived, own } = contents;
    const errors = validateQuery(schema, operation.document, { derived: derived || own, introspection });
    if (errors.length > 0) throw new InvalidQuery(errors);
    checkSize(operation);
    if (limits) compiled.checkCost = costCheck(schema, late, operation, limits.maxCost);
    const unfit = own ? checkOwnValues(schema, operation, conditions) : [];
    if (unfit.length > 0) throw new InvalidQuery(unfit);
    if (isWrittenHere(contents)) return compileDerived(compiler, operation, conditions);
    if (contents.stored) return compilePlain(compiler.nextId(), operation, conditions);
    const { document, definition } = operation;
    return {
      kind: 'local',
      id: compiler.nextId(),
      views: [],
      variableDefinitions: definition.variableDefinitions ?? [],
      document,
    };
  }

  return {
    plan(document, operationName, variables) {
      let operations = documents.get(document);
      if (!operations) {
        if (limits) checkShape(document, limits);
        operations = new Map();
        documents.set(document, operations);
      }
      const name = operationName ?? '';
      let compiled = operations.get(name);
      if (!compiled) {
        const operation = chooseOperation(document, operationName);
        compiled = { operation, contents: classify(schema, late, operation), plans: new Map() };
        operations.set(name, compiled);
      }
      const { operation, contents, plans } = compiled;
      const conditions = conditionValues(operation, variables, isWrittenHere(contents));
      const key = JSON.stringify(conditions);
      let plan = plans.get(key);
      if (!plan) {
        plan = compile(compiled, conditions);
        if (plans.size < PLANS_PER_DOCUMENT) plans.set(key, plan);
      }
      compiled.checkCost?.(variables);
      return plan;
    },
  };
}

/** Whether the answer is put together here, from rows, rather than passed on. */
function isWrittenHere({ derived, introspection, own, stored }: Contents): boolean {
  return derived || ((introspection || own) && stored);
}

/**
 * Values of the variables that `@skip` and `@include` use. Where the answer is written here each must be given or have
 * a default; in what goes upstream as it came, the Graph Node decides.
 */
function conditionValues({ conditions, definition }: Operation, variables: JsonObject, required: boolean): JsonObject {
  if (conditions.length === 0) return {};
  const declared = declaredVariables(definition.variableDefinitions ?? [], variables);
  const values = conditions.map((name) => [name, declared[name]] as const);
  const missing = values.find(([, value]) => typeof value !== 'boolean');
  if (required && missing)
    throw new ApiError('BAD_USER_INPUT', `The variable $${missing[0]} decides a directive: give it true or false.`);
  return Object.fromEntries(values.filter(([, value]) => typeof value === 'boolean'));
}
