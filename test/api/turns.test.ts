import { expect, it } from 'vitest';
import { inTurns } from '../../api/upstream/turns.ts';

/** Work that ends when it is told to. */
function held() {
  const ends: ((value: number | Error) => void)[] = [];
  const work = () =>
    new Promise<number>((resolve, reject) => {
      ends.push((value) => (value instanceof Error ? reject(value) : resolve(value)));
    });
  return { ends, ask: inTurns(work) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('gives a crowd what was begun after it asked, all the same', async () => {
  const { ends, ask } = held();
  const first = ask();
  const crowd = Array.from({ length: 100 }, ask);
  await settled();
  expect(ends).toHaveLength(1);
  ends[0]?.(1);
  expect(await first).toBe(1);
  await settled();
  expect(ends).toHaveLength(2);
  const late = ask();
  ends[1]?.(2);
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([2]));
  await settled();
  ends[2]?.(3);
  expect(await late).toBe(3);
});

it('begins at once where nothing is under way', async () => {
  const { ends, ask } = held();
  for (const n of [0, 1]) {
    const asked = ask();
    expect(ends).toHaveLength(n + 1);
    ends[n]?.(n);
    expect(await asked).toBe(n);
    await settled();
  }
});

it('tells a failure to those whose turn it was', async () => {
  const { ends, ask } = held();
  const first = expect(ask()).rejects.toThrow('away');
  const second = ask();
  ends[0]?.(new Error('away'));
  await first;
  await settled();
  ends[1]?.(2);
  expect(await second).toBe(2);
});
