/**
 * The epoch schedule over time. The contract knows only the schedule in force; a moment named by an epoch that has
 * ended needs the one in force when it ended.
 */
import { startOf } from './epoch-schedule.ts';

/** A schedule and the second of the transaction that set it (`EpochParametersChanged`). */
export interface ScheduleChange {
  readonly timestamp: bigint;
  readonly interval: bigint;
  readonly offset: bigint;
}

/**
 * The schedule in force at the second `at`, a change of that very second included; null before the first one.
 * `changes` are in the order they were logged. Unix seconds, no rounding.
 */
export function scheduleAt(changes: readonly ScheduleChange[], at: bigint): ScheduleChange | null {
  return changes.findLast((change) => change.timestamp <= at) ?? null;
}

/**
 * First second of epoch `epoch`, unix seconds, by the schedule in force when it began or, if it has not, by the last
 * one. `changes` are in the order they were logged. Null for a negative number and where there is no schedule. Mirrors
 * `getStartOfEpoch(epoch)` as answered while the epoch was beginning; no rounding. A schedule replaced before its
 * epoch zero never began an epoch and is passed over.
 */
export function firstSecondOfEpoch(changes: readonly ScheduleChange[], epoch: bigint): bigint | null {
  if (epoch < 0n) return null;
  for (const [i, change] of changes.entries()) {
    const start = startOf({ epochInterval: change.interval, epochOffset: change.offset }, epoch);
    const replacedBy = changes[i + 1];
    // The contract lets no change move the epoch number, so the first schedule to reach the start is the one that did.
    if (replacedBy === undefined || start <= replacedBy.timestamp) return start;
  }
  return null;
}

/**
 * Last second of epoch `epoch`, unix seconds: the one before the next epoch's first, by the schedule in force when it
 * ended or, if it has not, by the last one. Null for a negative number and where there is no schedule; no rounding.
 */
export function closingSecondOfEpoch(changes: readonly ScheduleChange[], epoch: bigint): bigint | null {
  const end = epoch < 0n ? null : firstSecondOfEpoch(changes, epoch + 1n);
  return end === null ? null : end - 1n;
}
