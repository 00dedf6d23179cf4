/** A ledger of the real contracts is found right; anything changed in it is found and named. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../audit/sheet.ts';
import { CORRUPTIONS } from './corruptions.ts';
import { type Place, places } from './places.ts';
import { quirks, verified } from './verified.ts';

const broken = (checks: readonly CheckResult[]) => checks.filter(({ holds }) => !holds);

it('finds nothing wrong with a ledger that is right', async () => {
  const checks = await verified(quirks());
  expect(broken(checks)).toEqual([]);
  expect(checks.length).toBeGreaterThan(20);
  expect(checks.filter(({ compared }) => compared === 0).map(({ id }) => id)).toEqual([]);
});

it('has something to find for each check', async () => {
  const tried = new Set(CORRUPTIONS.flatMap(({ found }) => found.map(([id]) => id)));
  expect((await verified(quirks())).map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});

describe('finds and names', () => {
  it.each(CORRUPTIONS)('$name', async ({ corrupt, found }) => {
    const ledger = quirks();
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

it('finds and names any single value that is changed anywhere', { timeout: 120_000 }, async () => {
  const all = places(quirks());
  expect(all.length).toBeGreaterThan(8_000);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), async (place: Place) => {
      const ledger = quirks();
      place.change(ledger);
      const checks = await verified(ledger);
      const faults = broken(checks).flatMap(({ faults }) => faults);
      expect(faults.length, `${place.name} is not found`).toBeGreaterThan(0);
      const isNamed = faults.some((fault) => place.isNamedBy(fault));
      expect(isNamed, `${place.name} is found and not named: ${JSON.stringify(faults[0])}`).toBe(true);
    }),
    { numRuns: 150 },
  );
});
