/**
 * Rows of the Graph Node's own series. It sums a bucket up once a later one has begun: at a past block that is exactly
 * the buckets before that of the last activity, so the last one is read row by row.
 */
import { integer } from '../derived/rows.ts';
import { bucketStart } from '../domain/series.ts';
import { STATE } from '../execute/pinned.ts';
import { objects } from '../execute/pool-context.ts';
import type { JsonObject } from '../json.ts';
import { PAGE } from '../plan/context.ts';
import type { LateRequest } from '../plan/late.ts';
import type { Span } from './span.ts';

/** A series: its aggregation, its single rows, and the fields that both have. */
export interface Stats {
  readonly summed: string;
  readonly single: string;
  readonly filter: string;
  readonly fields: string;
}

/** A timestamp as series have it: a string of microseconds. */
export function microseconds(second: bigint): string {
  return String(second * 1_000_000n);
}

/** What a series holds in the buckets of a span, in order. `count` is 1 in rows that are not summed up. */
export async function readStats(
  request: LateRequest,
  { summed, single, filter, fields }: Stats,
  { interval, length, start, end, open }: Span,
  condition: JsonObject,
): Promise<{ readonly bucket: bigint; readonly row: JsonObject; readonly count: bigint }[]> {
  const [closed, running] = await Promise.all([
    readRows(request, `${summed}(interval: ${interval}, `, `${filter}Stats_filter`, `${fields} count`, {
      ...condition,
      ...within(start, open < end ? open : end),
    }),
    open < start || open >= end
      ? []
      : readRows(request, `${single}(`, `${filter}Data_filter`, fields, { ...condition, ...within(open, end) }),
  ]);
  const bucketOf = (row: JsonObject): bigint => bucketStart(integer(row, 'timestamp') / 1_000_000n, length);
  return [
    ...closed.map((row) => ({ bucket: bucketOf(row), row, count: integer(row, 'count') })),
    ...running.map((row) => ({ bucket: bucketOf(row), row, count: 1n })),
  ];
}

function within(from: bigint, before: bigint): JsonObject {
  return { timestamp_gte: microseconds(from), timestamp_lt: microseconds(before) };
}

/** All rows by their ids, which grow with time. */
async function readRows(
  request: LateRequest,
  root: string,
  filter: string,
  fields: string,
  condition: JsonObject,
): Promise<JsonObject[]> {
  const query = `query($block: Block_height, $where: ${filter}!) {
    rows: ${root}first: ${PAGE}, orderBy: id, orderDirection: asc, where: $where, block: $block) { id timestamp ${fields} }
    ${STATE}
  }`;
  const rows: JsonObject[] = [];
  for (let after = '-1'; ; after = String(rows.at(-1)?.id)) {
    const page = objects((await request.read(query, { where: { ...condition, id_gt: after } })).rows);
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}
