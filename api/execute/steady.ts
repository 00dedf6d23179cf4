/** Reading what needs several looks, near the head, where a reorganisation may come between them. */
import { finalUpTo } from '../block.ts';
import { isJsonObject, type Json } from '../json.ts';
import { parseAnswer } from '../upstream/answer.ts';
import { readBlockEntity } from '../upstream/blocks.ts';
import { createPatience } from '../upstream/patience.ts';
import { unshared } from '../upstream/unshared.ts';
import type { Gateway } from './gateway.ts';
import type { Target } from './target.ts';

/** What was read, and whether the same answer told which blocks it is of: then no second look came between. */
export interface Look<Value> {
  readonly value: Value;
  readonly tellsItsBlocks: boolean;
}

/**
 * What `work` read, where it tells its blocks or the newest indexed block was the same before and after it, so that all of
 * it is of one chain; else it is done again. `isOnce` asks for variables that share no answer to an earlier question.
 * Only for targets by number or hash that a reorganisation may reach: of others one look tells all.
 */
export async function steadily<Value>(
  gateway: Gateway,
  targets: readonly Target[],
  work: (isOnce: boolean) => Promise<Look<Value>>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  const known = gateway.tracker.current();
  const final = finalUpTo(known, gateway.finalityDepth);
  if (!targets.some((target) => target.kind === 'hash' || (target.kind === 'number' && target.number > final)))
    return (await work(false)).value;
  let before = known?.hash ?? (await newest(gateway, signal));
  const again = createPatience();
  for (;;) {
    const { value, tellsItsBlocks } = await work(true);
    if (tellsItsBlocks) return value;
    const after = await newest(gateway, signal);
    if (after === before) return value;
    before = after;
    await again();
  }
}

/** Hash of the newest block at a time after the call. */
async function newest(gateway: Gateway, signal: AbortSignal | undefined): Promise<string> {
  const query = unshared('{ _meta { block { hash } } }');
  const { _meta: meta } = parseAnswer(await gateway.upstream.ask({ query, variables: {} }, signal)).data;
  return isJsonObject(meta) && isJsonObject(meta.block) ? String(meta.block.hash) : '';
}

/** Whether each target by number or hash came with its Block entity. */
export function allTold(targets: readonly Target[], rows: readonly (Json | undefined)[]): boolean {
  return targets.every(({ kind }, i) => (kind !== 'hash' && kind !== 'number') || readBlockEntity(rows[i]) !== null);
}
