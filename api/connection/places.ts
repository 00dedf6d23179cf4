/** Which activities a page holds: their sequence numbers, found without reading the activities themselves. */
import { STATE } from '../execute/pinned.ts';
import { objects } from '../execute/pool-context.ts';
import { PAGE } from '../plan/context.ts';
import type { LateRequest, Pin } from '../plan/late.ts';
import { narrow, type Range } from './condition.ts';
import type { Direction } from './cursor.ts';
import type { List } from './list.ts';
import type { PageRequest } from './request.ts';

export interface Places {
  /** In the order of the list. */
  readonly sequences: readonly number[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

export async function findPlaces(request: LateRequest, pin: Pin, list: List, page: PageRequest): Promise<Places> {
  const range = between(list.range, page);
  const direction = page.fromEnd ? opposite(page.direction) : page.direction;
  // One more than the page holds shows whether the list goes on.
  const found = await walk(request, pin, { ...list, range }, direction, page.size + 1);
  const more = found.length > page.size;
  const sequences = found.slice(0, page.size);
  if (page.fromEnd) sequences.reverse();
  // A cursor is a place in the same list at the same state, so the list does not end there.
  return {
    sequences,
    hasNext: (more && !page.fromEnd) || page.before !== null,
    hasPrevious: (more && page.fromEnd) || page.after !== null,
  };
}

/** The part of the range that lies between the cursors. */
function between({ from, to }: Range, { after, before, direction }: PageRequest): Range {
  const [low, high] = direction === 'asc' ? [after, before] : [before, after];
  return {
    from: low === null ? from : Math.max(from, low.sequence + 1),
    to: high === null ? to : Math.min(to, high.sequence - 1),
  };
}

const PLACES = `query($block: Block_height, $first: Int!, $where: Activity_filter!, $direction: OrderDirection!) {
  places: activities(first: $first, where: $where, orderBy: sequence, orderDirection: $direction, block: $block) {
    sequence
  }
  ${STATE}
}`;

/** Sequence numbers of a list from one end of its range on, as many as there are and at most `most`. */
export async function walk(
  request: LateRequest,
  pin: Pin,
  { conditions, known, range }: Omit<List, 'digest'>,
  direction: Direction,
  most: number,
): Promise<number[]> {
  let { from, to } = range;
  const found: number[] = [];
  if (known !== null) {
    const inRange = known.filter((sequence) => sequence >= from && sequence <= to);
    return (direction === 'asc' ? inRange : inRange.reverse()).slice(0, most);
  }
  if (conditions.length === 0) {
    const count = Math.max(0, Math.min(most, to - from + 1));
    return Array.from({ length: count }, (_, i) => (direction === 'asc' ? from + i : to - i));
  }
  while (found.length < most && from <= to) {
    const first = Math.min(PAGE, most - found.length);
    const where = narrow(conditions, { from, to });
    const rows = objects((await request.read(PLACES, { first, where, direction }, pin)).places);
    for (const { sequence } of rows) found.push(Number(sequence));
    if (rows.length < first) break;
    const last = found.at(-1) as number;
    if (direction === 'asc') from = last + 1;
    else to = last - 1;
  }
  return found;
}

function opposite(direction: Direction): Direction {
  return direction === 'asc' ? 'desc' : 'asc';
}
