// LS1Staking: stake, request, withdraw.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool, Staker } from '../../generated/schema';
import { settleActiveBalance, settleGlobalIndex, settleTotalActiveBalance, settleUserRewards } from './rewards';
import { settleInactiveBalance, settleTotalInactiveBalance } from './staked-balances';

/** `stake`, `stakeFor`: rewards until now go to the balances before. */
export function stake(pool: Pool, staker: Staker, amount: BigInt, now: BigInt): void {
  settleUserRewards(pool, staker, now);
  increaseTotalActive(pool, amount);
  staker.activeCurrent = staker.activeCurrent.plus(amount);
  staker.activeNext = staker.activeNext.plus(amount);
  countStaked(staker, amount);
}

/** `stakeFor(0x0, amount)`: the zero address's slot is the total's, so that the total grows twice. */
export function stakeForZeroAddress(pool: Pool, staker: Staker, amount: BigInt, now: BigInt): void {
  settleGlobalIndex(pool, now);
  increaseTotalActive(pool, amount.times(BigInt.fromI32(2)));
  countStaked(staker, amount);
}

function increaseTotalActive(pool: Pool, amount: BigInt): void {
  pool.totalActiveCurrent = pool.totalActiveCurrent.plus(amount);
  pool.totalActiveNext = pool.totalActiveNext.plus(amount);
}

function countStaked(staker: Staker, amount: BigInt): void {
  staker.cumulativeStaked = staker.cumulativeStaked.plus(amount);
}

/** `requestWithdrawal`: rewards are settled to the last boundary only, not to now. */
export function requestWithdrawal(pool: Pool, staker: Staker, amount: BigInt, now: BigInt): void {
  settleTotalActiveBalance(pool, now);
  settleActiveBalance(pool, staker, now);
  settleTotalInactiveBalance(pool, now);
  settleInactiveBalance(pool, staker, now);
  pool.totalActiveNext = pool.totalActiveNext.minus(amount);
  staker.activeNext = staker.activeNext.minus(amount);
  pool.totalInactiveNext = pool.totalInactiveNext.plus(amount);
  staker.inactiveNext = staker.inactiveNext.plus(amount);
  staker.cumulativeWithdrawalRequested = staker.cumulativeWithdrawalRequested.plus(amount);
}

/** `withdrawStake`. */
export function withdrawStake(pool: Pool, staker: Staker, amount: BigInt, now: BigInt): void {
  settleTotalInactiveBalance(pool, now);
  settleInactiveBalance(pool, staker, now);
  pool.totalInactiveCurrent = pool.totalInactiveCurrent.minus(amount);
  pool.totalInactiveNext = pool.totalInactiveNext.minus(amount);
  staker.inactiveCurrent = staker.inactiveCurrent.minus(amount);
  staker.inactiveNext = staker.inactiveNext.minus(amount);
  staker.cumulativeWithdrawnStake = staker.cumulativeWithdrawnStake.plus(amount);
}

/** `withdrawDebt`: paid out of repaid debt, first come, first served. */
export function withdrawDebt(pool: Pool, staker: Staker, amount: BigInt, now: BigInt): void {
  decreaseStakerDebt(pool, staker, amount, now);
  pool.totalDebtAvailableToWithdraw = pool.totalDebtAvailableToWithdraw.minus(amount);
  staker.cumulativeWithdrawnDebt = staker.cumulativeWithdrawnDebt.plus(amount);
}

/** `_decreaseStakerDebt`: also written off by a debt operator, with nothing paid. */
export function decreaseStakerDebt(pool: Pool, staker: Staker, amount: BigInt, now: BigInt): void {
  settleInactiveBalance(pool, staker, now);
  staker.settledDebtBalance = staker.settledDebtBalance.minus(amount);
}
