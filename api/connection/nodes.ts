/** The activities of pages, as a client selected them, by sequence number. */
import { integer } from '../derived/rows.ts';
import type { JsonObject } from '../json.ts';
import { PAGE } from '../plan/context.ts';
import type { LateRequest, LateScope, Pin, Sub, SubSpec } from '../plan/late.ts';

/** The query for a selection on Activity. */
export function compileNodes(scope: LateScope, sets: SubSpec['sets']): Sub {
  return scope.sub({ root: 'activities', args: ['first', 'where', 'orderBy'], sets, needs: ['sequence'] });
}

/** JSON text of each activity, whichever lists name it: one that several pages hold is read once. */
export async function readNodes(
  request: LateRequest,
  pin: Pin,
  sub: Sub,
  sequences: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const sorted = [...new Set(sequences)].sort((a, b) => a - b);
  const answers = await Promise.all(
    conditionsFor(sorted).map((where) => request.rows(sub, pin, { first: PAGE, where, orderBy: 'sequence' })),
  );
  const [first] = answers;
  if (first === undefined) return new Map();
  const rows = answers.flatMap(({ list }) => list);
  if (rows.length !== sorted.length) throw new Error('an activity that was listed is not there');
  const texts = await request.write(sub, first, rows);
  return new Map(rows.map((row, i) => [Number(integer(row, sub.key('sequence'))), texts[i] as string]));
}

/**
 * Numbers in one question where they have gaps. A Graph Node hands each of them to its database twice for each of more
 * than 30 tables, and 65,535 are the most that takes.
 */
const SCATTERED = 500;

/** Questions for numbers in ascending order, at most a page each: those without gaps are asked for as a stretch. */
export function conditionsFor(sequences: readonly number[]): JsonObject[] {
  const conditions: JsonObject[] = [];
  for (let i = 0; i < sequences.length; ) {
    const page = sequences.slice(i, i + PAGE);
    const from = page[0] as number;
    const to = page.at(-1) as number;
    const scattered = page.slice(0, SCATTERED);
    const isStretch = to - from === page.length - 1;
    conditions.push(isStretch ? { sequence_gte: from, sequence_lte: to } : { sequence_in: scattered });
    i += isStretch ? page.length : scattered.length;
  }
  return conditions;
}
