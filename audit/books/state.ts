/** The books' records as api/domain reads them. */
import { ZeroAddress } from 'ethers';
import type { BorrowerState, StakerState } from '../../api/domain/state.ts';
import type { BooksStorage } from './storage.ts';

/** An account's records; empty ones where the books have none, which are not created. */
export function stakerState(books: BooksStorage, address: string): StakerState {
  const empty = { epoch: 0n, current: 0n, next: 0n };
  const nothing = { settledDebtBalance: 0n, rewardsIndex: 0n, accruedRewards: 0n };
  const record = books.stakers.get(address) ?? {
    active: empty,
    inactive: { ...empty, shortfallCounter: 0n },
    ...nothing,
  };
  return { isZeroAddress: address === ZeroAddress, ...record };
}

export function borrowerState(books: BooksStorage, address: string): BorrowerState {
  const allocation = { epoch: 0n, current: 0n, next: 0n };
  const nothing = { allocation, borrowedBalance: 0n, debtBalance: 0n, isBorrowingRestricted: false };
  return books.borrowers.get(address) ?? nothing;
}
