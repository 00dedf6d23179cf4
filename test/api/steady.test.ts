import { expect, it } from 'vitest';
import type { Block, Head } from '../../api/block.ts';
import { steadily } from '../../api/execute/steady.ts';
import type { UpstreamClient } from '../../api/upstream/client.ts';
import { trackHead } from '../../api/upstream/head.ts';

const head = (number: number, fork: string): Head => ({
  number,
  hash: `0x${fork}${number}`,
  timestamp: BigInt(number),
});

/** Reads block `number` again and again; after each look the newest block is the next of `heads`. Counts the looks. */
async function looks(number: number, heads: readonly (readonly [Head, parent: Head])[], toldAt?: number) {
  let [newest, ...later] = heads;
  const poll = async (): Promise<Buffer> => {
    const [{ number: at, hash, timestamp }, { hash: parentHash }] = newest ?? [head(0, 'none'), head(0, 'none')];
    const block = { number: at, hash, parentHash, timestamp: Number(timestamp) };
    return Buffer.from(JSON.stringify({ data: { _meta: { hasIndexingErrors: false, block } } }));
  };
  const client: UpstreamClient = { ask: poll, poll, close: async () => undefined };
  const tracker = trackHead(client, 60_000);
  await tracker.poll();
  let count = 0;
  const blocks: Block[] = [{ number, hash: null, timestamp: null }];
  await steadily({ tracker, finalityDepth: 10 }, [{ kind: 'number', number }], async () => {
    count++;
    newest = later.shift() ?? newest;
    return { value: null, blocks, tellsItsBlocks: count === toldAt };
  });
  tracker.close();
  return count;
}

/** A newest block and the one below it. */
const on = (top: Head, below: Head): readonly [Head, Head] => [top, below];
const [h98, h99, h100, h101, h102] = [98, 99, 100, 101, 102].map((number) => head(number, 'a')) as [
  Head,
  Head,
  Head,
  Head,
  Head,
];
const [b99, b100, b101] = [99, 100, 101].map((number) => head(number, 'b')) as [Head, Head, Head];

it.each([
  ['once where the newest block stays', 98, [on(h100, h99)], 1],
  ['once where a block came on top', 98, [on(h100, h99), on(h101, h100)], 1],
  ['again where another block took the place of the newest', 98, [on(h100, h99), on(b100, h99)], 2],
  ['again where the newest block is of another branch', 98, [on(h100, h99), on(b101, b100)], 2],
  ['again where nobody saw the blocks between', 98, [on(h100, h99), on(h102, h101)], 2],
  ['again where the newest block goes back', 98, [on(h100, h99), on(h99, h98)], 2],
  ['again for a block above the newest one before, though that stayed', 101, [on(h100, h99), on(h101, h100)], 2],
])('looks %s', async (_what, number, heads, times) => {
  expect(await looks(number, heads)).toBe(times);
});

it('looks once where the answer tells its blocks', async () => {
  expect(await looks(98, [on(h100, h99), on(b100, b99)], 1)).toBe(1);
});
