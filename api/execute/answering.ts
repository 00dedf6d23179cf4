/** Answers questions: from what is kept, else once for all who ask the same at the same time. */
import type { PlanCompiler } from '../plan/compile.ts';
import { coalesce } from '../upstream/coalesce.ts';
import type { Answer } from './answer.ts';
import { execute, knownAnswer } from './executor.ts';
import type { Gateway } from './gateway.ts';
import { type OperationRequest, type Question, readQuestion } from './question.ts';

export interface Answering {
  /** Throws what is wrong with the request, before anything is asked for it. */
  read(request: OperationRequest): Question;
  /** What is kept and stands, at once. */
  known(question: Question): Answer | undefined;
  /** `signal` ends the work where nobody else waits for it. */
  answer(question: Question, signal: AbortSignal | undefined): Promise<Answer>;
}

/** No answer is of a block that ceased to be the newest more than `pollIntervalMs` before it was asked for. */
export function createAnswering(gateway: Gateway, compiler: PlanCompiler, pollIntervalMs: number): Answering {
  // The other half is for what the flight itself shares: an upstream query on its way, the newest block.
  const joined = coalesce<Answer>({ joinMs: pollIntervalMs / 2 });

  const known = (question: Question): Answer | undefined => knownAnswer(gateway, question, gateway.tracker.fresh());

  /** Where something kept could be used and the newest block is not sure to be the newest, that comes first. */
  async function confirmed(question: Question, signal: AbortSignal): Promise<Answer> {
    const { tracker } = gateway;
    const isWorthIt =
      question.plan.kind === 'derived' || knownAnswer(gateway, question, tracker.lastSeen()) !== undefined;
    const head = isWorthIt ? await tracker.confirm() : tracker.fresh();
    return knownAnswer(gateway, question, head) ?? execute(gateway, question, head, signal);
  }

  async function answer(question: Question, signal: AbortSignal | undefined): Promise<Answer> {
    if (question.plan.kind === 'local') return execute(gateway, question, null, signal);
    // Who has seen a newer block is not given an answer begun before it.
    const key = `${question.key}@${gateway.tracker.lastSeen()?.hash}`;
    return joined(key, (left) => confirmed(question, left), signal);
  }

  return { read: (request) => readQuestion(compiler, request), known, answer };
}
