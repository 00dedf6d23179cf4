// LS1EpochSchedule: time in epochs, by the schedule in force.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool } from '../../generated/schema';

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
