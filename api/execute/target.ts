/** Which block a view reads, once variables are known, and under which key its answers are kept. */
import { valueFromASTUntyped } from 'graphql';
import { finalUpTo, type Head } from '../block.ts';
import { ApiError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { Pin } from '../plan/late.ts';
import type { View } from '../plan/plan.ts';
import { neverBefore } from '../upstream/unshared.ts';

export type Target =
  | { readonly kind: 'head' }
  | { readonly kind: 'atLeast'; readonly number: number }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'hash'; readonly hash: string }
  /** A state named by its hash: what is kept of it holds whatever becomes of the chain. */
  | { readonly kind: 'pinned'; readonly pin: Pin }
  /** Not a block argument: the Graph Node will say what is wrong with it. */
  | { readonly kind: 'malformed' };

export function blockTarget(view: View, variables: JsonObject): Target {
  const { argument } = view.source;
  const value = argument && valueFromASTUntyped(argument, variables as Record<string, unknown>);
  if (value === null || value === undefined) return { kind: 'head' };
  if (!isJsonObject(value)) return { kind: 'malformed' };
  if (view.source.kind === 'named') {
    const number = view.source.block(value);
    return number === null ? { kind: 'head' } : { kind: 'number', number };
  }
  // The order in which a Graph Node looks when several are given.
  if (typeof value.hash === 'string') return { kind: 'hash', hash: prefixed(value.hash.toLowerCase()) };
  if (typeof value.number === 'number') return { kind: 'number', number: value.number };
  if (typeof value.number_gte === 'number') return { kind: 'atLeast', number: value.number_gte };
  return { kind: 'malformed' };
}

/** A Graph Node takes hashes with and without 0x. */
function prefixed(hash: string): string {
  return hash.startsWith('0x') ? hash : `0x${hash}`;
}

/**
 * Condition on the Block entity of a target; one that nothing meets where it is the head. With `isOnce` no other query has
 * the same: a Graph Node keeps what it read at a number after the block with that number was replaced.
 */
export function blockFilter(target: Target, isOnce: boolean): JsonObject {
  if (target.kind === 'number') return { number: String(target.number), ...(isOnce && { id_not: neverBefore() }) };
  if (target.kind === 'hash') return { id: target.hash };
  return { number: '-1' };
}

/**
 * Key of a target's state while `head` is the newest block; null where nothing may be kept. Blocks far enough below
 * the head do not change any more; nearer ones are kept only as long as the head stands, so no reorg leaves a trace.
 */
export function targetKey(target: Target, head: Head | null, finalityDepth: number): string | null {
  if (target.kind === 'pinned')
    return target.pin.state === null ? null : `${target.pin.block.number}#${target.pin.state}`;
  if (head === null || target.kind === 'malformed') return null;
  if (target.kind === 'head') return `head@${head.hash}`;
  if (target.kind === 'atLeast') return `gte${target.number}@${head.hash}`;
  if (target.kind === 'hash') return `${target.hash}@${head.hash}`;
  return target.number <= finalUpTo(head, finalityDepth) ? `${target.number}` : `${target.number}@${head.hash}`;
}

/** An integer as the API takes it: digits in a string, or a number that is exact. */
export function readInteger(value: unknown, name: string): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?\d{1,78}$/.test(value)) return BigInt(value);
  throw new ApiError('BAD_USER_INPUT', `The argument ${name} must be a whole number, written in digits: correct it.`);
}
