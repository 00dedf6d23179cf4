/** The epoch as a line: balances after each change, and flows by day. */
import type { ActivityRow } from '../read/activities.ts';
import type { PoolMoment } from '../read/pool.ts';
import type { Series } from '../shape-flows.ts';
import { amountOf, EFFECTS } from './verbs.ts';

const DAY_SECONDS = 86_400;

const LINES: Readonly<Record<string, 'active' | 'inactive' | 'borrowed'>> = {
  totalActiveCurrent: 'active',
  totalInactiveCurrent: 'inactive',
  totalBorrowedBalance: 'borrowed',
};

/** USDC base units, from `start` to `until`; several changes in one second count as one. */
export function seriesOf(
  opening: PoolMoment,
  activities: readonly ActivityRow[],
  start: number,
  until: number,
): Series {
  let at = {
    second: start,
    active: String(opening.totalActiveBalanceCurrentEpoch),
    inactive: String(opening.totalInactiveBalanceCurrentEpoch),
    borrowed: String(opening.totalBorrowedBalance),
  };
  const bySecond = new Map([[start, at]]);
  for (const { timestamp, changes } of activities) {
    for (const { field, after } of changes) {
      const line = LINES[field];
      if (line) at = { ...at, second: timestamp, [line]: String(after) };
    }
    bySecond.set(at.second, at);
  }
  bySecond.set(until, { ...at, second: until });
  return { balances: [...bySecond.values()], days: daysOf(activities, start) };
}

function daysOf(activities: readonly ActivityRow[], start: number): Series['days'] {
  const sums = new Map<string, { start: number; verb: string; amount: bigint }>();
  for (const activity of activities) {
    const { verb, timestamp } = activity;
    const amount = amountOf(activity) ?? 0n;
    if (!(verb in EFFECTS) || amount === 0n) continue;
    const day = start + Math.floor((timestamp - start) / DAY_SECONDS) * DAY_SECONDS;
    const sum = sums.get(`${day} ${verb}`) ?? { start: day, verb, amount: 0n };
    sums.set(`${day} ${verb}`, { ...sum, amount: sum.amount + amount });
  }
  return [...sums.values()].map((sum) => ({ ...sum, amount: String(sum.amount) }));
}
