// LS1Admin: the schedule and the blackout window, set by governance.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool } from '../../generated/schema';
import { rescheduleEpoch } from '../store/epoch';

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
