// LS1Rewards: the reward index, settled at epoch boundaries and to now.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool, Staker } from '../../generated/schema';
import { epochIndex, recordEpochIndex, rescheduleEpoch } from '../store/epoch';
import { currentEpoch, hasEpochZeroStarted, startOfEpoch } from './epoch-schedule';

/** 10^18. */
const INDEX_BASE = BigInt.fromI64(1_000_000_000_000_000_000);

/** That second, but at most the distribution's end. */
function withinDistribution(pool: Pool, timestamp: BigInt): BigInt {
  return timestamp.lt(pool.distributionEnd) ? timestamp : pool.distributionEnd;
}

/**
 * `_settleGlobalIndexUpToTimestamp`, rounded down, with the total that was active until then; emission while nothing is
 * active is lost.
 */
function settleGlobalIndexUpTo(pool: Pool, timestamp: BigInt): void {
  const totalActive = pool.totalActiveCurrent;
  const until = withinDistribution(pool, timestamp);
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
  return withinDistribution(pool, boundary).gt(pool.globalIndexTimestamp);
}

/** Settles the total active balance to the current epoch: rewards up to the boundary go to the old balance. */
export function settleTotalActiveBalance(pool: Pool, now: BigInt): void {
  if (!hasEpochZeroStarted(pool, now)) return;
  const epoch = currentEpoch(pool, now);
  if (epoch <= pool.totalActiveEpoch) return;
  if (isBoundaryPending(pool, now)) {
    settleGlobalIndexUpTo(pool, startOfEpoch(pool, pool.totalActiveEpoch + 1));
    recordEpochIndex(pool, pool.totalActiveEpoch);
  }
  pool.totalActiveEpoch = epoch;
  pool.totalActiveCurrent = pool.totalActiveNext;
}

/** `_settleGlobalIndexUpToNow`: to the boundary first, if one is due. */
export function settleGlobalIndex(pool: Pool, now: BigInt): void {
  settleTotalActiveBalance(pool, now);
  settleGlobalIndexUpTo(pool, now);
}

/** `_settleUserRewardsUpToIndex`, rounded down, with the balance that was active until then. */
function settleUserRewardsUpToIndex(staker: Staker, index: BigInt): void {
  if (staker.rewardsIndex.equals(index)) return;
  const earned = staker.activeCurrent.times(index.minus(staker.rewardsIndex)).div(INDEX_BASE);
  staker.accruedRewards = staker.accruedRewards.plus(earned);
  staker.rewardsIndex = index;
}

/** Settles the staker's active balance to the current epoch. The total must have been settled before. */
export function settleActiveBalance(pool: Pool, staker: Staker, now: BigInt): void {
  const epoch = currentEpoch(pool, now);
  if (epoch <= staker.activeEpoch) return;
  if (!staker.activeCurrent.equals(staker.activeNext)) {
    settleUserRewardsUpToIndex(staker, epochIndex(staker.activeEpoch, staker.rewardsIndex));
  }
  staker.activeEpoch = epoch;
  staker.activeCurrent = staker.activeNext;
}

/** Whether a boundary is due for the staker that moves its index, and so is logged. The total is settled before. */
function isUserBoundaryLogged(pool: Pool, staker: Staker, now: BigInt): boolean {
  if (currentEpoch(pool, now) <= staker.activeEpoch || staker.activeCurrent.equals(staker.activeNext)) return false;
  return !epochIndex(staker.activeEpoch, staker.rewardsIndex).equals(staker.rewardsIndex);
}

/** What one UserIndexUpdated stands for: the boundary if it is due, else now. */
export function settleUserRewardsOnce(pool: Pool, staker: Staker, now: BigInt): void {
  settleTotalActiveBalance(pool, now);
  const isBoundary = isUserBoundaryLogged(pool, staker, now);
  settleActiveBalance(pool, staker, now);
  if (!isBoundary) settleUserRewardsUpToIndex(staker, pool.globalIndex);
}

/** Boundary and now, as a claim, a stake and a transfer settle, before they change anything. */
export function settleUserRewards(pool: Pool, staker: Staker, now: BigInt): void {
  settleGlobalIndex(pool, now);
  settleActiveBalance(pool, staker, now);
  settleUserRewardsUpToIndex(staker, pool.globalIndex);
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
