/** Reading what needs several looks, near the head, where a reorganisation may come between them. */
import { ApiError } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import { parseAnswer } from '../upstream/answer.ts';
import { unshared } from '../upstream/unshared.ts';
import type { Gateway } from './gateway.ts';
import type { Target } from './target.ts';

const ATTEMPTS = 5;

/**
 * The result of `work` when the newest indexed block was the same before and after it, so that all of it is of one chain;
 * else it is done again. `write` makes a query one that shares no answer that was asked for before. Only for targets by number or hash that a reorganisation may reach: of others one look tells all.
 */
export async function steadily<Value>(
  gateway: Gateway,
  targets: readonly Target[],
  work: (write: (query: string) => string) => Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  const known = gateway.tracker.current();
  const final = known === null ? -1 : known.number - gateway.finalityDepth;
  if (!targets.some((target) => target.kind === 'hash' || (target.kind === 'number' && target.number > final)))
    return work((query) => query);
  let before = known?.hash ?? (await newest(gateway, signal));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const value = await work(unshared);
    const after = await newest(gateway, signal);
    if (after === before) return value;
    before = after;
  }
  throw new ApiError('UPSTREAM_UNAVAILABLE', 'The chain is being reorganised: try again in a few seconds.');
}

/** Hash of the newest block at a time after the call. */
async function newest(gateway: Gateway, signal: AbortSignal | undefined): Promise<string> {
  const query = unshared('{ _meta { block { hash } } }');
  const { _meta: meta } = parseAnswer(await gateway.upstream.ask({ query, variables: {} }, signal)).data;
  return isJsonObject(meta) && isJsonObject(meta.block) ? String(meta.block.hash) : '';
}
