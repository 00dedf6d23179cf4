import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { UpstreamClient } from '../../api/upstream/client.ts';
import { trackHead } from '../../api/upstream/head.ts';

const INTERVAL = 200;
const head = (number: number, fork = 'a') => ({ number, hash: `0x${fork}${number}`, timestamp: BigInt(number) });

/** A Graph Node whose newest block, and the time it takes to say so, a test decides. */
function upstream() {
  const node = { newest: head(1), takes: 0, asked: 0 };
  const answer = async (): Promise<Buffer> => {
    node.asked++;
    const { number, hash, timestamp } = node.newest;
    if (node.takes > 0) await new Promise((resolve) => setTimeout(resolve, node.takes));
    const block = { number, hash, timestamp: Number(timestamp) };
    return Buffer.from(JSON.stringify({ data: { _meta: { hasIndexingErrors: false, block } } }));
  };
  const client: UpstreamClient = { ask: answer, poll: answer, close: async () => undefined };
  return { node, client };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('knows the newest block all the time while answers are quick', async () => {
  const { node, client } = upstream();
  const tracker = trackHead(client, INTERVAL);
  await tracker.poll();
  for (let i = 0; i < 20; i++) {
    await vi.advanceTimersByTimeAsync(INTERVAL / 4);
    expect(tracker.fresh()).toEqual(node.newest);
  }
  node.newest = head(2);
  await vi.advanceTimersByTimeAsync(INTERVAL);
  expect(tracker.fresh()).toEqual(head(2));
  tracker.close();
});

it('does not vouch for a block once the word on it is older than the interval', async () => {
  const { node, client } = upstream();
  const tracker = trackHead(client, INTERVAL);
  await tracker.poll();
  node.takes = INTERVAL * 2;
  await vi.advanceTimersByTimeAsync(INTERVAL + 1);
  expect(tracker.fresh()).toBeNull();
  expect(tracker.current()).toEqual(head(1));
  tracker.close();
});

it('asks once for all who need to be sure', async () => {
  const { node, client } = upstream();
  const tracker = trackHead(client, INTERVAL);
  await tracker.poll();
  tracker.close();
  await vi.advanceTimersByTimeAsync(INTERVAL);
  node.takes = INTERVAL * 3;
  node.newest = head(2);
  const before = node.asked;
  const sure = [tracker.confirm(), tracker.confirm(), tracker.confirm()];
  await vi.advanceTimersByTimeAsync(INTERVAL * 3);
  // However long it took: it was the newest when they asked, or later.
  expect(await Promise.all(sure)).toEqual([head(2), head(2), head(2)]);
  expect(node.asked).toBe(before + 1);
});

it('takes a newer block from any answer, and an older one only from the Graph Node when asked', async () => {
  const { node, client } = upstream();
  const tracker = trackHead(client, INTERVAL);
  await tracker.poll();
  tracker.observe(head(3), performance.now());
  expect(tracker.fresh()).toEqual(head(3));
  tracker.observe(head(2), performance.now());
  expect(tracker.fresh()).toEqual(head(3));
  // After a reorganisation.
  node.newest = head(2, 'b');
  await vi.advanceTimersByTimeAsync(INTERVAL);
  expect(tracker.fresh()).toEqual(head(2, 'b'));
  // An answer asked for before it, which comes late, makes nothing look recent.
  tracker.observe(head(3), performance.now() - INTERVAL - 1);
  expect(tracker.fresh()).toBeNull();
  tracker.close();
});

it('finds the time of a block that an answer showed first', async () => {
  const { node, client } = upstream();
  const tracker = trackHead(client, INTERVAL);
  await tracker.poll();
  node.newest = head(2);
  expect(await tracker.headOf('0xa2')).toEqual(head(2));
  expect(await tracker.headOf('0xa1')).toEqual(head(1));
  expect(await tracker.headOf('0xb9')).toBeNull();
  tracker.close();
});
