/** The short form of `npm run soak`: a mixed load while the chain advances and reorganises. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Served, serve } from '../../reliability/served.ts';
import { underLoad } from '../../reliability/soak/load.ts';
import { faults } from '../../reliability/soak/report.ts';
import { recordingFile } from '../support/recording.ts';

/** Light, and given time: other tests run beside it, and how fast it goes is not what is tested. */
const LOAD = { rate: 40, share: 1, minutes: 0.4, rampSeconds: 0, blockMs: 1000, reorganiseEvery: 8, seed: 1 };
const P99_MS = 60_000;

let served: Served;

beforeAll(async () => {
  served = await serve(recordingFile('quickstart'), { cacheBytes: 8 * 1024 * 1024 });
});
afterAll(() => served?.stop());

it('answers a mixed load without an error and without a wrong answer while the chain reorganises', async () => {
  const result = await underLoad(served, LOAD);
  expect(faults(result, P99_MS)).toEqual([]);
  expect(result.all.asked).toBeGreaterThan(500);
  expect(result.judged.right).toBeGreaterThan(20);
});
