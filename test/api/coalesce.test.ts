import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { coalesce } from '../../api/upstream/coalesce.ts';

/** Work that a test ends, with the signals it was given. */
function work() {
  const signals: AbortSignal[] = [];
  const ends: ((value: string) => void)[] = [];
  const begin = (signal: AbortSignal) =>
    new Promise<string>((resolve) => {
      signals.push(signal);
      ends.push(resolve);
    });
  return { begin, signals, end: (value: string) => ends.shift()?.(value) };
}

it('the same is done once, for all who ask meanwhile', async () => {
  const { begin, signals, end } = work();
  const ask = coalesce<string>();
  const asked = [ask('a', begin), ask('a', begin, new AbortController().signal), ask('b', begin)];
  expect(signals).toHaveLength(2);
  end('A');
  end('B');
  expect(await Promise.all(asked)).toEqual(['A', 'A', 'B']);
  ask('a', begin);
  expect(signals).toHaveLength(3);
});

it('one who leaves takes it from nobody else; the last one ends it', async () => {
  const { begin, signals, end } = work();
  const ask = coalesce<string>();
  const [first, second] = [new AbortController(), new AbortController()];
  const left = ask('a', begin, first.signal);
  const stays = ask('a', begin, second.signal);
  first.abort();
  await expect(left).rejects.toMatchObject({ code: 'REQUEST_ABORTED' });
  expect(signals[0]?.aborted).toBe(false);
  end('A');
  expect(await stays).toBe('A');

  const third = new AbortController();
  const last = ask('a', begin, third.signal);
  third.abort();
  await expect(last).rejects.toMatchObject({ code: 'REQUEST_ABORTED' });
  expect(signals[1]?.aborted).toBe(true);
});

it('work begun too long ago is not joined, and who leaves it does not end the newer', async () => {
  const { begin, signals, end } = work();
  const ask = coalesce<string>({ joinMs: 5 });
  const left = new AbortController();
  const old = ask('a', begin, left.signal);
  await pause(20);
  const fresh = ask('a', begin);
  expect(signals).toHaveLength(2);
  left.abort();
  await expect(old).rejects.toMatchObject({ code: 'REQUEST_ABORTED' });
  const joined = ask('a', begin);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  end('old');
  end('new');
  expect(await fresh).toBe('new');
  expect(await joined).toBe('new');
});

it('a failure reaches all who asked', async () => {
  const fail = vi.fn(() => Promise.reject(new Error('broken')));
  const ask = coalesce<string>();
  const asked = [ask('a', fail), ask('a', fail)];
  await expect(asked[0]).rejects.toThrow('broken');
  await expect(asked[1]).rejects.toThrow('broken');
  expect(fail).toHaveBeenCalledTimes(1);
});

it('who has left already begins nothing', async () => {
  const { begin, signals } = work();
  await expect(coalesce<string>()('a', begin, AbortSignal.abort())).rejects.toMatchObject({ code: 'REQUEST_ABORTED' });
  expect(signals).toHaveLength(0);
});
