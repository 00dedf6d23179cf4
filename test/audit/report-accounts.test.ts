/** The sums of a report, over hand-made activities. USDC base units. */
import { describe, expect, it } from 'vitest';
import { flowsOf, largestMoves } from '../../audit/report/account/flows.ts';
import { plainTransfers, reconcile } from '../../audit/report/account/reconciliation.ts';
import { seriesOf } from '../../audit/report/account/series.ts';
import { lossesOf, overEpoch, rewardsOf } from '../../audit/report/account/stakers.ts';
import type { StakerMoment } from '../../audit/report/read/accounts.ts';
import type { ActivityRow } from '../../audit/report/read/activities.ts';
import type { PoolMoment } from '../../audit/report/read/pool.ts';

const ZERO = `0x${'0'.repeat(40)}`;
const ALICE = `0x${'a'.repeat(40)}`;
const BOB = `0x${'b'.repeat(40)}`;

let next = 0;
/** One activity of a transaction of its own, unless `row` names another. */
function activity(verb: string, amount: bigint | undefined, row: Partial<ActivityRow> = {}): ActivityRow {
  const sequence = ++next;
  const transactionHash = `0x${sequence.toString(16).padStart(64, '0')}`;
  return { sequence, verb, blockNumber: 1, timestamp: 100, transactionHash, changes: [], amount, ...row };
}

/** A pool movement with the USDC transfer that goes with it. */
function paid(verb: string, amount: bigint, account: string, direction: 'in' | 'out'): ActivityRow[] {
  const row = activity(verb, amount, { account });
  const transfer = activity(direction === 'in' ? 'receiveStakedToken' : 'sendStakedToken', amount, {
    transactionHash: row.transactionHash,
  });
  return [transfer, row];
}

function pool(active: bigint, inactive: bigint, borrowed: bigint, debt: bigint, pot: bigint, held: bigint): PoolMoment {
  return {
    totalActiveBalanceCurrentEpoch: active,
    totalInactiveBalanceCurrentEpoch: inactive,
    totalBorrowedBalance: borrowed,
    totalBorrowerDebtBalance: debt,
    totalDebtAvailableToWithdraw: pot,
    tokenBalance: held,
    totalActiveBalanceNextEpoch: active,
    totalInactiveBalanceNextEpoch: inactive,
  } as PoolMoment;
}

const EPOCH = [
  ...paid('stake', 50n, ALICE, 'in'),
  ...paid('borrow', 30n, BOB, 'out'),
  ...paid('repayBorrow', 5n, BOB, 'in'),
  activity('markDebt', 10n, { account: BOB }),
  activity('convertInactiveBalancesToDebt', 9n),
  ...paid('repayDebt', 4n, BOB, 'in'),
  ...paid('withdrawDebt', 3n, ALICE, 'out'),
  activity('decreaseBorrowerDebt', 1n, { account: BOB, other: ALICE }),
  ...paid('withdrawStake', 2n, ALICE, 'out'),
  activity('mint', 50n, { from: ZERO, to: ALICE }),
];
const OPENING = pool(100n, 20n, 40n, 0n, 0n, 80n);
const CLOSING = pool(150n, 9n, 55n, 5n, 1n, 104n);

describe('reconciliation', () => {
  it('adds up in every column', () => {
    const sheet = reconcile(OPENING, CLOSING, EPOCH, plainTransfers(EPOCH));
    expect(sheet.difference).toEqual({
      ...{ active: '0', inactive: '0', borrowed: '0' },
      ...{ debt: '0', repaidDebt: '0', held: '0' },
    });
    expect([sheet.addsUp, sheet.turn.addsUp]).toEqual([true, true]);
  });

  it.each(EPOCH.filter(({ verb }) => !/StakedToken|mint/.test(verb)).map((row) => [row.verb, row] as const))(
    'does not add up where %s is one unit off',
    (_, row) => {
      const wrong = EPOCH.map((each) => (each === row ? { ...row, amount: (row.amount ?? 0n) + 1n } : each));
      expect(reconcile(OPENING, CLOSING, wrong, plainTransfers(EPOCH)).addsUp).toBe(false);
    },
  );

  it('counts a stake for the zero address twice, as the contract does', () => {
    const rows = paid('stake', 10n, ZERO, 'in');
    const sheet = reconcile(OPENING, pool(120n, 20n, 40n, 0n, 0n, 90n), rows, plainTransfers(rows));
    expect(sheet.addsUp).toBe(true);
    expect(sheet.effects.map(({ what, active }) => [what, active])).toEqual([
      ['stake', '10'],
      ['stake for the zero address, which counts twice', '10'],
    ]);
  });

  it('shows USDC that no event explains', () => {
    const donation = activity('receiveStakedToken', 7n);
    const toItself = activity('receiveStakedToken', 15n, { from: BOB, to: BOB });
    const withdrawn = activity('withdrawStake', 15n, { account: ALICE, transactionHash: toItself.transactionHash });
    const rows = [donation, toItself, withdrawn, ...paid('stake', 1n, ALICE, 'in')];
    const transfers = plainTransfers(rows);
    expect(transfers.map(({ transactionHash, amount }) => [transactionHash, amount])).toEqual([
      [donation.transactionHash, '7'],
      [toItself.transactionHash, '15'],
    ]);
    expect(reconcile(OPENING, pool(101n, 5n, 40n, 0n, 0n, 88n), rows, transfers).addsUp).toBe(true);
  });

  it('turns what was asked for inactive when the epoch ends', () => {
    const rows = [activity('requestWithdrawal', 30n, { account: ALICE })];
    const closing = { ...OPENING, totalActiveBalanceNextEpoch: 70n, totalInactiveBalanceNextEpoch: 50n };
    expect(reconcile(OPENING, closing, rows, []).turn).toMatchObject({ requested: '30', addsUp: true });
    expect(reconcile(OPENING, OPENING, rows, []).turn.addsUp).toBe(false);
  });
});

