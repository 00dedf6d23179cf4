// LS1DebtAccounting: what borrowers hold above the stake that is left becomes debt.
import { BigInt } from '@graphprotocol/graph-ts';
import { Borrower, Pool, Shortfall } from '../../generated/schema';
import { currentEpoch } from './epoch-schedule';
import { settleTotalInactiveBalance } from './staked-balances';

/** `_markDebt`, one borrower. A borrower already restricted is logged as restricted no second time. */
export function markDebt(pool: Pool, borrower: Borrower, amount: BigInt): void {
  borrower.borrowedBalance = borrower.borrowedBalance.minus(amount);
  borrower.debtBalance = borrower.debtBalance.plus(amount);
  borrower.isBorrowingRestricted = true;
  pool.totalBorrowedBalance = pool.totalBorrowedBalance.minus(amount);
  pool.totalBorrowerDebtBalance = pool.totalBorrowerDebtBalance.plus(amount);
  borrower.cumulativeMarkedDebt = borrower.cumulativeMarkedDebt.plus(amount);
  pool.cumulativeMarkedDebt = pool.cumulativeMarkedDebt.plus(amount);
}

/** Cuts the total inactive balance, now and next. Stakers' own balances are cut when they are settled. */
export function convertInactiveBalancesToDebt(pool: Pool, shortfall: Shortfall, markedDebt: BigInt, now: BigInt): void {
  const amount = shortfall.shortfallAmount;
  settleTotalInactiveBalance(pool, now);
  shortfall.epoch = currentEpoch(pool, now);
  shortfall.markedDebt = markedDebt;
  shortfall.borrowedExceededActive = pool.totalBorrowedBalance.plus(markedDebt).minus(totalActiveBalance(pool, now));
  shortfall.inactiveBefore = pool.totalInactiveCurrent;
  pool.totalInactiveCurrent = pool.totalInactiveCurrent.minus(amount);
  pool.totalInactiveNext = pool.totalInactiveNext.minus(amount);
  shortfall.inactiveAfter = pool.totalInactiveCurrent;
  pool.cumulativeShortfall = pool.cumulativeShortfall.plus(amount);
}

/** `getTotalActiveBalanceCurrentEpoch()`: read, not settled, so that no reward is settled either. */
function totalActiveBalance(pool: Pool, now: BigInt): BigInt {
  return currentEpoch(pool, now) > pool.totalActiveEpoch ? pool.totalActiveNext : pool.totalActiveCurrent;
}
