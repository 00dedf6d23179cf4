/** LS1Staking: what a staker could take out at this second. USDC base units (10^-6). */
import { debtBalance, inactiveBalanceCurrentEpoch } from './inactive-balances.ts';
import { min } from './integers.ts';
import type { PoolAt, StakerState } from './state.ts';

/**
 * `getStakeAvailableToWithdraw(staker)`: the inactive balance as far as the pool's cash reaches. Down per shortfall; 0
 * before epoch zero.
 */
export function stakeAvailableToWithdraw(pool: PoolAt, staker: StakerState): bigint {
  return min(inactiveBalanceCurrentEpoch(pool, staker), pool.availableToWithdraw);
}

/**
 * `getDebtAvailableToWithdraw(staker)`: the debt as far as repaid debt reaches, first come, first served. No rounding
 * of its own; 0 before epoch zero.
 */
export function debtAvailableToWithdraw(pool: PoolAt, staker: StakerState): bigint {
  return min(debtBalance(pool, staker), pool.state.totalDebtAvailableToWithdraw);
}
