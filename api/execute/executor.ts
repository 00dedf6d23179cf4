/** Runs one operation by its plan. What comes back is the whole response as bytes, or a result to be written. */
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { JsonObject } from '../json.ts';
import type { PlanCompiler } from '../plan/compile.ts';
import { declaredVariables, requireVariables } from '../plan/operation.ts';
import { traced } from '../trace.ts';
import { executeDerived } from './derived.ts';
import type { Gateway } from './gateway.ts';
import { executeLocally } from './local.ts';
import { executePlain } from './plain.ts';

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: JsonObject;
  readonly signal?: AbortSignal | undefined;
  /** Told the kind of the plan, for logs and metrics. */
  readonly onPlan?: (kind: string) => void;
}

export type OperationResult =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'result'; readonly result: ExecutionResult };

export async function executeOperation(
  gateway: Gateway,
  compiler: PlanCompiler,
  request: OperationRequest,
): Promise<OperationResult> {
  const plan = traced('plan', () => compiler.plan(request.document, request.operationName, request.variables));
  request.onPlan?.(plan.kind);
  if (plan.kind === 'local') {
    const { document, operationName, variables } = request;
    return { kind: 'result', result: await executeLocally(gateway, document, operationName, variables) };
  }
  const variables = declaredVariables(plan.variableDefinitions, request.variables);
  if (plan.kind === 'derived') requireVariables(plan.variableDefinitions, variables);
  const call = { variables, signal: request.signal };
  const bytes =
    plan.kind === 'plain' ? await executePlain(gateway, plan, call) : await executeDerived(gateway, plan, call);
  return { kind: 'bytes', bytes };
}
