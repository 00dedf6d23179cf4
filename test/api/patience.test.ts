import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ofOneState, StateMoved } from '../../api/execute/state-moved.ts';
import { createPatience } from '../../api/upstream/patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('looks again at once, then at longer and longer intervals', async () => {
  const again = createPatience();
  const begun = performance.now();
  const looks: number[] = [];
  const looking = (async () => {
    for (let i = 0; i < 12; i++) {
      await again();
      looks.push(performance.now() - begun);
    }
  })();
  await vi.advanceTimersByTimeAsync(5000);
  await looking;
  const pauses = looks.map((at, i) => at - (looks[i - 1] ?? 0));
  expect(pauses).toEqual([0, 50, 100, 150, 200, 250, 300, 350, 400, 400, 400, 400]);
});

it('counts from the first look that failed, and ends with a refusal', async () => {
  const again = createPatience();
  await vi.advanceTimersByTimeAsync(60_000);
  await again();
  await vi.advanceTimersByTimeAsync(7_900);
  const looked = again();
  await vi.advanceTimersByTimeAsync(200);
  await looked;
  await expect(again()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

/** What one state is read with: it moves until `settled`, on the clock of `performance.now()`. */
const until =
  (settled: number) =>
  async (isFirst: boolean): Promise<boolean> => {
    if (performance.now() < settled) throw new StateMoved();
    return isFirst;
  };

it('outlasts a second of blocks that come one by one', async () => {
  const read = ofOneState(until(performance.now() + 1000));
  await vi.advanceTimersByTimeAsync(2000);
  expect(await read).toBe(false);
});

it('refuses where the chain does not come to rest', async () => {
  const refused = expect(ofOneState(until(Number.POSITIVE_INFINITY))).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
  });
  await vi.advanceTimersByTimeAsync(20_000);
  await refused;
});

it('does not try again what failed otherwise', async () => {
  let tries = 0;
  const read = ofOneState(async () => {
    tries++;
    throw new Error('of another kind');
  });
  await expect(read).rejects.toThrow('of another kind');
  expect(tries).toBe(1);
});
