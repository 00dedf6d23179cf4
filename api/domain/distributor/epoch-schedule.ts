/** MD1EpochSchedule and `getIpfsEpoch`: the distributor's own epochs. Times in seconds; the only rounding is downwards. */
import { epochAt } from '../epoch-schedule.ts';
import type { EpochParameters } from '../state.ts';

/** `getCurrentEpoch()`: null before epoch zero, where the view reverts. */
export function currentEpoch(schedule: EpochParameters, at: bigint): bigint | null {
  return epochAt(schedule, at);
}

/**
 * `getIpfsEpoch()`: the epoch of the second `ipfsUpdatePeriod` before `at`, as statistics are published that long after
 * an epoch's end; null where that is before epoch zero and the view reverts.
 */
export function ipfsEpoch(schedule: EpochParameters, ipfsUpdatePeriod: bigint, at: bigint): bigint | null {
  return epochAt(schedule, at - ipfsUpdatePeriod);
}
