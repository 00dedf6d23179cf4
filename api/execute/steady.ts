/** Reading what needs several looks, near the head, where a reorganisation may come between them. */
import { type Block, finalUpTo, type Head } from '../block.ts';
import type { Json } from '../json.ts';
import { readBlockEntity } from '../upstream/blocks.ts';
import { createPatience } from '../upstream/patience.ts';
import type { Gateway } from './gateway.ts';
import type { Target } from './target.ts';

/** What was read, of which blocks, and whether the same answer told them: then no second look came between. */
export interface Look<Value> {
  readonly value: Value;
  readonly blocks: readonly Block[];
  readonly tellsItsBlocks: boolean;
}

/**
 * What `work` read, where it tells its blocks, or the newest indexed block before it was theirs or a later one and is
 * still on the chain after it, so that all of it is of one chain; else it is done again. `isOnce` asks for variables that
 * share no answer to an earlier question. Only for targets by number or hash that a reorganisation may reach: of others one
 * look tells all.
 */
export async function steadily<Value>(
  { tracker, finalityDepth }: Pick<Gateway, 'tracker' | 'finalityDepth'>,
  targets: readonly Target[],
  work: (isOnce: boolean) => Promise<Look<Value>>,
): Promise<Value> {
  let before = tracker.current();
  const final = finalUpTo(before, finalityDepth);
  if (!targets.some((target) => target.kind === 'hash' || (target.kind === 'number' && target.number > final)))
    return (await work(false)).value;
  before ??= await tracker.poll();
  const again = createPatience();
  for (;;) {
    const { value, blocks, tellsItsBlocks } = await work(true);
    if (tellsItsBlocks) return value;
    const after = await tracker.poll();
    if (before && after && isUpTo(before, blocks) && tracker.follows(after, before)) return value;
    before = after;
    await again();
  }
}

function isUpTo(head: Head, blocks: readonly Block[]): boolean {
  return blocks.every(({ number }) => number <= head.number);
}

/** Whether each target by number or hash came with its Block entity. */
export function allTold(targets: readonly Target[], rows: readonly (Json | undefined)[]): boolean {
  return targets.every(({ kind }, i) => (kind !== 'hash' && kind !== 'number') || readBlockEntity(rows[i]) !== null);
}
