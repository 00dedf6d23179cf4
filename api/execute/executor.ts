/** Runs one operation by its plan. What comes back is the whole response as bytes. */
import type { Head } from '../block.ts';
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
  const head = gateway.tracker.fresh();
  return knownAnswer(gateway, question, head) ?? execute(gateway, question, head, signal);
}

/** What is kept and stands while `head` is the newest block, without asking anybody. */
export function knownAnswer(gateway: Gateway, question: Question, head: Head | null): Answer | undefined {
  const { plan } = question;
  if (plan.kind === 'plain') return knownPlain(gateway, plan, question, head);
  return plan.kind === 'derived' ? knownDerived(gateway, plan, question, head) : undefined;
}

/** Asks for what is needed and keeps the answer. `head` is null where what is kept of the newest block is not to be used. */
export async function execute(
  gateway: Gateway,
  { plan, operationName, variables, key }: Question,
  head: Head | null,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  if (plan.kind === 'plain') return executePlain(gateway, plan, { variables, signal }, key, head);
  if (plan.kind === 'derived') return executeDerived(gateway, plan, { variables, signal }, key, head);
  const result = await executeLocally(gateway, plan.document, operationName, variables);
  return { bytes: Buffer.from(`${JSON.stringify(result)}\n`), lifetime: 'head' };
}
