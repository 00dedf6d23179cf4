/** Books that start from what is stored at a block, for a window of the ledger. */
import { integerOf, type Stored, textOf } from '../ledger/source.ts';
import { LedgerBooks } from './ledger-books.ts';
import type { Balance } from './storage.ts';

/** Everything stored that the books keep. */
export interface StoredState {
  readonly pool: Stored;
  readonly stakers: readonly Stored[];
  readonly borrowers: readonly Stored[];
  readonly epochs: readonly Stored[];
  readonly shortfalls: readonly Stored[];
}

const POOL_INTEGERS = [
  ...(['epochInterval', 'epochOffset', 'blackoutWindow', 'rewardsPerSecond', 'globalIndex'] as const),
  ...(['globalIndexTimestamp', 'cumulativeEmittedRewards', 'totalBorrowedBalance', 'tokenBalance'] as const),
  ...(['totalBorrowerDebtBalance', 'totalDebtAvailableToWithdraw'] as const),
] as const;

/** Empty books of that pool, as before its first activity. */
export function openBooks(pool: Stored): LedgerBooks {
  return new LedgerBooks(integerOf(pool, 'distributionStart'), integerOf(pool, 'distributionEnd'));
}

export function loadBooks({ pool, stakers, borrowers, epochs, shortfalls }: StoredState): LedgerBooks {
  const books = openBooks(pool);
  for (const name of POOL_INTEGERS) books[name] = integerOf(pool, name);
  books.totalActive = balanceOf(pool, 'totalActive');
  books.totalInactive = balanceOf(pool, 'totalInactive');
  for (const row of stakers) {
    const record = books.staker(textOf(row, 'id'));
    record.active = balanceOf(row, 'active');
    record.inactive = { ...balanceOf(row, 'inactive'), shortfallCounter: integerOf(row, 'shortfallCounter') };
    record.settledDebtBalance = integerOf(row, 'settledDebtBalance');
    record.rewardsIndex = integerOf(row, 'rewardsIndex');
    record.accruedRewards = integerOf(row, 'accruedRewards');
  }
  for (const row of borrowers) {
    const record = books.borrower(textOf(row, 'id'));
    record.allocation = balanceOf(row, 'allocation');
    record.borrowedBalance = integerOf(row, 'borrowedBalance');
    record.debtBalance = integerOf(row, 'debtBalance');
    record.isBorrowingRestricted = row.isBorrowingRestricted === true;
  }
  for (const row of epochs) {
    if (row.globalIndexAtEnd !== null)
      books.epochIndexes.set(integerOf(row, 'number'), integerOf(row, 'globalIndexAtEnd'));
  }
  for (const row of [...shortfalls].sort((a, b) => Number(a.index) - Number(b.index))) {
    books.shortfalls.push({ epoch: integerOf(row, 'epoch'), shortfallIndex: integerOf(row, 'shortfallIndex') });
  }
  return books;
}

function balanceOf(row: Stored, name: string): Balance {
  return {
    epoch: integerOf(row, `${name}Epoch`),
    current: integerOf(row, `${name}Current`),
    next: integerOf(row, `${name}Next`),
  };
}
