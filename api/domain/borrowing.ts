/** LS1Borrowing: what can be taken from the pool, and what must come back. USDC base units (10^-6). */
import { allocatedBalanceForNewBorrowing, allocatedBalanceNextEpoch } from './borrower-allocations.ts';
import { isOverdue } from './debt-accounting.ts';
import { atLeastZero, min } from './integers.ts';
import type { BorrowerState, PoolAt } from './state.ts';

/**
 * `getContractBalanceAvailableToWithdraw()`: the USDC the pool holds, plain transfers included, less repaid debt that
 * is set aside. No rounding; the same before epoch zero.
 */
export function contractBalanceAvailableToWithdraw(pool: PoolAt): bigint {
  return pool.availableToWithdraw;
}

/**
 * `getContractBalanceAvailableToBorrow()`: what is available to withdraw and not needed for inactive stake, at least 0.
 * No rounding; before epoch zero there is no inactive stake.
 */
export function contractBalanceAvailableToBorrow(pool: PoolAt): bigint {
  return pool.availableToBorrow;
}

/**
 * `getBorrowableAmount(borrower)`: what the allocation leaves, as far as the pool's cash reaches. Rounded down with
 * the allocation; 0 while restricted and before epoch zero.
 */
export function borrowableAmount(pool: PoolAt, borrower: BorrowerState): bigint {
  if (borrower.isBorrowingRestricted) return 0n;
  const left = atLeastZero(allocatedBalanceForNewBorrowing(pool, borrower) - borrower.borrowedBalance);
  return min(left, pool.availableToBorrow);
}

/**
 * What must be repaid before this epoch ends for the borrower not to be overdue in the next one, as
 * `StarkProxyV1.autoPayOrBorrow` decides it: borrowed less the next epoch's allocation, at least 0. Rounded up, as the
 * allocation is rounded down. Before epoch zero nothing is borrowed, so 0.
 */
export function requiredRepayment(pool: PoolAt, borrower: BorrowerState): bigint {
  return atLeastZero(borrower.borrowedBalance - allocatedBalanceNextEpoch(pool, borrower));
}

/**
 * Seconds left to repay: until the next epoch where `requiredRepayment` asks for something, 0 where the borrower is
 * overdue already, null where nothing is due. No rounding. Before epoch zero nothing is borrowed, so null.
 */
export function secondsUntilDue(pool: PoolAt, borrower: BorrowerState): bigint | null {
  if (isOverdue(pool, borrower)) return 0n;
  return requiredRepayment(pool, borrower) > 0n ? pool.timeRemaining : null;
}
