/** The short form of `npm run fuzz`: nothing that is asked brings down the gateway, or shows what lies behind it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { logFaults, memoryFault } from '../../reliability/fuzz/after.ts';
import { fuzz } from '../../reliability/fuzz/run.ts';
import { type Served, serve } from '../../reliability/served.ts';
import { recordingFile } from '../support/recording.ts';

const SEED = 20;
/** Most of the time goes to the Graph Node, for the operations. */
const COUNTS = { operation: 800, request: 500, same: 200 };

let served: Served;

beforeAll(async () => {
  served = await serve(recordingFile('quickstart'), { cacheBytes: 8 * 1024 * 1024 });
});
afterAll(() => served?.stop());

it('finds nothing in operations, changed bytes, and answers held against those of the Graph Node', async () => {
  const report = await fuzz({
    url: served.url,
    graphNodeUrl: served.stack.graphqlUrl,
    seed: SEED,
    counts: COUNTS,
    slowMs: 60_000,
    inFlight: 16,
    memory: served.memory,
  });
  expect(report.findings).toEqual([]);
  expect(logFaults(served.said)).toEqual([]);
  expect(memoryFault(report.memory)).toEqual([]);
  expect(served.ended()).toBeNull();
  // A run that is refused everywhere would find nothing either.
  expect(report.asked).toBe(COUNTS.operation + COUNTS.request + COUNTS.same);
  expect(report.statuses['200']).toBeGreaterThan(report.asked / 2);
  expect(Object.keys(report.codes).length).toBeGreaterThan(8);
});
