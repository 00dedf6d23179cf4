/** Whether index and chain follow the same branch; while they do not, what only the chain tells may be of the other one. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Chain } from './chain.ts';
import { coalesce } from './coalesce.ts';
import { reorganising } from './connection-errors.ts';
import type { HeadTracker } from './head.ts';

/** A Graph Node follows a reorganisation within a second or two, unless it sleeps until the next block. */
const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 100;

export interface Agreement {
  /** Whether the chain has the index's newest block now. */
  holds(): Promise<boolean>;
  /** Until it has, for all who wait together; UPSTREAM_UNAVAILABLE where that takes too long. */
  awaited(): Promise<void>;
}

export function createAgreement(tracker: HeadTracker, chain: Chain): Agreement {
  const together = coalesce<void>();

  async function holds(): Promise<boolean> {
    const head = tracker.current();
    return head !== null && (await chain.block(head.number))?.hash === head.hash;
  }

  async function wait(): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end) {
      await pause(LOOK_EVERY_MS);
      await tracker.poll();
      if (await holds()) return;
    }
    throw reorganising();
  }

  return { holds, awaited: () => together('', wait) };
}
