import { setTimeout as pause } from 'node:timers/promises';
import { indexingStatus } from './graph-node-status.ts';
import type { RunningStack } from './start.ts';
import type { Supervisor } from './supervisor.ts';

const INTERVAL_MS = 10_000;

/** Says how far the index is behind a real chain until it has caught up; from then on `/ready` of the API tells. */
export async function followChain(
  supervisor: Supervisor,
  stack: RunningStack,
  say: (line: string) => void,
): Promise<void> {
  if (!stack.indexNodeUrl) return;
  let last: { block: number; at: number } | undefined;
  while (!supervisor.isStopping) {
    const status = await indexingStatus(stack.indexNodeUrl);
    if (status && status.block >= 0) {
      if (status.block >= status.head) return say(`  indexed up to the chain's head, block ${status.head}`);
      const now = Date.now();
      const rate = last ? ((status.block - last.block) * 1000) / (now - last.at) : 0;
      const left = rate > 0 ? `${Math.ceil((status.head - status.block) / rate / 60)} min left` : 'time left unknown';
      say(`  indexing: block ${status.block} of ${status.head}, ${Math.round(rate)}/s, ${left}`);
      last = { block: status.block, at: now };
    }
    await pause(INTERVAL_MS, undefined, { ref: false });
  }
}
