import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Head } from '../../api/block.ts';
import { createBlocks } from '../../api/upstream/blocks.ts';
import type { UpstreamClient } from '../../api/upstream/client.ts';
import { trackHead } from '../../api/upstream/head.ts';

const FINALITY = 10;
const block = (number: number, fork: string): Head => ({
  number,
  hash: `0x${fork}${number}`,
  timestamp: BigInt(number),
});

/** An index whose newest block is `indexed`, without events in any block, and a chain that is on branch `b`. */
async function behind(indexed: Head) {
  const index = { newest: indexed };
  const answer = async (): Promise<Buffer> => {
    const { number, hash, timestamp } = index.newest;
    const meta = { hasIndexingErrors: false, block: { number, hash, timestamp: Number(timestamp) } };
    return Buffer.from(JSON.stringify({ data: { _meta: meta, blocks: [] } }));
  };
  const client: UpstreamClient = { ask: answer, poll: answer, close: async () => undefined };
  const tracker = trackHead(client, 250);
  await tracker.poll();
  const looks: number[] = [];
  const chain = {
    async block(number: number | 'latest') {
      looks.push(Number(number));
      return block(Number(number), 'b');
    },
    close: () => undefined,
  };
  return { index, looks, tracker, blocks: createBlocks(client, tracker, chain, FINALITY) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('takes a quiet block from the chain while index and chain have the same newest block', async () => {
  const { tracker, blocks } = await behind(block(100, 'b'));
  expect(await blocks.byNumber(98)).toEqual(block(98, 'b'));
  tracker.close();
});

it('waits, once for all, until the index has followed a reorganisation', async () => {
  const { index, looks, tracker, blocks } = await behind(block(100, 'a'));
  const asked = Promise.all(Array.from({ length: 50 }, (_, i) => blocks.byNumber(95 + (i % 5))));
  await vi.advanceTimersByTimeAsync(1000);
  index.newest = block(101, 'b');
  await vi.advanceTimersByTimeAsync(1000);
  expect((await asked).map(({ hash }) => hash)).toEqual(Array.from({ length: 50 }, (_, i) => `0xb${95 + (i % 5)}`));
  // Two looks of each before and after, and about ten of them all together in each second.
  expect(looks.length).toBeLessThan(50 * 4 + 25);
  tracker.close();
});

it('refuses where they do not come together', async () => {
  const { tracker, blocks } = await behind(block(100, 'a'));
  const refused = expect(blocks.byNumber(98)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await vi.advanceTimersByTimeAsync(20_000);
  await refused;
  tracker.close();
});

it('does not wait for blocks that no reorganisation reaches', async () => {
  const { tracker, blocks } = await behind(block(100, 'a'));
  expect(await blocks.byNumber(100 - FINALITY)).toEqual(block(100 - FINALITY, 'b'));
  tracker.close();
});
