/**
 * Hours and days without gaps. What was recorded in a bucket comes as it is; a quiet bucket carries the stored records
 * on, and every bucket's balances are those at its end. Unix seconds, USDC base units (10^-6).
 */
import { epochAt } from './epoch-schedule.ts';
import { min } from './integers.ts';
import { type ScheduleChange, scheduleAt } from './schedule-history.ts';
import { rollBalance } from './staked-balances.ts';
import { EMPTY_BALANCE, type EpochBalance, type PoolState, TOTAL_ALLOCATION } from './state.ts';

/** The pool's balances as stored after an activity. */
export type PoolRecord = Pick<
  PoolState,
  | 'totalActive'
  | 'totalInactive'
  | 'totalBorrowedBalance'
  | 'totalBorrowerDebtBalance'
  | 'totalDebtAvailableToWithdraw'
  | 'tokenBalance'
>;

/** What a pool holds that nobody has paid into yet. */
export const EMPTY_RECORD: PoolRecord = {
  totalActive: EMPTY_BALANCE,
  totalInactive: EMPTY_BALANCE,
  totalBorrowedBalance: 0n,
  totalBorrowerDebtBalance: 0n,
  totalDebtAvailableToWithdraw: 0n,
  tokenBalance: 0n,
};

/** One bucket, its totals rolled over to `balancesAt`. */
export interface SeriesPoint extends PoolRecord {
  /** First second. */
  readonly start: bigint;
  /** First second after it. */
  readonly end: bigint;
  /** Its last second, or that of the state where it comes earlier. */
  readonly balancesAt: bigint;
  /** Whether nothing was recorded in it. */
  readonly filled: boolean;
  /** At `balancesAt`; null before epoch zero. */
  readonly epoch: bigint | null;
}

/** What a series is made from. */
export interface SeriesSource {
  /** Seconds of a bucket. */
  readonly length: bigint;
  /** A second of the first bucket, and one of the last. */
  readonly from: bigint;
  readonly to: bigint;
  /** Second of the state the records were read at: the end of what is known. */
  readonly now: bigint;
  /** The record before the first bucket. */
  readonly before: PoolRecord;
  /** By the first second of a bucket, the last record in it. */
  readonly records: ReadonlyMap<bigint, PoolRecord>;
  /** In the order they were logged. */
  readonly changes: readonly ScheduleChange[];
}

/** First second of the bucket that holds the second `at`, rounded down to a multiple of `length` seconds. */
export function bucketStart(at: bigint, length: bigint): bigint {
  return at - (at % length);
}

/** Number of buckets from the one that holds `from` to the one that holds `to`; not above 0 where `to` is before it. */
export function bucketCount(from: bigint, to: bigint, length: bigint): bigint {
  return (bucketStart(to, length) - bucketStart(from, length)) / length + 1n;
}

/**
 * Every bucket from the one that holds `from` to the one that holds `to`. Balances are read at the bucket's last second,
 * or at `now` in the one still running, as `poolAt` reads them: totals rolled over the epoch boundaries up to then, by
 * the schedule in force then, zero before epoch zero. Nothing is rounded.
 */
export function* fillSeries({ length, from, to, now, before, records, changes }: SeriesSource): Generator<SeriesPoint> {
  const last = bucketStart(to, length);
  let record = before;
  for (let start = bucketStart(from, length); start <= last; start += length) {
    const recorded = records.get(start);
    record = recorded ?? record;
    const end = start + length;
    const balancesAt = min(end - 1n, now);
    const epoch = epochOf(changes, balancesAt);
    yield {
      ...record,
      totalActive: rolled(record.totalActive, epoch),
      totalInactive: rolled(record.totalInactive, epoch),
      start,
      end,
      balancesAt,
      filled: recorded === undefined,
      epoch,
    };
  }
}

/** Borrowed in parts of what is active, of 10,000, rounded down; null while nothing is active. */
export function utilization({ totalBorrowedBalance, totalActive }: PoolRecord): bigint | null {
  return totalActive.current === 0n ? null : (totalBorrowedBalance * TOTAL_ALLOCATION) / totalActive.current;
}

function epochOf(changes: readonly ScheduleChange[], at: bigint): bigint | null {
  const schedule = scheduleAt(changes, at);
  return schedule && epochAt({ epochInterval: schedule.interval, epochOffset: schedule.offset }, at);
}

/** Views read zero before epoch zero. */
function rolled(balance: EpochBalance, epoch: bigint | null): EpochBalance {
  return epoch === null ? EMPTY_BALANCE : rollBalance(balance, epoch);
}
