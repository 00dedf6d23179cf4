/**
 * The pool as a toy: calls by name at a clock that the test sets, booked by the shadow ledger, with the cash and the
 * defaults worked out as the contract would. Nothing here asks api/domain for a number it books.
 */
import { poolAt } from '../../api/domain/pool-at.ts';
import type { BorrowerState, PoolAt, StakerState } from '../../api/domain/state.ts';
import { LedgerBooks } from '../../audit/books/ledger-books.ts';

export const DAY = 86_400n;
export const EPOCH_ZERO = 1_628_002_800n;
export const NOBODY = '0x0000000000000000000000000000000000000000';

interface Terms {
  rate?: bigint;
  interval?: bigint;
  blackoutWindow?: bigint;
  distributionEnd?: bigint;
}

export class Scenario {
  readonly books: LedgerBooks;
  now = EPOCH_ZERO - DAY;
  /** Round-up dust, plain transfers and stake of the zero address: what parts cash from balances. */
  dust = 0n;
  donated = 0n;
  stakedForNobody = 0n;
  shortfallSum = 0n;

  constructor({ rate = 0n, interval = 28n * DAY, blackoutWindow = 14n * DAY, distributionEnd }: Terms = {}) {
    this.books = new LedgerBooks(EPOCH_ZERO, distributionEnd ?? EPOCH_ZERO + 1825n * DAY);
    this.books.setEpochParameters(this.now, interval, EPOCH_ZERO);
    this.books.blackoutWindow = blackoutWindow;
    this.books.setRewardsPerSecond(this.now, rate);
  }

  /** Moves the clock to some seconds after an epoch's start. */
  at(epoch: bigint, seconds = 0n): this {
    this.now = this.books.epochOffset + epoch * this.books.epochInterval + seconds;
    return this;
  }

  pool(at = this.now): PoolAt {
    return poolAt(this.books.pool(), at);
  }

  staker(who: string): StakerState {
    return { isZeroAddress: who === NOBODY, ...structuredClone(this.books.staker(who)) };
  }

  borrower(who: string): BorrowerState {
    return structuredClone(this.books.borrower(who));
  }

  stake(who: string, amount: bigint): void {
    this.books.stake(this.now, who, amount);
    this.books.tokenBalance += amount;
    if (who === NOBODY) this.stakedForNobody += amount;
  }

  request(who: string, amount: bigint): void {
    this.books.requestWithdrawal(this.now, who, amount);
  }

  withdraw(who: string, amount: bigint): void {
    this.books.withdrawStake(this.now, who, amount);
    this.books.tokenBalance -= amount;
  }

  donate(amount: bigint): void {
    this.books.tokenBalance += amount;
    this.donated += amount;
  }

  allocate(fractions: Record<string, bigint>): void {
    const { epoch } = this.pool();
    for (const [who, next] of Object.entries(fractions)) {
      const { allocation } = this.books.borrower(who);
      const current = epoch !== null && epoch > allocation.epoch ? allocation.next : allocation.current;
      this.books.allocate(who, current, next, epoch === null ? 0n : epoch + 1n);
    }
  }

  borrow(who: string, amount: bigint): void {
    this.books.borrow(who, amount);
    this.books.tokenBalance -= amount;
  }

  repay(who: string, amount: bigint): void {
    this.borrow(who, -amount);
  }

  repayDebt(who: string, amount: bigint): void {
    this.books.owe(who, -amount);
    this.books.totalDebtAvailableToWithdraw += amount;
    this.books.tokenBalance += amount;
  }

  /** `markDebt`: charges the borrowers in order, in 1/10,000, and cuts the inactive stake. What each was charged. */
  markDebt(list: string[]): bigint[] {
    const epoch = (this.now - this.books.epochOffset) / this.books.epochInterval;
    const read = ({ epoch: written, current, next }: { epoch: bigint; current: bigint; next: bigint }) =>
      epoch > written ? next : current;
    const active = read(this.books.totalActive);
    const inactive = read(this.books.totalInactive);
    const wanted = this.books.totalBorrowedBalance - active;
    if (wanted <= 0n) throw new Error('solvent');
    let points = wanted * 10_000n;
    const charges = list.map((who) => {
      const borrower = this.books.borrower(who);
      const excess = borrower.borrowedBalance * 10_000n - active * read(borrower.allocation);
      const taken = excess > points ? points : excess;
      if (taken <= 0n) return 0n;
      points -= taken;
      const charge = taken / 10_000n + (taken % 10_000n > 0n ? 1n : 0n);
      this.books.borrow(who, -charge);
      this.books.owe(who, charge);
      borrower.isBorrowingRestricted = true;
      return charge;
    });
    if (points > 0n) throw new Error('the list does not cover the shortfall');
    const left = inactive > wanted ? inactive - wanted : 0n;
    this.books.applyShortfall(this.now, inactive - left, inactive > 0n ? (left * 10n ** 36n) / inactive : 0n);
    this.shortfallSum += inactive - left;
    this.dust += charges.reduce((sum, charge) => sum + charge, 0n) - (inactive - left);
    return charges;
  }
}
