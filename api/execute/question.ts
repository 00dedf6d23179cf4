/** A request once it is understood: its plan and the values of its variables. */
import { type DocumentNode, Kind } from 'graphql';
import type { JsonObject } from '../json.ts';
import type { PlanCompiler } from '../plan/compile.ts';
import { declaredVariables, requireVariables } from '../plan/operation.ts';
import type { Plan } from '../plan/plan.ts';
import { traced } from '../trace.ts';

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: JsonObject;
}

export interface Question {
  readonly plan: Plan;
  readonly operationName: string | null | undefined;
  /** Name of the operation, for logs and metrics; null where it has none. */
  readonly operation: string | null;
  /** Declared variables with their defaults. */
  readonly variables: JsonObject;
  /** The same for the same plan and variables. */
  readonly key: string;
}

/** Throws what is wrong with the request, before anything is asked for it. */
export function readQuestion(compiler: PlanCompiler, request: OperationRequest): Question {
  const { document, operationName } = request;
  const plan = traced('plan', () => compiler.plan(document, operationName, request.variables));
  const operation = operationName ?? onlyName(document);
  // graphql-js reads the variables of what it answers itself, and says what is wrong with them.
  if (plan.kind === 'local') return { plan, operationName, operation, variables: request.variables, key: '' };
  const variables = declaredVariables(plan.variableDefinitions, request.variables);
  if (plan.kind === 'derived') requireVariables(plan.variableDefinitions, variables);
  return { plan, operationName, operation, variables, key: `${plan.id} ${JSON.stringify(variables)}` };
}

/** A document that is asked without an operation's name has one operation. */
function onlyName({ definitions }: DocumentNode): string | null {
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  return operation?.name?.value ?? null;
}
