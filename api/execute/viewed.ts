/** The block a view was answered from, checked: what the client named is what was read. */
import { type Block, writeBlock } from '../block.ts';
import { ApiError } from '../errors.ts';
import { isJsonObject, type Json } from '../json.ts';
import { blockNotIndexed } from '../upstream/answer.ts';
import { readBlockEntity } from '../upstream/blocks.ts';
import { readHead } from '../upstream/head.ts';
import type { Gateway } from './gateway.ts';
import { StateMoved } from './state-moved.ts';
import type { Target } from './target.ts';

/**
 * The block that `_meta` names, completed. `indexed` is the Block entity of the answer, undefined where it was not
 * asked for. A head seen here is passed on to the tracker; `asked` is when, on the clock of `performance.now()`.
 */
export async function viewedBlock(
  gateway: Gateway,
  target: Target,
  meta: Json | undefined,
  asked: number,
  indexed: Json | undefined,
  signal: AbortSignal | undefined,
): Promise<Block> {
  const block = isJsonObject(meta) ? meta.block : null;
  const number = isJsonObject(block) ? block.number : undefined;
  if (typeof number !== 'number')
    throw new ApiError('UPSTREAM_INVALID', 'The Graph Node did not say which block it answered from: try again.');
  if (target.kind === 'head' || target.kind === 'atLeast') {
    const hash = isJsonObject(block) && typeof block.hash === 'string' ? block.hash : null;
    if (hash === null) return { number, hash, timestamp: null };
    const head = readHead(block) ?? (await gateway.tracker.headOf(hash));
    // It was the newest for so short a time that nobody saw when it was.
    if (head === null) throw new StateMoved();
    gateway.tracker.observe(head, asked);
    return head;
  }
  // A hash that was reorganised away is answered with the block now at its height, so it proves nothing by itself.
  const row = readBlockEntity(indexed);
  const found =
    row === null && (indexed === undefined || target.kind === 'hash')
      ? await gateway.blocks.byNumber(number, signal)
      : await gateway.blocks.complete(number, row);
  if (target.kind === 'hash' && found.hash !== target.hash)
    throw blockNotIndexed(
      `No block of the indexed chain is known by the hash ${shown(target.hash)}: it`,
      gateway.tracker.lastSeen()?.number ?? number,
    );
  return found;
}

function shown(hash: string): string {
  return /^0x[0-9a-f]{1,64}$/.test(hash) ? hash : 'given';
}

/** Number, hash and time of a response's block; all of them where roots name different ones. */
export function writeExtensions(blocks: readonly Block[], targets: readonly Target[]): string {
  const distinct = new Map<number, Block>();
  for (const block of blocks) distinct.set(block.number, block);
  const head = targets.findIndex((target) => target.kind === 'head');
  const main = blocks[Math.max(head, 0)] as Block;
  const all = distinct.size > 1 ? `,"blocks":[${[...distinct.values()].map(writeBlock).join(',')}]` : '';
  return `{"block":${writeBlock(main)}${all}}`;
}
