/** Answers questions: from what is kept, else once for all who ask the same at the same time. */
import { metrics } from '../metrics.ts';
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

/** `joinMs` is how long ago an answer may have been begun to be shared with who asks now. */
export function createAnswering(gateway: Gateway, compiler: PlanCompiler, joinMs: number): Answering {
  const joined = coalesce<Answer>({ joinMs });

  function known(question: Question): Answer | undefined {
    const begun = performance.now();
    const answer = knownAnswer(gateway, question);
    if (answer) metrics.requestSeconds.labels(question.plan.kind).observe((performance.now() - begun) / 1000);
    return answer;
  }

  async function answer(question: Question, signal: AbortSignal | undefined): Promise<Answer> {
    const stop = metrics.requestSeconds.labels(question.plan.kind).startTimer();
    try {
      if (question.plan.kind === 'local') return await execute(gateway, question, signal);
      // Who has seen a newer block is not given an answer begun before it.
      const key = `${question.key}@${gateway.tracker.lastSeen()?.hash}`;
      return await joined(key, (left) => execute(gateway, question, left), signal);
    } finally {
      stop();
    }
  }

  return { read: (request) => readQuestion(compiler, request), known, answer };
}
