/** The root `poolSeries`: hours or days without gaps. */
import { integer } from '../derived/rows.ts';
import { fillSeries } from '../domain/series.ts';
import { readTimeline } from '../late/timeline.ts';
import type { LateField, LateRequest } from '../plan/late.ts';
import { objectWriter } from '../plan/object-writer.ts';
import { writeScalar } from '../plan/write.ts';
import { FLOWS, type Row, readerOf } from './point.ts';
import { readRecords } from './records.ts';
import { readSpan, type Span } from './span.ts';
import { readStats } from './stats.ts';

export const poolSeries: LateField = {
  needs: [],
  compile({ scope, type, sets }) {
    const verbs = new Set<string>();
    const write = objectWriter<Row>(scope, type, sets, (name) => {
      const verb = FLOWS[name];
      if (verb !== undefined) verbs.add(verb);
      const read = readerOf(name);
      return (row) => writeScalar(read(row));
    });
    return async (_rows, request) => {
      const span = await readSpan(request);
      return [span === null ? '[]' : await writeSeries(request, span, [...verbs], write)];
    };
  },
};

async function writeSeries(
  request: LateRequest,
  span: Span,
  verbs: readonly string[],
  write: (row: Row) => string,
): Promise<string> {
  const [{ before, records, counts }, amounts, timeline] = await Promise.all([
    readRecords(request, span),
    readAmounts(request, span, verbs),
    readTimeline(request),
  ]);
  const { length, start, end, now } = span;
  const source = { length, from: start, to: end - 1n, now, before, records, changes: timeline.schedules };
  const texts: string[] = [];
  for (const point of fillSeries(source))
    texts.push(write({ point, count: counts.get(point.start) ?? 0n, amounts: amounts.get(point.start) }));
  request.spend(texts.length);
  return `[${texts.join(',')}]`;
}

const STATS = { summed: 'flowStats_collection', single: 'flowDatas', filter: 'Flow', fields: 'verb amount' };

/** Amounts by bucket and verb; only those of the verbs. */
async function readAmounts(
  request: LateRequest,
  span: Span,
  verbs: readonly string[],
): Promise<ReadonlyMap<bigint, ReadonlyMap<string, bigint>>> {
  const amounts = new Map<bigint, Map<string, bigint>>();
  if (verbs.length === 0) return amounts;
  for (const { bucket, row } of await readStats(request, STATS, span, { verb_in: [...verbs] })) {
    const verb = String(row.verb);
    const ofBucket = amounts.get(bucket) ?? new Map<string, bigint>();
    amounts.set(bucket, ofBucket.set(verb, (ofBucket.get(verb) ?? 0n) + integer(row, 'amount')));
  }
  return amounts;
}
