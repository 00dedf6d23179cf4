/** The series by hour and day as the Graph Node keeps them, and as activities and rows of changes say they must be. */
import type { GatewayStack } from './gateway-stack.ts';
import { type Activity, amountMoved, everyRow, type Row } from './ledger-rows.ts';
import { sumBy } from './ledger-sums.ts';

/** By start of the bucket in microseconds: sums and counts of each verb, and the balances as they last stood. */
interface Series {
  readonly amounts: ReadonlyMap<string, bigint>;
  readonly counts: ReadonlyMap<string, bigint>;
  readonly balances: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** The pool's balances that `PoolStats` keeps as last changed. */
const POOL_BALANCES = [
  'totalActiveEpoch',
  'totalActiveCurrent',
  'totalActiveNext',
  'totalInactiveEpoch',
  'totalInactiveCurrent',
  'totalInactiveNext',
  'totalBorrowedBalance',
  'totalBorrowerDebtBalance',
  'totalDebtAvailableToWithdraw',
  'tokenBalance',
];

export async function readSeries(ask: GatewayStack['ask'], interval: string): Promise<Series> {
  const read = (list: string, fields: string) =>
    everyRow<Readonly<Record<string, string>>>(
      ask,
      `{ ${list}(PAGE, interval: ${interval}, current: include) { timestamp ${fields} } }`,
    );
  const flows = await read('flowStats_collection', 'verb amount count');
  const balances = await read('poolStats_collection', POOL_BALANCES.join(' '));
  const flowsBy = (field: string) =>
    new Map(flows.map((row) => [`${row.timestamp}/${row.verb}`, BigInt(row[field] as string)]));
  return {
    amounts: flowsBy('amount'),
    counts: flowsBy('count'),
    balances: new Map(balances.map(({ timestamp, ...stored }) => [timestamp as string, stored])),
  };
}

/** Of the activities that moved an amount. */
export function expectedSeries(activities: readonly Activity[], rows: readonly Row[], seconds: bigint): Series {
  const bucketOf = ({ timestamp }: Activity) => `${BigInt(timestamp) - (BigInt(timestamp) % seconds)}000000`;
  const keyOf = (activity: Activity) => `${bucketOf(activity)}/${activity.verb}`;
  const stored = new Map(POOL_BALANCES.map((field) => [field, '0']));
  const balances = new Map<string, Readonly<Record<string, string>>>();
  const waiting = [...rows].reverse();
  for (const activity of activities) {
    while (waiting.at(-1)?.sequence === activity.sequence) {
      const { subjectKind, field, after } = waiting.pop() as Row;
      if (subjectKind === 'pool' && stored.has(field)) stored.set(field, after);
    }
    if (amountMoved(activity) !== null) balances.set(bucketOf(activity), Object.fromEntries(stored));
  }
  const moving = activities.filter((activity) => amountMoved(activity) !== null);
  return {
    amounts: sumBy(moving, keyOf, (activity) => amountMoved(activity) ?? 0n),
    counts: sumBy(moving, keyOf, () => 1n),
    balances,
  };
}
