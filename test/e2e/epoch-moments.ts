/** A moment asked for as a whole, and what the contract was recorded to answer about it. */
import { expect } from 'vitest';
import type { Asked } from '../conform/probe-query.ts';
import { BORROWER_FIELDS, type Field, POOL_FIELDS, STAKER_FIELDS } from '../conform/views.ts';
import type { Answer as Recorded } from '../support/recording.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, which each test writes beside its expectation.
export type Row = any;

const POOL = Object.values(POOL_FIELDS).map(({ name }) => name);
const STAKERS = `stakers(first: 1000) { id ${Object.values(STAKER_FIELDS)
  .map(({ name }) => name)
  .join(' ')} }`;
const BORROWERS = `borrowers(first: 1000) { id ${Object.values(BORROWER_FIELDS)
  .map(({ name }) => name)
  .join(' ')} }`;
/** Every view of every account, of a Snapshot. */
export const WHOLE = `timestamp epoch block { number hash timestamp } pool { id ${POOL.join(' ')} } ${STAKERS} ${BORROWERS}`;

/** Compares what the contract answered with a moment; the number of values that agree, all of them. */
export function compareMoment(asked: Asked, moment: Row): number {
  let compared = 0;
  const check = (results: Record<string, Recorded>, fields: Record<string, Field>, row: Row) => {
    for (const [view, { name }] of Object.entries(fields)) {
      const answer = results[view];
      if (answer === undefined) continue;
      const none = typeof answer === 'boolean' ? false : '0';
      const value = row ? row[name] : none;
      expect([view, typeof answer === 'object' ? null : String(answer)]).toEqual([
        view,
        value === null ? null : String(value),
      ]);
      compared++;
    }
  };
  check(asked.pool, POOL_FIELDS, moment.pool);
  for (const [id, results] of asked.stakers)
    check(
      results,
      STAKER_FIELDS,
      moment.stakers.find((row: Row) => row.id === id),
    );
  for (const [id, results] of asked.borrowers)
    check(
      results,
      BORROWER_FIELDS,
      moment.borrowers.find((row: Row) => row.id === id),
    );
  return compared;
}
