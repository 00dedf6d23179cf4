/** LS1EpochSchedule: which epoch a second belongs to. Times and lengths in seconds; the only rounding is downwards. */
import type { EpochParameters, PoolAt } from './state.ts';

/**
 * Number of the epoch that holds the second `at`, rounded down; null before epoch zero, where `getCurrentEpoch`
 * reverts, and for a pool that was never initialised.
 */
export function epochAt({ epochInterval, epochOffset }: EpochParameters, at: bigint): bigint | null {
  return epochInterval === 0n || at < epochOffset ? null : (at - epochOffset) / epochInterval;
}

/**
 * Seconds until the next epoch: at least 1, and the whole interval at the first second. Null before epoch zero, where
 * `getTimeRemainingInCurrentEpoch` reverts.
 */
export function timeRemainingAt({ epochInterval, epochOffset }: EpochParameters, at: bigint): bigint | null {
  return epochInterval === 0n || at < epochOffset ? null : epochInterval - ((at - epochOffset) % epochInterval);
}

/** First second of epoch `epoch` by the given parameters. No rounding; the same before epoch zero. */
export function startOf({ epochInterval, epochOffset }: EpochParameters, epoch: bigint): bigint {
  return epochOffset + epoch * epochInterval;
}

/** `hasEpochZeroStarted()`: true from the first second of epoch zero on. */
export function hasEpochZeroStarted(pool: PoolAt): boolean {
  return pool.epoch !== null;
}

/** `getCurrentEpoch()`: number of the current epoch, rounded down; null before epoch zero, where the view reverts. */
export function currentEpoch(pool: PoolAt): bigint | null {
  return pool.epoch;
}

/** `getTimeRemainingInCurrentEpoch()`: seconds, from 1 to the interval; null before epoch zero, where it reverts. */
export function timeRemainingInCurrentEpoch(pool: PoolAt): bigint | null {
  return pool.timeRemaining;
}

/**
 * `getStartOfEpoch(epoch)`: unix seconds, by the parameters in force now, also for epochs that began under others. No
 * rounding; the same before epoch zero.
 */
export function startOfEpoch(pool: PoolAt, epoch: bigint): bigint {
  return startOf(pool.state, epoch);
}

/** `inBlackoutWindow()`: whether these are the last `blackoutWindow` seconds of an epoch; false before epoch zero. */
export function inBlackoutWindow(pool: PoolAt): boolean {
  return pool.inBlackoutWindow;
}
