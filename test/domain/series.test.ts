/** Series without gaps: nothing is missing, and each row reads what the pool itself would have answered at its end. */
import { describe, expect, it } from 'vitest';
import { poolAt } from '../../api/domain/pool-at.ts';
import {
  bucketCount,
  bucketStart,
  EMPTY_RECORD,
  fillSeries,
  type PoolRecord,
  type SeriesPoint,
  type SeriesSource,
  utilization,
} from '../../api/domain/series.ts';
import type { PoolState } from '../../api/domain/state.ts';

const HOUR = 3600n;
const DAY = 24n * HOUR;
const MIDNIGHT = 19_000n * DAY;
/** Epochs of two days; epoch zero begins at noon. */
const OFFSET = MIDNIGHT + 12n * HOUR;
const CHANGES = [{ timestamp: MIDNIGHT - DAY, interval: 2n * DAY, offset: OFFSET }];

const RECORD: PoolRecord = {
  totalActive: { epoch: 0n, current: 900n, next: 700n },
  totalInactive: { epoch: 0n, current: 0n, next: 200n },
  totalBorrowedBalance: 300n,
  totalBorrowerDebtBalance: 5n,
  totalDebtAvailableToWithdraw: 2n,
  tokenBalance: 602n,
};

function rows(source: Partial<SeriesSource>): SeriesPoint[] {
  return [
    ...fillSeries({
      length: DAY,
      from: MIDNIGHT,
      to: MIDNIGHT + 4n * DAY,
      now: MIDNIGHT + 5n * DAY,
      before: EMPTY_RECORD,
      records: new Map([[MIDNIGHT, RECORD]]),
      changes: CHANGES,
      ...source,
    }),
  ];
}

function stateOf(record: PoolRecord): PoolState {
  return {
    ...record,
    epochInterval: 2n * DAY,
    epochOffset: OFFSET,
    blackoutWindow: HOUR,
    rewardsPerSecond: 0n,
    distributionStart: 0n,
    distributionEnd: 0n,
    globalIndex: 0n,
    globalIndexTimestamp: 0n,
    cumulativeEmittedRewards: 0n,
    shortfalls: [],
    epochIndexes: new Map(),
  };
}

describe('buckets', () => {
  it('begin on multiples of their length', () => {
    expect(bucketStart(MIDNIGHT + DAY - 1n, DAY)).toBe(MIDNIGHT);
    expect(bucketStart(MIDNIGHT, DAY)).toBe(MIDNIGHT);
    expect(bucketStart(MIDNIGHT + HOUR, HOUR)).toBe(MIDNIGHT + HOUR);
  });

  it('are counted with both ends', () => {
    expect(bucketCount(MIDNIGHT + 5n, MIDNIGHT + 7n, DAY)).toBe(1n);
    expect(bucketCount(MIDNIGHT + DAY - 1n, MIDNIGHT + DAY, DAY)).toBe(2n);
    expect(bucketCount(MIDNIGHT, MIDNIGHT - 1n, DAY)).toBe(0n);
  });
});

describe('a series', () => {
  it('has a row for each day, quiet ones marked', () => {
    const series = rows({});
    expect(series.map(({ start }) => (start - MIDNIGHT) / DAY)).toEqual([0n, 1n, 2n, 3n, 4n]);
    expect(series.map(({ filled }) => filled)).toEqual([false, true, true, true, true]);
    expect(series.every(({ start, end, balancesAt }) => end === start + DAY && balancesAt === end - 1n)).toBe(true);
  });

  it('rolls over an epoch boundary on a quiet day, not before', () => {
    const series = rows({});
    expect(series.map(({ epoch }) => epoch)).toEqual([0n, 0n, 1n, 1n, 2n]);
    expect(series.map(({ totalActive }) => totalActive.current)).toEqual([900n, 900n, 700n, 700n, 700n]);
    expect(series.map(({ totalInactive }) => totalInactive.current)).toEqual([0n, 0n, 200n, 200n, 200n]);
    expect(series.map(({ totalActive }) => totalActive.next)).toEqual([700n, 700n, 700n, 700n, 700n]);
    expect(series.every(({ tokenBalance }) => tokenBalance === 602n)).toBe(true);
  });

  it('reads what the pool itself reads at each second', () => {
    for (const length of [HOUR, DAY])
      for (const row of rows({ length, now: MIDNIGHT + 3n * DAY + 61n, to: MIDNIGHT + 3n * DAY + 60n })) {
        const pool = poolAt(stateOf(RECORD), row.balancesAt);
        expect([row.epoch, row.totalActive, row.totalInactive]).toEqual([
          pool.epoch,
          pool.totalActive,
          pool.totalInactive,
        ]);
      }
  });

  it('reads the running bucket at the second of the state', () => {
    const now = MIDNIGHT + 2n * DAY + 12n * HOUR - 1n;
    const series = rows({ to: now, now });
    expect(series.at(-1)).toMatchObject({ balancesAt: now, epoch: 0n, totalActive: { current: 900n } });
    expect(rows({ to: now, now: now + 1n }).at(-1)).toMatchObject({ epoch: 1n, totalActive: { current: 700n } });
  });

  it('carries the record before its first row', () => {
    const series = rows({ from: MIDNIGHT + DAY, before: RECORD, records: new Map() });
    expect(series.map(({ filled }) => filled)).toEqual([true, true, true, true]);
    expect(series.map(({ totalActive }) => totalActive.current)).toEqual([900n, 700n, 700n, 700n]);
  });

  it('follows a schedule that is changed midway', () => {
    const changed = { timestamp: MIDNIGHT + DAY, interval: 4n * DAY, offset: OFFSET };
    const series = rows({ changes: [...CHANGES, changed] });
    expect(series.map(({ epoch }) => epoch)).toEqual([0n, 0n, 0n, 0n, 1n]);
    expect(series.map(({ totalActive }) => totalActive.current)).toEqual([900n, 900n, 900n, 900n, 700n]);
  });

  it('reads totals as zero before epoch zero, money as it is', () => {
    const [first] = rows({ from: MIDNIGHT - DAY, before: RECORD, records: new Map() });
    expect(first).toMatchObject({ epoch: null, totalActive: { current: 0n, next: 0n }, tokenBalance: 602n });
  });
});

describe('utilization', () => {
  it('is borrowed of active, of 10,000, rounded down; nothing where nothing is active', () => {
    expect(utilization(RECORD)).toBe(3333n);
    expect(utilization({ ...RECORD, totalBorrowedBalance: 1800n })).toBe(20_000n);
    expect(utilization(EMPTY_RECORD)).toBeNull();
  });
});
