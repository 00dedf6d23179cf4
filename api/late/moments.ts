/** States between activities: as it stood just before a second, read at that second or one before. */
import { beforeStart } from '../execute/moment.ts';
import { STATE } from '../execute/pinned.ts';
import type { LateRequest, Pin } from '../plan/late.ts';
import { readBlockEntity } from '../upstream/blocks.ts';
import { startSecond, type Timeline } from './timeline.ts';

/** A moment: the state after the last event before the second `before`, rolled forward to the second `at`. */
export interface Moment {
  readonly before: bigint;
  readonly at: bigint;
}

/** The first second of an epoch, before anything happens in it. Unix seconds. */
export function openingOf(timeline: Timeline, epoch: bigint): Moment {
  const start = startSecond(timeline, epoch);
  return { before: start, at: start };
}

/** The last second of an epoch, after all that happened in it. Unix seconds. */
export function closingOf(timeline: Timeline, epoch: bigint): Moment {
  const end = startSecond(timeline, epoch + 1n);
  return { before: end, at: end - 1n };
}

/** Roots of one upstream query. */
const AT_ONCE = 100;

/** The states of moments, none of them later than the request's view. An error with code BEFORE_START if there is none. */
export async function pinsOf(request: LateRequest, moments: readonly Moment[]): Promise<Pin[]> {
  const seconds = [...new Set(moments.map(({ before }) => before))];
  const chunks: bigint[][] = [];
  for (let i = 0; i < seconds.length; i += AT_ONCE) chunks.push(seconds.slice(i, i + AT_ONCE));
  const found = new Map<bigint, Omit<Pin, 'at'>>();
  await Promise.all(
    chunks.map(async (chunk) => {
      const roots = chunk.map(
        (second) =>
          `before${second}: blocks(first: 1, orderBy: number, orderDirection: desc, block: $block, ` +
          `where: { timestamp_lt: "${second}" }) { id number timestamp }`,
      );
      const data = await request.read(`query($block: Block_height) { ${roots.join(' ')} ${STATE} }`, {});
      for (const second of chunk) {
        const block = readBlockEntity(data[`before${second}`]);
        if (block === null) throw beforeStart();
        found.set(second, { block, state: block.hash });
      }
    }),
  );
  return moments.map(({ before, at }) => ({ ...(found.get(before) as Omit<Pin, 'at'>), at }));
}
