/** A Graph Node whose answers to long queries a test can hold back, so that something else comes first. */
import { setTimeout as pause } from 'node:timers/promises';
import { type StandIn, standInFor } from './graph-node-stand-in.ts';

export interface HeldGraphNode extends StandIn {
  /** Answers one more query that reads rows of an export, and then none. */
  hold(): void;
  /** Resolves when such a query waits. */
  waiting(): Promise<void>;
  release(): void;
}

/** In front of the query address of a real one. */
export async function holdGraphNode(target: string): Promise<HeldGraphNode> {
  let release: (() => void) | null = null;
  let held: Promise<void> | null = null;
  let passes = 0;
  let waits = 0;
  const standIn = await standInFor(target, async (body) => {
    if (held === null || !body.includes('rows: ') || passes-- > 0) return;
    waits++;
    await held;
  });
  return {
    ...standIn,
    hold() {
      waits = 0;
      passes = 1;
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    async waiting() {
      while (waits === 0) await pause(10);
    },
    release() {
      release?.();
      held = null;
    },
  };
}
