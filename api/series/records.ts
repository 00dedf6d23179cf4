/** The pool's balances as last stored in each bucket, and before the first one. */
import { integer } from '../derived/rows.ts';
import { EMPTY_RECORD, type PoolRecord } from '../domain/series.ts';
import { STATE } from '../execute/pinned.ts';
import { objects } from '../execute/pool-context.ts';
import type { JsonObject } from '../json.ts';
import type { LateRequest } from '../plan/late.ts';
import type { Span } from './span.ts';
import { microseconds, readStats } from './stats.ts';

const FIELDS =
  'totalActiveEpoch totalActiveCurrent totalActiveNext totalInactiveEpoch totalInactiveCurrent totalInactiveNext ' +
  'totalBorrowedBalance totalBorrowerDebtBalance totalDebtAvailableToWithdraw tokenBalance';
const STATS = { summed: 'poolStats_collection', single: 'poolDatas', filter: 'Pool', fields: FIELDS };

export interface Records {
  readonly before: PoolRecord;
  /** By the first second of a bucket. */
  readonly records: ReadonlyMap<bigint, PoolRecord>;
  /** Activities with an amount, by the first second of a bucket. */
  readonly counts: ReadonlyMap<bigint, bigint>;
}

export async function readRecords(request: LateRequest, span: Span): Promise<Records> {
  const [before, rows] = await Promise.all([recordBefore(request, span.start), readStats(request, STATS, span, {})]);
  const records = new Map<bigint, PoolRecord>();
  const counts = new Map<bigint, bigint>();
  for (const { bucket, row, count } of rows) {
    records.set(bucket, readRecord(row));
    counts.set(bucket, (counts.get(bucket) ?? 0n) + count);
  }
  return { before, records, counts };
}

const BEFORE = `query($block: Block_height, $where: PoolData_filter!) {
  rows: poolDatas(first: 1, orderBy: id, orderDirection: desc, where: $where, block: $block) { ${FIELDS} }
  ${STATE}
}`;

async function recordBefore(request: LateRequest, second: bigint): Promise<PoolRecord> {
  const where = { timestamp_lt: microseconds(second) };
  const [row] = objects((await request.read(BEFORE, { where })).rows);
  return row === undefined ? EMPTY_RECORD : readRecord(row);
}

function readRecord(row: JsonObject): PoolRecord {
  const balance = (name: string) => ({
    epoch: integer(row, `${name}Epoch`),
    current: integer(row, `${name}Current`),
    next: integer(row, `${name}Next`),
  });
  return {
    totalActive: balance('totalActive'),
    totalInactive: balance('totalInactive'),
    totalBorrowedBalance: integer(row, 'totalBorrowedBalance'),
    totalBorrowerDebtBalance: integer(row, 'totalBorrowerDebtBalance'),
    totalDebtAvailableToWithdraw: integer(row, 'totalDebtAvailableToWithdraw'),
    tokenBalance: integer(row, 'tokenBalance'),
  };
}
