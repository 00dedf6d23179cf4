/**
 * LS1StakedBalances, active side and totals: stake that earns and can be borrowed. USDC base units (10^-6). Rolling
 * moves amounts and rounds nothing. See inactive-balances.ts for what a shortfall does to a staker.
 */
import { EMPTY_BALANCE, type EpochBalance, type PoolAt, type StakerState } from './state.ts';

/**
 * `_loadActiveBalance` and `_loadTotalInactiveBalance`: the record as it reads in `epoch`. Once the epoch it was
 * written in is over, what was to come is what is. USDC base units, no rounding; unchanged before epoch zero (null).
 */
export function rollBalance(balance: EpochBalance, epoch: bigint | null): EpochBalance {
  if (epoch === null || epoch <= balance.epoch) return balance;
  return { epoch, current: balance.next, next: balance.next };
}

/**
 * A staker's active record at the pool's second. USDC base units, no rounding. Empty before epoch zero, and for the
 * zero address, whose slot in `_ACTIVE_BALANCES_` is never written.
 */
export function activeBalance(pool: PoolAt, staker: StakerState): EpochBalance {
  return pool.epoch === null || staker.isZeroAddress ? EMPTY_BALANCE : rollBalance(staker.active, pool.epoch);
}

/** `getTotalActiveBalanceCurrentEpoch()`: USDC base units, no rounding; 0 before epoch zero. */
export function totalActiveBalanceCurrentEpoch(pool: PoolAt): bigint {
  return pool.totalActive.current;
}

/** `getTotalActiveBalanceNextEpoch()`: less what was requested for withdrawal. USDC base units; 0 before epoch zero. */
export function totalActiveBalanceNextEpoch(pool: PoolAt): bigint {
  return pool.totalActive.next;
}

/** `getTotalInactiveBalanceCurrentEpoch()`: what may leave the pool. USDC base units; 0 before epoch zero. */
export function totalInactiveBalanceCurrentEpoch(pool: PoolAt): bigint {
  return pool.totalInactive.current;
}

/** `getTotalInactiveBalanceNextEpoch()`: USDC base units, no rounding; 0 before epoch zero. */
export function totalInactiveBalanceNextEpoch(pool: PoolAt): bigint {
  return pool.totalInactive.next;
}

/** `getActiveBalanceCurrentEpoch(staker)`: USDC base units, no rounding; 0 before epoch zero. */
export function activeBalanceCurrentEpoch(pool: PoolAt, staker: StakerState): bigint {
  return activeBalance(pool, staker).current;
}

/** `getActiveBalanceNextEpoch(staker)`: less what was requested for withdrawal. USDC base units; 0 before epoch zero. */
export function activeBalanceNextEpoch(pool: PoolAt, staker: StakerState): bigint {
  return activeBalance(pool, staker).next;
}

/** `getTransferableBalance(account)`: the next epoch's active balance. USDC base units; 0 before epoch zero. */
export function transferableBalance(pool: PoolAt, staker: StakerState): bigint {
  return activeBalanceNextEpoch(pool, staker);
}
