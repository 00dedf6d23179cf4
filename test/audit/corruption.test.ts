/** A ledger of the real contracts is found right; anything changed in it is found and named. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../audit/sheet.ts';
import { CORRUPTIONS } from './corruptions.ts';
import { STARK_PROXY_CORRUPTIONS } from './corruptions-of-stark-proxies.ts';
import { type Place, places } from './places.ts';
import { ledgerOf, NAMES, verified } from './verified.ts';

const broken = (checks: readonly CheckResult[]) => checks.filter(({ holds }) => !holds);

it.each(NAMES)('finds nothing wrong with the ledger of %s, which is right', async (name) => {
  const checks = await verified(ledgerOf(name));
  expect(broken(checks)).toEqual([]);
  expect(checks.length).toBeGreaterThan(20);
  expect(checks.filter(({ compared }) => compared === 0).map(({ id }) => id)).toEqual([]);
});

it('has something to find for each check', async () => {
  const all = [...CORRUPTIONS, ...STARK_PROXY_CORRUPTIONS];
  const tried = new Set(all.flatMap(({ found }) => found.map(([id]) => id)));
  expect((await verified(ledgerOf('quirks'))).map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});

describe('finds and names', () => {
  const all = [
    ...CORRUPTIONS.map((each) => ({ ledger: 'quirks' as const, ...each })),
    ...STARK_PROXY_CORRUPTIONS.map((each) => ({ ledger: 'story' as const, ...each })),
  ];
  it.each(all)('$name', async ({ ledger: name, corrupt, found }) => {
    const ledger = ledgerOf(name);
    corrupt(ledger);
    const checks = await verified(ledger);
    for (const [id, place] of found) {
      const faults = checks.find((check) => check.id === id)?.faults ?? [];
      const isNamed = faults.some(({ sequence, subject = '' }) =>
        typeof place === 'number' ? sequence === place : subject.includes(place),
      );
      expect(isNamed, `${id} names ${place}: ${JSON.stringify(faults)}`).toBe(true);
    }
  });
});

/** The same values each time, and others each time. */
const SEEDS = [{ seed: 1_628_002_800 }, {}];
const RUNS = { quirks: 150, story: 75 };

describe.each(NAMES)('of %s', (name) => {
  const all = places(ledgerOf(name));

  it.each(SEEDS)('finds and names any single value that is changed anywhere %j', { timeout: 240_000 }, async (seed) => {
    expect(all.length).toBeGreaterThan(8_000);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), async (place: Place) => {
        const ledger = ledgerOf(name);
        place.change(ledger);
        const checks = await verified(ledger);
        const faults = broken(checks).flatMap(({ faults }) => faults);
        expect(faults.length, `${place.name} is not found`).toBeGreaterThan(0);
        const isNamed = faults.some((fault) => place.isNamedBy(fault));
        expect(isNamed, `${place.name} is found and not named: ${JSON.stringify(faults[0])}`).toBe(true);
      }),
      { ...seed, numRuns: RUNS[name] },
    );
  });
});
