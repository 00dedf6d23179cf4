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
  const chunks: number[][] = [];
  for (let i = 0; i < sorted.length; i += PAGE) chunks.push(sorted.slice(i, i + PAGE));
  const answers = await Promise.all(
    chunks.map((chunk) => request.rows(sub, pin, { first: PAGE, where: among(chunk), orderBy: 'sequence' })),
  );
  const [first] = answers;
  if (first === undefined) return new Map();
  const rows = answers.flatMap(({ list }) => list);
  if (rows.length !== sorted.length) throw new Error('an activity that was listed is not there');
  const texts = await request.write(sub, first, rows);
  return new Map(rows.map((row, i) => [Number(integer(row, sub.key('sequence'))), texts[i] as string]));
}

/** Sequence numbers in ascending order: a stretch without gaps is a shorter question than its numbers. */
function among(sequences: readonly number[]): JsonObject {
  const from = sequences[0] as number;
  const to = sequences.at(-1) as number;
  return to - from === sequences.length - 1
    ? { sequence_gte: from, sequence_lte: to }
    : { sequence_in: [...sequences] };
}
