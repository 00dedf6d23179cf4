/** Queries at one time, and those that wait for their turn: both bounded. */
import pLimit from 'p-limit';
import { ApiError } from '../errors.ts';
import { metrics } from '../metrics.ts';

export type Queue = <Answer>(work: () => Promise<Answer>, signal: AbortSignal) => Promise<Answer>;

/** Seconds after which a place is likely: queries take milliseconds, so a full queue empties fast. */
const RETRY_AFTER = 1;

/** Throws OVERLOADED where as many wait as may. Who leaves while waiting gives up the place at its turn. */
export function createQueue(atOnce: number, waiting: number): Queue {
  const limit = pLimit(atOnce);
  return async (work, signal) => {
    if (limit.activeCount === atOnce && limit.pendingCount >= waiting)
      throw new ApiError(
        'OVERLOADED',
        `More queries wait for the Graph Node than may: try again shortly.`,
        RETRY_AFTER,
      );
    metrics.upstreamWaiting.inc();
    let waits = true;
    try {
      return await limit(async () => {
        metrics.upstreamWaiting.dec();
        waits = false;
        signal.throwIfAborted();
        return work();
      });
    } finally {
      if (waits) metrics.upstreamWaiting.dec();
    }
  };
}
