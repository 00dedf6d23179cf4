/** Under which head an answer stands: it is kept for exactly as long as that block is the newest, or for good. */
import { type Block, finalUpTo, type Head } from '../block.ts';
import type { Lifetime } from './answer.ts';
import type { Gateway } from './gateway.ts';
import { type Target, targetKey } from './target.ts';

/**
 * The newest block when an answer was given: the answer's own word where one of its roots read the head; else the
 * tracker's, if that did not change meanwhile; null where neither is sure, and the answer is not kept.
 */
export function standingHead(
  gateway: Gateway,
  targets: readonly Target[],
  blocks: readonly Block[],
  before: Head | null,
): Head | null {
  const i = targets.findIndex(({ kind }) => kind === 'head' || kind === 'atLeast');
  const block = i < 0 ? null : blocks[i];
  if (block) {
    const { number, hash, timestamp } = block;
    return hash === null || timestamp === null ? null : { number, hash, timestamp };
  }
  return before !== null && gateway.tracker.current()?.hash === before.hash ? before : null;
}

/** Key of an answer by request and block of every view; null where it may not be kept. */
export function answerKey(
  gateway: Gateway,
  request: string,
  targets: readonly Target[],
  head: Head | null,
): string | null {
  let key = request;
  for (const target of targets) {
    const part = targetKey(target, head, gateway.finalityDepth);
    if (part === null) return null;
    key += ` ${part}`;
  }
  return key;
}

/** Final where the client named every block, and all of them lie deeper than a reorganisation reaches. */
export function lifetimeOf(gateway: Gateway, targets: readonly Target[], blocks: readonly Block[]): Lifetime {
  const head = gateway.tracker.lastSeen();
  if (head === null || targets.length === 0) return 'head';
  const final = targets.every(({ kind }, i) => {
    const block = blocks[i] as Block;
    // What is not known of a block may become known.
    const isKnown = block.hash !== null && block.timestamp !== null;
    return (kind === 'number' || kind === 'hash') && isKnown && block.number <= finalUpTo(head, gateway.finalityDepth);
  });
  return final ? 'final' : 'head';
}
