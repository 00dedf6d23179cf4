/** LS1ERC20: stkUSDC, the staked balances as a token. USDC base units (10^-6). Shortfalls burn it without a Transfer. */
import { inactiveBalanceCurrentEpoch } from './inactive-balances.ts';
import { activeBalanceCurrentEpoch } from './staked-balances.ts';
import type { PoolAt, StakerState } from './state.ts';

/**
 * `totalSupply()`: total active and inactive balance of the current epoch. Not the sum of all `balanceOf`: shortfalls
 * round each staker down by themselves. 0 before epoch zero.
 */
export function totalSupply(pool: PoolAt): bigint {
  return pool.totalActive.current + pool.totalInactive.current;
}

/** `balanceOf(account)`: active and inactive balance of the current epoch; down per shortfall; 0 before epoch zero. */
export function tokenBalance(pool: PoolAt, staker: StakerState): bigint {
  return activeBalanceCurrentEpoch(pool, staker) + inactiveBalanceCurrentEpoch(pool, staker);
}