describe('flows', () => {
  it('lays what the index counted beside the activities', () => {
    const rows = [
      { id: '3-stake', verb: 'stake', count: 1, amount: 49n },
      { id: '3-mint', verb: 'mint', count: 1, amount: 0n },
    ];
    const flows = flowsOf(rows, EPOCH);
    expect(flows[0]).toEqual({ verb: 'stake', count: 1, amount: '49', unit: 'USDC', counted: 1, summed: '50' });
    expect(flows.find(({ verb }) => verb === 'mint')).toMatchObject({ unit: null, counted: 1, summed: '0' });
    // A verb that the index forgot is there too.
    expect(flows.find(({ verb }) => verb === 'borrow')).toMatchObject({ count: 0, counted: 1, summed: '30' });
  });

  it('lists the ten largest moves, the earlier first where equal, and no mirror of a move', () => {
    const rows = [...EPOCH, ...[1n, 2n, 3n, 4n, 5n, 50n].map((amount) => activity('transfer', amount))];
    const moves = largestMoves(rows);
    expect(moves.map(({ verb, amount }) => `${verb} ${amount}`)).toEqual([
      ...['stake 50', 'transfer 50', 'borrow 30', 'markDebt 10', 'repayBorrow 5', 'transfer 5', 'repayDebt 4'],
      ...['transfer 4', 'withdrawDebt 3', 'transfer 3'],
    ]);
  });
});

it('draws balances as steps, one point a second, and sums flows by 24 hours', () => {
  const change = (field: string, after: bigint) => ({ field, after });
  const rows = [
    activity('stake', 1n, { timestamp: 10, changes: [change('totalActiveCurrent', 101n)] }),
    activity('borrow', 2n, { timestamp: 10, changes: [change('totalBorrowedBalance', 42n)] }),
    activity('stake', 3n, { timestamp: 86_410, changes: [change('totalActiveCurrent', 104n)] }),
  ];
  expect(seriesOf(OPENING, rows, 5, 90_000)).toEqual({
    balances: [
      { second: 5, active: '100', inactive: '20', borrowed: '40' },
      { second: 10, active: '101', inactive: '20', borrowed: '42' },
      { second: 86_410, active: '104', inactive: '20', borrowed: '42' },
      { second: 90_000, active: '104', inactive: '20', borrowed: '42' },
    ],
    days: [
      { start: 5, verb: 'stake', amount: '1' },
      { start: 5, verb: 'borrow', amount: '2' },
      { start: 86_405, verb: 'stake', amount: '3' },
    ],
  });
});

describe('stakers', () => {
  const staker = (id: string, debt: bigint, settled: bigint, claimable: bigint): StakerMoment => ({
    ...{ id, debtBalance: debt, settledDebtBalance: settled, claimableRewards: claimable },
    ...{ activeBalanceCurrentEpoch: 0n, inactiveBalanceCurrentEpoch: 0n, isInactiveBalanceCertain: true },
  });
  const flows = [
    {
      ...{ id: '0x', staker: { id: ALICE }, withdrawnDebt: 5n, decreasedDebt: 2n, deletedDebt: 1n },
      claimedRewards: 40n,
    },
  ];
  const rows = overEpoch(
    [staker(ALICE, 10n, 10n, 30n)],
    [staker(ALICE, 12n, 11n, 20n), staker(BOB, 3n, 0n, 7n), staker(ZERO, 0n, 0n, 1000n)],
    flows,
  );

  it('lost what came to their debt and what left it', () => {
    const losses = lossesOf(rows, 12n, 0n);
    expect(losses.stakers.map(({ id, lost, notYetBooked }) => [id, lost, notYetBooked])).toEqual([
      [ALICE, '10', '1'],
      [BOB, '3', '3'],
    ]);
    expect([losses.lost, losses.difference]).toEqual(['13', '1']);
  });

  it('earned what they can claim and what they claimed; the zero address is set apart', () => {
    expect(rewardsOf(rows, 38n)).toEqual({
      ...{ emitted: '38', accrued: '37', accruedByZeroAddress: '1000', claimed: '40', lostToRounding: '1' },
    });
  });
});
