/**
 * The contract's storage in a second set of books, kept apart from the subgraph and from api/domain. Amounts are USDC
 * base units (10^-6), rewards DYDX base units (10^-18), times unix seconds.
 */
import { ZeroAddress } from 'ethers';
import type { PoolState } from '../../api/domain/state.ts';

export interface Balance {
  epoch: bigint;
  current: bigint;
  next: bigint;
}

export interface StakerRecord {
  active: Balance;
  inactive: Balance & { shortfallCounter: bigint };
  settledDebtBalance: bigint;
  rewardsIndex: bigint;
  accruedRewards: bigint;
}

export interface BorrowerRecord {
  allocation: Balance;
  borrowedBalance: bigint;
  debtBalance: bigint;
  isBorrowingRestricted: boolean;
}

/** What the contract would have refused to do. */
export class BooksError extends Error {}

const empty = (): Balance => ({ epoch: 0n, current: 0n, next: 0n });

/** Everything the contract stores, and nothing that it works out when it is read. */
export class BooksStorage {
  epochInterval = 0n;
  epochOffset = 0n;
  blackoutWindow = 0n;
  rewardsPerSecond = 0n;
  globalIndex = 0n;
  globalIndexTimestamp = 0n;
  /** Emitted to active stake as far as the index is settled; no storage of the contract, but the index rests on it. */
  cumulativeEmittedRewards = 0n;
  totalActive = empty();
  totalInactive = empty();
  totalBorrowedBalance = 0n;
  totalBorrowerDebtBalance = 0n;
  totalDebtAvailableToWithdraw = 0n;
  tokenBalance = 0n;
  readonly shortfalls: { epoch: bigint; shortfallIndex: bigint }[] = [];
  readonly epochIndexes = new Map<bigint, bigint>();
  readonly stakers = new Map<string, StakerRecord>();
  readonly borrowers = new Map<string, BorrowerRecord>();
  readonly distributionStart: bigint;
  readonly distributionEnd: bigint;

  constructor(distributionStart: bigint, distributionEnd: bigint) {
    this.distributionStart = distributionStart;
    this.distributionEnd = distributionEnd;
    // Everything is unallocated at first, and no log says so.
    this.borrower(ZeroAddress).allocation = { epoch: 0n, current: 10_000n, next: 10_000n };
  }

  /** The account's records, empty ones if it has none yet. */
  staker(address: string): StakerRecord {
    let staker = this.stakers.get(address);
    if (staker === undefined) {
      const inactive = { ...empty(), shortfallCounter: 0n };
      staker = { active: empty(), inactive, settledDebtBalance: 0n, rewardsIndex: 0n, accruedRewards: 0n };
      this.stakers.set(address, staker);
    }
    return staker;
  }

  /** The borrower's records, empty ones if it has none yet. */
  borrower(address: string): BorrowerRecord {
    let borrower = this.borrowers.get(address);
    if (borrower === undefined) {
      borrower = { allocation: empty(), borrowedBalance: 0n, debtBalance: 0n, isBorrowingRestricted: false };
      this.borrowers.set(address, borrower);
    }
    return borrower;
  }

  /** The pool's state as api/domain reads it. */
  pool(): PoolState {
    const state = {
      epochInterval: this.epochInterval,
      epochOffset: this.epochOffset,
      blackoutWindow: this.blackoutWindow,
      rewardsPerSecond: this.rewardsPerSecond,
      globalIndex: this.globalIndex,
      globalIndexTimestamp: this.globalIndexTimestamp,
      cumulativeEmittedRewards: this.cumulativeEmittedRewards,
      distributionStart: this.distributionStart,
      distributionEnd: this.distributionEnd,
      totalActive: { ...this.totalActive },
      totalInactive: { ...this.totalInactive },
      totalBorrowedBalance: this.totalBorrowedBalance,
      totalBorrowerDebtBalance: this.totalBorrowerDebtBalance,
      totalDebtAvailableToWithdraw: this.totalDebtAvailableToWithdraw,
      tokenBalance: this.tokenBalance,
      shortfalls: [...this.shortfalls],
      epochIndexes: new Map(this.epochIndexes),
    };
    return state;
  }
}
