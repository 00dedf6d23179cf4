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

/**
 * An index whose newest block is `indexed`, without events in any block, and a chain that is on branch `b` and has blocks up
 * to `newest`; null where it does not answer.
 */
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
  const looks: (number | 'latest')[] = [];
  const reached: { newest: number | null } = { newest: Number.MAX_SAFE_INTEGER };
  const chain = {
    async block(number: number | 'latest') {
      looks.push(number);
      const { newest } = reached;
      if (newest === null || (number !== 'latest' && number > newest)) return null;
      return block(number === 'latest' ? newest : number, 'b');
    },
    close: () => undefined,
  };
  return { index, reached, looks, tracker, blocks: createBlocks(client, tracker, chain, FINALITY) };
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

it('waits for a chain that is behind the index', async () => {
  const { reached, tracker, blocks } = await behind(block(100, 'b'));
  reached.newest = 95;
  const asked = blocks.byNumber(98);
  await vi.advanceTimersByTimeAsync(1000);
  reached.newest = 100;
  await vi.advanceTimersByTimeAsync(1000);
  expect(await asked).toEqual(block(98, 'b'));
  tracker.close();
});

it('does not wait for a chain that does not answer', async () => {
  const { reached, looks, tracker, blocks } = await behind(block(100, 'b'));
  reached.newest = null;
  expect(await blocks.byNumber(98)).toEqual({ number: 98, hash: null, timestamp: null });
  expect(looks).toEqual([98, 'latest']);
  tracker.close();
});

it('does not wait for blocks that no reorganisation reaches', async () => {
  const { tracker, blocks } = await behind(block(100, 'a'));
  expect(await blocks.byNumber(100 - FINALITY)).toEqual(block(100 - FINALITY, 'b'));
  tracker.close();
});
