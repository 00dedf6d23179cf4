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

it('looks once where the newest block stays', async () => {
  expect(await looks(98, [[head(100, 'a'), head(99, 'a')]])).toBe(1);
});

it('looks once where a block came on top', async () => {
  const [h99, h100, h101] = [head(99, 'a'), head(100, 'a'), head(101, 'a')];
  expect(
    await looks(98, [
      [h100, h99],
      [h101, h100],
    ]),
  ).toBe(1);
});

it('looks again where another block took the place of the newest', async () => {
  const [h99, h100, b100] = [head(99, 'a'), head(100, 'a'), head(100, 'b')];
  expect(
    await looks(98, [
      [h100, h99],
      [b100, h99],
    ]),
  ).toBe(2);
});

it('looks again where the newest block is of another branch', async () => {
  const [h99, h100, b101] = [head(99, 'a'), head(100, 'a'), head(101, 'b')];
  expect(
    await looks(98, [
      [h100, h99],
      [b101, head(100, 'b')],
    ]),
  ).toBe(2);
});

it('looks again where nobody saw the blocks between', async () => {
  expect(
    await looks(98, [
      [head(100, 'a'), head(99, 'a')],
      [head(102, 'a'), head(101, 'a')],
    ]),
  ).toBe(2);
});

it('looks again where the newest block goes back', async () => {
  expect(
    await looks(98, [
      [head(100, 'a'), head(99, 'a')],
      [head(99, 'a'), head(98, 'a')],
    ]),
  ).toBe(2);
});

it('looks again for a block above the newest one before, though that stayed', async () => {
  const [h99, h100, h101] = [head(99, 'a'), head(100, 'a'), head(101, 'a')];
  expect(
    await looks(101, [
      [h100, h99],
      [h101, h100],
    ]),
  ).toBe(2);
});

it('looks once where the answer tells its blocks', async () => {
  expect(
    await looks(
      98,
      [
        [head(100, 'a'), head(99, 'a')],
        [head(100, 'b'), head(99, 'b')],
      ],
      1,
    ),
  ).toBe(1);
});
