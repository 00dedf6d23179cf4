/** LS1DebtAccounting: what `markDebt` would do at this second. USDC base units (10^-6). */
import { allocatedBalanceCurrentEpoch, allocationFractionCurrentEpoch } from './borrower-allocations.ts';
import { atLeastZero, divideUp, min } from './integers.ts';
import { type BorrowerState, type PoolAt, TOTAL_ALLOCATION } from './state.ts';

/**
 * `isBorrowerOverdue(borrower)`: whether more is borrowed than allocated in the current epoch, the allocation rounded
 * down; false before epoch zero.
 */
export function isOverdue(pool: PoolAt, borrower: BorrowerState): boolean {
  return borrower.borrowedBalance > allocatedBalanceCurrentEpoch(pool, borrower);
}

/**
 * How far borrowing exceeds active stake, which is what `markDebt` has to convert: total borrowed less total active
 * balance of the current epoch, at least 0. No rounding; 0 before epoch zero.
 */
export function shortfallAmount(pool: PoolAt): bigint {
  return atLeastZero(pool.state.totalBorrowedBalance - pool.totalActive.current);
}

/**
 * What `markDebt` would move from borrowed to debt now, were this borrower first in its list: the borrower's excess
 * over its allocation, as far as the pool's shortfall reaches. The contract counts in 1/10,000 and rounds up here, its
 * only rounding up. 0 while the pool is solvent and before epoch zero.
 */
export function borrowerShortfallAmount(pool: PoolAt, borrower: BorrowerState): bigint {
  const fraction = allocationFractionCurrentEpoch(pool, borrower);
  const excess = excessPoints(borrower.borrowedBalance, pool.totalActive.current, fraction);
  const wanted = shortfallAmount(pool) * TOTAL_ALLOCATION;
  return divideUp(min(excess, wanted), TOTAL_ALLOCATION);
}

/** What a borrower holds above its fraction of the active stake, at least 0, in 1/10,000 of a USDC base unit: exact. */
export function excessPoints(borrowedBalance: bigint, active: bigint, fraction: bigint): bigint {
  return atLeastZero(borrowedBalance * TOTAL_ALLOCATION - active * fraction);
}
