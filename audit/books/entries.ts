/** From what was logged to the call that it stands for: what an entry of any ledger does to the books. */
import { ZeroAddress } from 'ethers';
import type { LedgerBooks } from './ledger-books.ts';

/** A pool event, a USDC transfer of the pool or a failsafe call, from logs or from the API's activities. */
export interface Entry {
  /** Name of the event, or `StakedTokenTransfer`, `InactiveBalanceDeleted`. */
  readonly name: string;
  /** Unix seconds of its block. */
  readonly timestamp: bigint;
  /** An address, in lower case. */
  address(key: string): string;
  /** An integer, in the unit of the event's parameter. */
  amount(key: string): bigint;
  flag(key: string): boolean;
}

type Booking = (books: LedgerBooks, entry: Entry) => void;

/** Entries that are not here change nothing: they name an actor, or the ERC-20 side of what another entry does. */
const BOOKINGS: Readonly<Record<string, Booking>> = {
  EpochParametersChanged: (books, { timestamp, amount }) =>
    books.setEpochParameters(timestamp, amount('interval'), amount('offset')),
  BlackoutWindowChanged: (books, { amount }) => {
    books.blackoutWindow = amount('blackoutWindow');
  },
  RewardsPerSecondUpdated: (books, { timestamp, amount }) =>
    books.setRewardsPerSecond(timestamp, amount('emissionPerSecond')),
  GlobalIndexUpdated: (books, { timestamp }) => books.settleGlobalIndex(timestamp),
  UserIndexUpdated: (books, { timestamp, address }) => {
    // The zero address earns on the total, by an oversight of the contract; what follows this entry settles that.
    if (address('user') !== ZeroAddress) books.settleUserRewards(timestamp, address('user'));
  },
  Staked: (books, { timestamp, address, amount }) => books.stake(timestamp, address('staker'), amount('amount')),
  WithdrawalRequested: (books, { timestamp, address, amount }) =>
    books.requestWithdrawal(timestamp, address('staker'), amount('amount')),
  Transfer: (books, { timestamp, address, amount }) => {
    // Mints and burns name the caller, not the staker; Staked and WithdrewStake tell those.
    if (address('from') === ZeroAddress || address('to') === ZeroAddress) return;
    books.transfer(timestamp, address('from'), address('to'), amount('value'));
  },
  ClaimedRewards: (books, { timestamp, address }) => books.claim(timestamp, address('user')),
  WithdrewStake: (books, { timestamp, address, amount }) =>
    books.withdrawStake(timestamp, address('staker'), amount('amount')),
  ReceivedDebt: (books, { address, amount }) => books.receiveDebt(address('staker'), amount('amount')),
  WithdrewDebt: (books, { timestamp, address, amount }) => {
    books.decreaseStakerDebt(timestamp, address('staker'), amount('amount'));
    books.totalDebtAvailableToWithdraw -= amount('amount');
  },
  OperatorDecreasedStakerDebt: (books, { timestamp, address, amount }) =>
    books.decreaseStakerDebt(timestamp, address('staker'), amount('amount')),
  ConvertedInactiveBalancesToDebt: (books, { timestamp, amount }) =>
    books.applyShortfall(timestamp, amount('shortfallAmount'), amount('shortfallIndex')),
  DebtMarked: (books, { address, amount }) => {
    books.borrow(address('borrower'), -amount('amount'));
    books.owe(address('borrower'), amount('amount'));
    books.borrower(address('borrower')).isBorrowingRestricted = true;
  },
  Borrowed: (books, { address, amount }) => books.borrow(address('borrower'), amount('amount')),
  RepaidBorrow: (books, { address, amount }) => books.borrow(address('borrower'), -amount('amount')),
  RepaidDebt: (books, { address, amount }) => {
    books.owe(address('borrower'), -amount('amount'));
    books.totalDebtAvailableToWithdraw += amount('amount');
  },
  OperatorDecreasedBorrowerDebt: (books, { address, amount }) => books.owe(address('borrower'), -amount('amount')),
  ScheduledBorrowerAllocationChange: (books, { address, amount }) =>
    books.allocate(address('borrower'), amount('oldAllocation'), amount('newAllocation'), amount('epochNumber')),
  BorrowingRestrictionChanged: (books, { address, flag }) => {
    books.borrower(address('borrower')).isBorrowingRestricted = flag('isBorrowingRestricted');
  },
  InactiveBalanceDeleted: (books, { address }) => books.deleteInactive(address('staker')),
};

/** Books one entry. USDC transfers count by what of `pool` they leave and reach: one to itself changes nothing. */
export function book(books: LedgerBooks, entry: Entry, pool: string): void {
  if (entry.name === 'StakedTokenTransfer') {
    if (entry.address('from') === pool) books.tokenBalance -= entry.amount('value');
    if (entry.address('to') === pool) books.tokenBalance += entry.amount('value');
    return;
  }
  BOOKINGS[entry.name]?.(books, entry);
}
