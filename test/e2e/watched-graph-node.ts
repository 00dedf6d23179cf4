/** In front of a real Graph Node: counts what is asked, and holds answers back while a test says so. */
import { setTimeout as pause } from 'node:timers/promises';
import { type StandIn, standInFor } from './graph-node-stand-in.ts';

export interface WatchedGraphNode extends StandIn {
  /** Queries so far, but for those that only ask for the newest block. */
  readonly asked: string[];
  /** How many queries were given up before their answer. */
  readonly left: () => number;
  /** Keeps answers back until the function it returns is called. */
  hold(): () => void;
  /** Resolves when that many queries have been asked. */
  reached(count: number): Promise<void>;
}

export async function watchGraphNode(target: string): Promise<WatchedGraphNode> {
  const asked: string[] = [];
  let held: Promise<void> | null = null;
  let left = 0;
  const standIn = await standInFor(target, async (body, response) => {
    response.once('close', () => {
      if (!response.writableFinished) left++;
    });
    if (body.includes('hasIndexingErrors')) return;
    asked.push(body);
    await held;
  });
  return {
    ...standIn,
    asked,
    left: () => left,
    hold() {
      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        release();
        held = null;
      };
    },
    async reached(count) {
      while (asked.length < count) await pause(5);
    },
  };
}
