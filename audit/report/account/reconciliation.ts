/** Opening and every flow give the closing, to the unit. */
import type { ActivityRow } from '../read/activities.ts';
import type { PoolMoment } from '../read/pool.ts';
import type { PlainTransfer } from '../shape-borrowing.ts';
import type { Balances, Reconciliation } from '../shape-flows.ts';
import { amountOf, byVerb, COLUMNS, type Column, EFFECTS } from './verbs.ts';

type Amounts = Record<Column, bigint>;

const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

const none = (): Amounts => ({ active: 0n, inactive: 0n, borrowed: 0n, debt: 0n, repaidDebt: 0n, held: 0n });

const each = (value: (column: Column) => bigint): Amounts =>
  Object.fromEntries(COLUMNS.map((column) => [column, value(column)])) as Amounts;

const shown = (amounts: Amounts): Balances =>
  Object.fromEntries(COLUMNS.map((column) => [column, String(amounts[column])])) as Balances;

const isNothing = (amounts: Amounts): boolean => COLUMNS.every((column) => amounts[column] === 0n);

function balancesOf(pool: PoolMoment): Amounts {
  return {
    active: pool.totalActiveBalanceCurrentEpoch,
    inactive: pool.totalInactiveBalanceCurrentEpoch,
    borrowed: pool.totalBorrowedBalance,
    debt: pool.totalBorrowerDebtBalance,
    repaidDebt: pool.totalDebtAvailableToWithdraw,
    held: pool.tokenBalance,
  };
}

/** USDC base units, no rounding. `activities` and `transfers` are those of the epoch. */
export function reconcile(
  opening: PoolMoment,
  closing: PoolMoment,
  activities: readonly ActivityRow[],
  transfers: readonly PlainTransfer[],
): Reconciliation {
  const effects = [...byVerbs(activities), ...oddities(activities, transfers)];
  const [open, close] = [balancesOf(opening), balancesOf(closing)];
  const computed = each((column) => effects.reduce((sum, { amounts }) => sum + amounts[column], open[column]));
  const difference = each((column) => close[column] - computed[column]);
  return {
    opening: shown(open),
    effects: effects.map(({ what, amounts }) => ({ what, ...shown(amounts) })),
    computed: shown(computed),
    closing: shown(close),
    difference: shown(difference),
    addsUp: isNothing(difference),
    turn: turnOf(close, closing, activities),
  };
}

function byVerbs(activities: readonly ActivityRow[]): { what: string; amounts: Amounts }[] {
  const sums = new Map<string, bigint>();
  for (const activity of activities) {
    if (!(activity.verb in EFFECTS)) continue;
    sums.set(activity.verb, (sums.get(activity.verb) ?? 0n) + (amountOf(activity) ?? 0n));
  }
  return [...sums]
    .map(([verb, sum]) => ({ verb, what: verb, amounts: each((column) => sum * (EFFECTS[verb]?.[column] ?? 0n)) }))
    .sort(byVerb);
}

/** What the contract counts twice, and USDC that no event of the pool explains. */
function oddities(activities: readonly ActivityRow[], transfers: readonly PlainTransfer[]) {
  const zeroStakes = activities
    .filter(({ verb, account }) => verb === 'stake' && account === ZERO_ADDRESS)
    .reduce((sum, { amount = 0n }) => sum + amount, 0n);
  const plain = transfers.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const rows = [
    { what: 'stake for the zero address, which counts twice', amounts: { ...none(), active: zeroStakes } },
    { what: 'USDC sent without an event of the pool', amounts: { ...none(), held: plain } },
  ];
  return rows.filter(({ amounts }) => !isNothing(amounts));
}

/** What turns inactive when the epoch ends. */
function turnOf(close: Amounts, closing: PoolMoment, activities: readonly ActivityRow[]): Reconciliation['turn'] {
  const requested = activities
    .filter(({ verb }) => verb === 'requestWithdrawal')
    .reduce((sum, { amount = 0n }) => sum + amount, 0n);
  const [active, inactive] = [close.active - requested, close.inactive + requested];
  const { totalActiveBalanceNextEpoch, totalInactiveBalanceNextEpoch } = closing;
  return {
    requested: String(requested),
    active: String(active),
    inactive: String(inactive),
    activeNextEpoch: String(totalActiveBalanceNextEpoch),
    inactiveNextEpoch: String(totalInactiveBalanceNextEpoch),
    addsUp: active === totalActiveBalanceNextEpoch && inactive === totalInactiveBalanceNextEpoch,
  };
}

/** USDC that came or went by transaction, less what the pool's events in it account for; transactions with a rest. */
export function plainTransfers(activities: readonly ActivityRow[]): PlainTransfer[] {
  const rests = new Map<string, { timestamp: number; rest: bigint }>();
  for (const activity of activities) {
    const { verb, timestamp, transactionHash } = activity;
    const amount = amountOf(activity) ?? 0n;
    const moved = verb === 'receiveStakedToken' ? amount : verb === 'sendStakedToken' ? -amount : 0n;
    const explained = amount * (EFFECTS[verb]?.held ?? 0n);
    const before = rests.get(transactionHash)?.rest ?? 0n;
    rests.set(transactionHash, { timestamp, rest: before + moved - explained });
  }
  return [...rests]
    .filter(([, { rest }]) => rest !== 0n)
    .map(([transactionHash, { timestamp, rest }]) => ({ transactionHash, timestamp, amount: String(rest) }));
}
