/** How long a list is: exact, counted where no record tells it. */
import type { LateRequest, Pin } from '../plan/late.ts';
import type { Range } from './condition.ts';
import type { List } from './list.ts';
import { walk } from './places.ts';

/** Parts of a list that are counted at the same time, and the least they are worth splitting into. */
const PARTS = 8;
const LEAST = 2000;

/** Number of activities in the list; kept, since a state never changes. */
export function countList(request: LateRequest, pin: Pin, list: List): Promise<number> {
  const { from, to } = list.range;
  if (list.known !== null) return Promise.resolve(list.known.length);
  if (list.conditions.length === 0) return Promise.resolve(Math.max(0, to - from + 1));
  return request.once(`activities ${list.digest}`, pin, async () => {
    const counts = await Promise.all(
      parts(list.range).map(async (range) => {
        const found = await walk(request, pin, { ...list, range }, 'asc', Number.POSITIVE_INFINITY);
        return found.length;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  });
}

/** A range in parts of about the same width. */
export function parts({ from, to }: Range): Range[] {
  const width = Math.max(LEAST, Math.ceil((to - from + 1) / PARTS));
  const ranges: Range[] = [];
  for (let start = from; start <= to; start += width) ranges.push({ from: start, to: Math.min(to, start + width - 1) });
  return ranges;
}
