// LS1Rewards: the reward index, settled at epoch boundaries and to now.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool, Staker } from '../../generated/schema';
import { epochIndex, recordEpochIndex, rescheduleEpoch } from '../store/epoch';
import { currentEpoch, hasEpochZeroStarted, startOfEpoch } from './epoch-schedule';

const INDEX_BASE = BigInt.fromI32(10).pow(18);

/** `_settleGlobalIndexUpToTimestamp`, rounded down; emission while nothing is active is lost. */
function settleGlobalIndexUpTo(pool: Pool, totalActive: BigInt, timestamp: BigInt): void {
  const until = timestamp.lt(pool.distributionEnd) ? timestamp : pool.distributionEnd;
  if (until.le(pool.globalIndexTimestamp)) return;
  if (!pool.rewardsPerSecond.isZero() && !totalActive.isZero()) {
    const seconds = until.minus(pool.globalIndexTimestamp);
    const emitted = seconds.times(pool.rewardsPerSecond);
    pool.globalIndex = pool.globalIndex.plus(emitted.times(INDEX_BASE).div(totalActive));
    pool.cumulativeEmittedRewards = pool.cumulativeEmittedRewards.plus(emitted);
  }
  pool.globalIndexTimestamp = until;
}

/** Whether the total's active balance falls at the end of the epoch of its record, and that end has passed. */
function isBoundaryPending(pool: Pool, now: BigInt): boolean {
  return (
    hasEpochZeroStarted(pool, now) &&
    currentEpoch(pool, now) > pool.totalActiveEpoch &&
    !pool.totalActiveCurrent.equals(pool.totalActiveNext)
  );
}

/** Whether settling that boundary moves the index clock, and so is logged. */
export function isBoundaryLogged(pool: Pool, now: BigInt): boolean {
  if (!isBoundaryPending(pool, now)) return false;
  const boundary = startOfEpoch(pool, pool.totalActiveEpoch + 1);
  const until = boundary.lt(pool.distributionEnd) ? boundary : pool.distributionEnd;
  return until.gt(pool.globalIndexTimestamp);
}

/** Settles the total active balance to the current epoch: rewards up to the boundary go to the old balance. */
export function settleTotalActiveBalance(pool: Pool, now: BigInt): void {
  if (!hasEpochZeroStarted(pool, now)) return;
  const epoch = currentEpoch(pool, now);
  if (epoch <= pool.totalActiveEpoch) return;
  if (isBoundaryPending(pool, now)) {
    settleGlobalIndexUpTo(pool, pool.totalActiveCurrent, startOfEpoch(pool, pool.totalActiveEpoch + 1));
    recordEpochIndex(pool, pool.totalActiveEpoch);
  }
  pool.totalActiveEpoch = epoch;
  pool.totalActiveCurrent = pool.totalActiveNext;
}

/** `_settleGlobalIndexUpToNow`, with the total that was active until now: to the boundary first, if one is due. */
export function settleGlobalIndex(pool: Pool, now: BigInt): void {
  settleTotalActiveBalance(pool, now);
  settleGlobalIndexUpTo(pool, pool.totalActiveCurrent, now);
}

/** `_settleUserRewardsUpToIndex`, rounded down. */
function settleUserRewardsUpToIndex(staker: Staker, active: BigInt, index: BigInt): void {
  if (staker.rewardsIndex.equals(index)) return;
  const earned = active.times(index.minus(staker.rewardsIndex)).div(INDEX_BASE);
  staker.accruedRewards = staker.accruedRewards.plus(earned);
  staker.rewardsIndex = index;
}

/** Settles the staker's active balance to the current epoch. The total must have been settled before. */
export function settleActiveBalance(pool: Pool, staker: Staker, now: BigInt): void {
  const epoch = currentEpoch(pool, now);
  if (epoch <= staker.activeEpoch) return;
  if (!staker.activeCurrent.equals(staker.activeNext)) {
    const index = epochIndex(staker.activeEpoch, staker.rewardsIndex);
    settleUserRewardsUpToIndex(staker, staker.activeCurrent, index);
  }
  staker.activeEpoch = epoch;
  staker.activeCurrent = staker.activeNext;
}

/** Whether a boundary is due for the staker that moves its index, and so is logged. The total is settled before. */
function isUserBoundaryLogged(pool: Pool, staker: Staker, now: BigInt): boolean {
  if (currentEpoch(pool, now) <= staker.activeEpoch || staker.activeCurrent.equals(staker.activeNext)) return false;
  return !epochIndex(staker.activeEpoch, staker.rewardsIndex).equals(staker.rewardsIndex);
}

/** `_settleUserRewardsUpToNow`, with the balance that was active until now. */
function settleUserRewardsUpToNow(pool: Pool, staker: Staker, active: BigInt): void {
  settleUserRewardsUpToIndex(staker, active, pool.globalIndex);
}

/** What one UserIndexUpdated stands for: the boundary if it is due, else now. */
export function settleUserRewardsOnce(pool: Pool, staker: Staker, now: BigInt): void {
  settleTotalActiveBalance(pool, now);
  const isBoundary = isUserBoundaryLogged(pool, staker, now);
  settleActiveBalance(pool, staker, now);
  if (!isBoundary) settleUserRewardsUpToNow(pool, staker, staker.activeCurrent);
}

/** Boundary and now, as a claim, a stake and a transfer settle, before they change anything. */
export function settleUserRewards(pool: Pool, staker: Staker, now: BigInt): void {
  settleGlobalIndex(pool, now);
  settleActiveBalance(pool, staker, now);
  settleUserRewardsUpToNow(pool, staker, staker.activeCurrent);
}

/** `claimRewards`: all that has accrued is paid. */
export function claimRewards(staker: Staker, paid: BigInt): void {
  staker.accruedRewards = BigInt.zero();
  staker.cumulativeClaimedRewards = staker.cumulativeClaimedRewards.plus(paid);
}

/** `_setRewardsPerSecond`: what was emitted until now counts at the old rate. */
export function setRewardsPerSecond(pool: Pool, rate: BigInt, now: BigInt): void {
  settleGlobalIndex(pool, now);
  pool.rewardsPerSecond = rate;
  rescheduleEpoch(pool, now);
}
