/** Absolute values that the contract logged, against the stored values and against the books. */
import { ZeroAddress } from 'ethers';
import { loadInactiveBalance } from '../../api/domain/inactive-balances.ts';
import { fieldsOf } from '../books/fields.ts';
import { type Check, placeOf, type World } from '../check.ts';
import { entryOf, type LedgerRow } from '../ledger/rows.ts';
import { Sheet } from '../sheet.ts';

/** For each type: field of the activity, kind of the subject, stored field it is the value of. */
const AFTER: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  WithdrewDebt: [['newDebtBalance', 'staker', 'settledDebtBalance']],
  ReceivedDebt: [['newDebtBalance', 'staker', 'settledDebtBalance']],
  OperatorDecreasedStakerDebt: [['newDebtBalance', 'staker', 'settledDebtBalance']],
  UserIndexUpdated: [
    ['index', 'staker', 'rewardsIndex'],
    ['unclaimedRewards', 'staker', 'accruedRewards'],
  ],
  Borrowed: [['newBorrowedBalance', 'borrower', 'borrowedBalance']],
  RepaidBorrow: [['newBorrowedBalance', 'borrower', 'borrowedBalance']],
  RepaidDebt: [['newDebtBalance', 'borrower', 'debtBalance']],
  OperatorDecreasedBorrowerDebt: [['newDebtBalance', 'borrower', 'debtBalance']],
  DebtMarked: [
    ['newBorrowedBalance', 'borrower', 'borrowedBalance'],
    ['newDebtBalance', 'borrower', 'debtBalance'],
  ],
  ScheduledBorrowerAllocationChange: [['newAllocation', 'borrower', 'allocationNext']],
  BorrowingRestrictionChanged: [['isBorrowingRestricted', 'borrower', 'isBorrowingRestricted']],
  GlobalIndexUpdated: [
    ['index', 'pool', 'globalIndex'],
    ['settledTo', 'pool', 'globalIndexTimestamp'],
  ],
  ConvertedInactiveBalancesToDebt: [['newInactiveBalance', 'pool', 'totalInactiveCurrent']],
  StakedTokenTransfer: [['newTokenBalance', 'pool', 'tokenBalance']],
  EpochParametersChanged: [
    ['interval', 'pool', 'epochInterval'],
    ['offset', 'pool', 'epochOffset'],
  ],
  BlackoutWindowChanged: [['blackoutWindow', 'pool', 'blackoutWindow']],
  RewardsPerSecondUpdated: [['emissionPerSecond', 'pool', 'rewardsPerSecond']],
  StarkProxyTokenTransfer: [['newTokenBalance', 'starkProxy', 'tokenBalance']],
  StarkProxyBorrowingRestrictionChanged: [['isBorrowingRestricted', 'starkProxy', 'isBorrowingRestricted']],
  GuardianUpdateApprovedAmountForExternalWithdrawal: [
    ['approvedAmount', 'starkProxy', 'approvedAmountForExternalWithdrawal'],
  ],
  UpdatedStarkKey: [['isAllowed', 'starkKey', 'isAllowed']],
  UpdatedExternalRecipient: [['isAllowed', 'externalRecipient', 'isAllowed']],
  StarkProxyBorrowed: [['newBorrowedBalance', 'borrower', 'borrowedBalance']],
  StarkProxyRepaidBorrow: [['newBorrowedBalance', 'borrower', 'borrowedBalance']],
  StarkProxyRepaidDebt: [['newDebtBalance', 'borrower', 'debtBalance']],
};

/** A StarkProxy is the borrower of the same address; what it stores the books do not keep. */
const KEPT_IN_BOOKS = new Set(['pool', 'staker', 'borrower', 'epoch']);
const FLAGS = new Set(['isBorrowingRestricted', 'isAllowed']);

/** The same before the activity. Nothing is given for what was never set. */
const BEFORE: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  EpochParametersChanged: [
    ['previousInterval', 'pool', 'epochInterval'],
    ['previousOffset', 'pool', 'epochOffset'],
  ],
  BlackoutWindowChanged: [['previousBlackoutWindow', 'pool', 'blackoutWindow']],
  RewardsPerSecondUpdated: [['previousEmissionPerSecond', 'pool', 'rewardsPerSecond']],
  // All index events are before it, so that what has accrued is what is paid.
  ClaimedRewards: [['claimedRewards', 'staker', 'accruedRewards']],
};

export class LoggedCheck implements Check {
  readonly sheet = new Sheet(
    'logged',
    'Values that the contract logged as they stood are those stored, and those the books say.',
  );
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  before(row: LedgerRow): void {
    for (const rule of BEFORE[row.activity.type] ?? []) this.#compare(row, rule);
    const { type, fields } = row.activity;
    if (type === 'ScheduledBorrowerAllocationChange') this.#compareOldAllocation(row);
    if (type === 'InactiveBalanceDeleted') this.#compareDeleted(row, fields.staker ?? '');
  }

  after(row: LedgerRow): void {
    for (const rule of AFTER[row.activity.type] ?? []) this.#compare(row, rule);
  }

  #compare({ activity }: LedgerRow, [name, kind, field]: readonly [string, string, string]): void {
    const { pool, replay, books } = this.#world;
    const logged = activity.fields[name];
    const subject =
      kind === 'pool' ? pool : (activity.fields[kind] ?? activity.fields.user ?? activity.fields.starkProxy ?? '');
    const place = { ...placeOf(activity), subject: `${kind} ${subject} ${field}` };
    const text = (value: bigint): string | undefined => {
      if (FLAGS.has(field)) return String(value === 1n);
      return value === 0n && logged === undefined ? undefined : String(value);
    };
    this.sheet.equal(logged, text(replay.value(kind, subject, field)), `${name}, against what is stored,`, place);
    if (!KEPT_IN_BOOKS.has(kind) || (kind === 'staker' && subject === ZeroAddress)) return;
    const booked = fieldsOf(books, kind, subject).get(field) ?? 0n;
    this.sheet.equal(logged, text(booked), `${name}, against the books,`, place);
  }

  /** The current fraction, rolled over; of an epoch still to begin it is not known. */
  #compareOldAllocation({ activity }: LedgerRow): void {
    const { books } = this.#world;
    const { timestamp, address, amount } = entryOf(activity);
    const { epoch, current, next } = books.borrower(address('borrower')).allocation;
    const isOver = books.started(timestamp) && books.epoch(timestamp) > epoch;
    this.sheet.equal(amount('oldAllocation'), isOver ? next : current, 'oldAllocation', placeOf(activity));
    const due = books.started(timestamp) ? books.epoch(timestamp) + 1n : 0n;
    this.sheet.equal(amount('epochNumber'), due, 'epochNumber', placeOf(activity));
  }

  #compareDeleted({ activity }: LedgerRow, staker: string): void {
    const { books } = this.#world;
    const epoch = books.started(activity.timestamp) ? books.epoch(activity.timestamp) : null;
    const { balance, loss } = loadInactiveBalance(books.staker(staker).inactive, books.shortfalls, epoch);
    const { amount } = entryOf(activity);
    this.sheet.equal(amount('inactiveBalance'), balance.next, 'inactiveBalance', placeOf(activity));
    this.sheet.equal(amount('debtBalance'), loss, 'debtBalance', placeOf(activity));
  }
}
