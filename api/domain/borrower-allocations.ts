/** LS1BorrowerAllocations: a borrower's share of the active stake. Fractions of 10,000, amounts USDC base units. */
import { min } from './integers.ts';
import { rollBalance } from './staked-balances.ts';
import { type BorrowerState, type PoolAt, TOTAL_ALLOCATION } from './state.ts';

/** `getAllocationFractionCurrentEpoch(borrower)`: of 10,000, no rounding; before epoch zero as stored. */
export function allocationFractionCurrentEpoch(pool: PoolAt, borrower: BorrowerState): bigint {
  return rollBalance(borrower.allocation, pool.epoch).current;
}

/** `getAllocationFractionNextEpoch(borrower)`: of 10,000, no rounding; before epoch zero as stored. */
export function allocationFractionNextEpoch(pool: PoolAt, borrower: BorrowerState): bigint {
  return rollBalance(borrower.allocation, pool.epoch).next;
}

/** `getAllocatedBalanceCurrentEpoch(borrower)`: USDC base units, rounded down; 0 before epoch zero. */
export function allocatedBalanceCurrentEpoch(pool: PoolAt, borrower: BorrowerState): bigint {
  return (pool.totalActive.current * allocationFractionCurrentEpoch(pool, borrower)) / TOTAL_ALLOCATION;
}

/** `getAllocatedBalanceNextEpoch(borrower)`: USDC base units, rounded down; 0 before epoch zero. */
export function allocatedBalanceNextEpoch(pool: PoolAt, borrower: BorrowerState): bigint {
  return (pool.totalActive.next * allocationFractionNextEpoch(pool, borrower)) / TOTAL_ALLOCATION;
}

/**
 * `_getAllocatedBalanceForNewBorrowing`: what a borrower may owe after borrowing now. A lower fraction binds as soon
 * as it is scheduled, a higher one when it takes effect; in the blackout window only stake that stays counts. USDC base
 * units, rounded down; 0 before epoch zero.
 */
export function allocatedBalanceForNewBorrowing(pool: PoolAt, borrower: BorrowerState): bigint {
  const { current, next } = rollBalance(borrower.allocation, pool.epoch);
  const stake = pool.inBlackoutWindow ? pool.totalActive.next : pool.totalActive.current;
  return (stake * min(current, next)) / TOTAL_ALLOCATION;
}
