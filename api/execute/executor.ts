/** Runs one operation by its plan. What comes back is the whole response as bytes. */
import type { PlanCompiler } from '../plan/compile.ts';
import type { Answer } from './answer.ts';
import { executeDerived, knownDerived } from './derived.ts';
import type { Gateway } from './gateway.ts';
import { executeLocally } from './local.ts';
import { executePlain, knownPlain } from './plain.ts';
import { type OperationRequest, type Question, readQuestion } from './question.ts';

export async function executeOperation(
  gateway: Gateway,
  compiler: PlanCompiler,
  request: OperationRequest,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const question = readQuestion(compiler, request);
  return knownAnswer(gateway, question) ?? execute(gateway, question, signal);
}

/** What is kept and stands, without asking anybody. */
export function knownAnswer(gateway: Gateway, { plan, variables, key }: Question): Answer | undefined {
  if (plan.kind === 'plain') return knownPlain(gateway, plan, variables, key);
  return plan.kind === 'derived' ? knownDerived(gateway, plan, variables, key) : undefined;
}

/** Asks for what is needed and keeps the answer. */
export async function execute(
  gateway: Gateway,
  { plan, operationName, variables, key }: Question,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  if (plan.kind === 'plain') return executePlain(gateway, plan, { variables, signal }, key);
  if (plan.kind === 'derived') return executeDerived(gateway, plan, { variables, signal }, key);
  const result = await executeLocally(gateway, plan.document, operationName, variables);
  return { bytes: Buffer.from(`${JSON.stringify(result)}\n`), lifetime: 'head' };
}
