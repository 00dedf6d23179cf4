// LS1EpochSchedule: time in epochs, by the schedule in force.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool } from '../../generated/schema';
import { rescheduleEpoch } from '../store/epoch';

/** `hasEpochZeroStarted()`. A pool that is not initialised yet has no schedule. */
export function hasEpochZeroStarted(pool: Pool, at: BigInt): boolean {
  return !pool.epochInterval.isZero() && at.ge(pool.epochOffset);
}

/** `getCurrentEpoch()`, rounded down; only once epoch zero has started. */
export function currentEpoch(pool: Pool, at: BigInt): i32 {
  return at.minus(pool.epochOffset).div(pool.epochInterval).toI32();
}

/** `getStartOfEpoch(number)`, unix seconds. */
export function startOfEpoch(pool: Pool, number: i32): BigInt {
  return pool.epochInterval.times(BigInt.fromI32(number)).plus(pool.epochOffset);
}

/** `_setEpochParameters`: the clock of the reward index starts with the first schedule, never before the distribution. */
export function setEpochParameters(pool: Pool, interval: BigInt, offset: BigInt, at: BigInt): void {
  if (pool.epochInterval.isZero()) {
    pool.globalIndexTimestamp = at.gt(pool.distributionStart) ? at : pool.distributionStart;
  }
  pool.epochInterval = interval;
  pool.epochOffset = offset;
  rescheduleEpoch(pool, at);
}

/** `_setBlackoutWindow`. */
export function setBlackoutWindow(pool: Pool, window: BigInt, at: BigInt): void {
  pool.blackoutWindow = window;
  rescheduleEpoch(pool, at);
}
