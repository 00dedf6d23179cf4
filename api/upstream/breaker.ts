/**
 * A Graph Node that is away is not asked again and again: after some failures in a row only the polls for its newest
 * block go out, and the first that is answered lets queries through again. What a client can bring about by its own
 * query, as a time-out, is not counted: nobody can shut others out.
 */
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import { metrics } from '../metrics.ts';
import { away, isConnectionFailure } from './connection-errors.ts';

export interface Breaker {
  ask<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  poll<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

const FAILURES = 5;
/** Less than the usual time between two polls. */
const REST_MS = 200;

export function createBreaker(): Breaker {
  const policy = circuitBreaker(handleAll, { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES) });
  policy.onStateChange((state) => metrics.breakerOpen.set(state === CircuitState.Closed ? 0 : 1));
  return {
    async ask(work) {
      if (policy.state !== CircuitState.Closed) throw away();
      let failure: unknown = null;
      const answer = await policy.execute(async () => {
        try {
          return await work();
        } catch (error) {
          if (isConnectionFailure(error)) throw error;
          failure = error;
          return null;
        }
      });
      if (failure !== null) throw failure;
      return answer as Awaited<ReturnType<typeof work>>;
    },
    poll: (work) => policy.execute(work),
  };
}
