/** Whether index and chain follow the same branch; while they do not, what only the chain tells may be of the other one. */
import type { Chain } from './chain.ts';
import { coalesce } from './coalesce.ts';
import type { HeadTracker } from './head.ts';
import { createPatience } from './patience.ts';
import { inTurns } from './turns.ts';

export interface Agreement {
  /** Whether the chain has the index's newest block at a time after the call. */
  holds(): Promise<boolean>;
  /** Until it has, for all who wait together; UPSTREAM_UNAVAILABLE where that takes too long. */
  awaited(): Promise<void>;
}

export function createAgreement(tracker: HeadTracker, chain: Chain): Agreement {
  const together = coalesce<void>();

  const holds = inTurns(async (): Promise<boolean> => {
    const head = tracker.current();
    return head !== null && (await chain.block(head.number))?.hash === head.hash;
  });

  async function wait(): Promise<void> {
    const again = createPatience();
    do {
      await again();
      await tracker.poll();
    } while (!(await holds()));
  }

  return { holds, awaited: () => together('', wait) };
}
