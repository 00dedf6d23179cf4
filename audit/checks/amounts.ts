/** Double entry: what an activity says it moved against what its changes moved. */
import { ZeroAddress } from 'ethers';
import { type Check, placeOf, type World } from '../check.ts';
import { entryOf, type LedgerRow } from '../ledger/rows.ts';
import { Sheet } from '../sheet.ts';

/**
 * Values that only a movement of money changes. Rolling into a new epoch changes the current balances too, so the next
 * ones are looked at; a loss moves a staker's inactive stake to debt, so the two are looked at together.
 */
const QUANTITIES = new Map<string, string>([
  ...['totalActiveNext', 'totalInactiveNext', 'totalBorrowedBalance', 'totalBorrowerDebtBalance', 'tokenBalance'].map(
    (field): [string, string] => [`pool ${field}`, field],
  ),
  ['pool totalDebtAvailableToWithdraw', 'totalDebtAvailableToWithdraw'],
  ['pool shortfallCount', 'shortfallCount'],
  ['staker activeNext', 'activeNext'],
  ['staker inactiveNext', 'inactiveNext and settledDebtBalance'],
  ['staker settledDebtBalance', 'inactiveNext and settledDebtBalance'],
  ['borrower borrowedBalance', 'borrowedBalance'],
  ['borrower debtBalance', 'debtBalance'],
  ['rewardsAccount claimedRewards', 'claimedRewards'],
  ['starkProxy tokenBalance', 'held'],
]);

type Moved = (subject: string, quantity: string, amount: bigint) => void;
type Entry = ReturnType<typeof entryOf>;
const OWED = 'inactiveNext and settledDebtBalance';

/** What each type must move; the others move nothing. `pool` is the pool's address. */
const MOVES: Readonly<Record<string, (entry: Entry, move: Moved, pool: string) => void>> = {
  Staked: ({ address, amount }, move, pool) => {
    const isNobody = address('staker') === ZeroAddress;
    move(pool, 'totalActiveNext', isNobody ? 2n * amount('amount') : amount('amount'));
    if (!isNobody) move(address('staker'), 'activeNext', amount('amount'));
  },
  WithdrawalRequested: ({ address, amount }, move, pool) => {
    move(pool, 'totalActiveNext', -amount('amount'));
    move(pool, 'totalInactiveNext', amount('amount'));
    move(address('staker'), 'activeNext', -amount('amount'));
    move(address('staker'), OWED, amount('amount'));
  },
  WithdrewStake: ({ address, amount }, move, pool) => {
    move(pool, 'totalInactiveNext', -amount('amount'));
    move(address('staker'), OWED, -amount('amount'));
  },
  WithdrewDebt: ({ address, amount }, move, pool) => {
    move(pool, 'totalDebtAvailableToWithdraw', -amount('amount'));
    move(address('staker'), OWED, -amount('amount'));
  },
  ReceivedDebt: ({ address, amount }, move) => move(address('staker'), 'settledDebtBalance', amount('amount')),
  OperatorDecreasedStakerDebt: ({ address, amount }, move) => move(address('staker'), OWED, -amount('amount')),
  InactiveBalanceDeleted: ({ address, amount }, move) =>
    move(address('staker'), OWED, -amount('inactiveBalance') - amount('debtBalance')),
  Transfer: ({ address, amount }, move) => {
    if (address('from') === ZeroAddress || address('to') === ZeroAddress) return;
    move(address('from'), 'activeNext', -amount('value'));
    move(address('to'), 'activeNext', amount('value'));
  },
  Borrowed: ({ address, amount }, move, pool) => {
    move(pool, 'totalBorrowedBalance', amount('amount'));
    move(address('borrower'), 'borrowedBalance', amount('amount'));
  },
  RepaidBorrow: ({ address, amount }, move, pool) => {
    move(pool, 'totalBorrowedBalance', -amount('amount'));
    move(address('borrower'), 'borrowedBalance', -amount('amount'));
  },
  RepaidDebt: ({ address, amount }, move, pool) => {
    move(pool, 'totalBorrowerDebtBalance', -amount('amount'));
    move(pool, 'totalDebtAvailableToWithdraw', amount('amount'));
    move(address('borrower'), 'debtBalance', -amount('amount'));
  },
  OperatorDecreasedBorrowerDebt: ({ address, amount }, move, pool) => {
    move(pool, 'totalBorrowerDebtBalance', -amount('amount'));
    move(address('borrower'), 'debtBalance', -amount('amount'));
  },
  DebtMarked: ({ address, amount }, move, pool) => {
    move(pool, 'totalBorrowedBalance', -amount('amount'));
    move(pool, 'totalBorrowerDebtBalance', amount('amount'));
    move(address('borrower'), 'borrowedBalance', -amount('amount'));
    move(address('borrower'), 'debtBalance', amount('amount'));
  },
  ConvertedInactiveBalancesToDebt: ({ amount }, move, pool) => {
    move(pool, 'totalInactiveNext', -amount('shortfallAmount'));
    move(pool, 'shortfallCount', 1n);
  },
  RewardsClaimed: ({ address, amount }, move) => move(address('claimant'), 'claimedRewards', amount('claimedRewards')),
  StakedTokenTransfer: ({ address, amount }, move, pool) => {
    if (address('from') === pool) move(pool, 'tokenBalance', -amount('value'));
    if (address('to') === pool) move(pool, 'tokenBalance', amount('value'));
  },
  StarkProxyTokenTransfer: ({ address, amount }, move) => {
    const proxy = address('starkProxy');
    if (address('from') === proxy) move(proxy, 'held', -amount('value'));
    if (address('to') === proxy) move(proxy, 'held', amount('value'));
  },
};

export class AmountsCheck implements Check {
  readonly sheet = new Sheet(
    'amounts',
    'The amount of each activity is what its changes move, from where and to where its verb says, and nothing else.',
  );
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  before({ activity, changes }: LedgerRow): void {
    const gap = new Map<string, bigint>();
    const add = (subject: string, quantity: string, amount: bigint) => {
      const key = `${subject} ${quantity}`;
      gap.set(key, (gap.get(key) ?? 0n) + amount);
    };
    for (const { subjectKind, subject, field, change } of changes) {
      const quantity = QUANTITIES.get(`${subjectKind} ${field}`);
      if (quantity !== undefined) add(subject, quantity, change);
      // A receipt moves nothing in sum: what it books as debt is looked at by itself.
      if (activity.type === 'ReceivedDebt' && field === 'settledDebtBalance') add(subject, field, change);
    }
    MOVES[activity.type]?.(entryOf(activity), (...said) => add(said[0], said[1], -said[2]), this.#world.pool);
    for (const [subject, difference] of gap) {
      this.sheet.equal(difference, 0n, 'what its changes move above its amount', { ...placeOf(activity), subject });
    }
  }
}
