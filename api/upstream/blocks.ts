/** Blocks by number: from the index where something happened in them, else from the chain if one is configured. */
import { LRUCache } from 'lru-cache';
import { type Block, finalUpTo, type Head } from '../block.ts';
import { isJsonObject, type Json } from '../json.ts';
import { createAgreement } from './agreement.ts';
import { parseAnswer } from './answer.ts';
import type { Chain } from './chain.ts';
import type { UpstreamClient } from './client.ts';
import type { HeadTracker } from './head.ts';
import { createPatience } from './patience.ts';
import { unshared } from './unshared.ts';

export interface Blocks {
  /** What is known of a block; unknown parts are null. */
  byNumber(number: number, signal?: AbortSignal): Promise<Block>;
  /** The same, given what the index has of it, which it then is not asked for. */
  complete(number: number, indexed: Head | null): Promise<Block>;
}

const KEPT = 10_000;
const QUERY = 'query($number: BigInt!) { blocks(first: 1, where: { number: $number }) { id number timestamp } }';

export function createBlocks(
  upstream: UpstreamClient,
  tracker: HeadTracker,
  chain: Chain | null,
  finalityDepth: number,
): Blocks {
  const known = new LRUCache<string, Head>({ max: KEPT });
  const agreement = chain && createAgreement(tracker, chain);

  function key(number: number): string {
    const head = tracker.current();
    if (head === null) return '';
    return number <= finalUpTo(head, finalityDepth) ? `${number}` : `${number}@${head.hash}`;
  }

  /** `place` is where it is kept: the head when it was asked for, which is to be the same when it is known. */
  async function completeAt(place: string, number: number, indexed: Head | null): Promise<Block> {
    const head = tracker.current();
    const found = indexed ?? known.get(place) ?? (head?.number === number ? head : null) ?? (await ofChain(number));
    if (found === null) return { number, hash: null, timestamp: null };
    if (place !== '' && place === key(number)) known.set(place, found);
    return found;
  }

  /**
   * A block near the head is believed to the chain only while it has the index's head too: one of them may be ahead, or on
   * another branch, and is waited for. A chain that does not answer is not.
   */
  async function ofChain(number: number): Promise<Head | null> {
    if (chain === null || agreement === null) return null;
    const again = createPatience();
    for (;;) {
      const found = await chain.block(number);
      if (key(number) === `${number}`) return found;
      if ((tracker.current()?.number ?? 0) < number) await tracker.poll();
      if ((tracker.current()?.number ?? 0) < number) return null;
      if (found === null && (await chain.block('latest')) === null) return null;
      if (found !== null && (await agreement.holds())) return found;
      await agreement.awaited();
      await again();
    }
  }

  return {
    complete: (number, indexed) => completeAt(key(number), number, indexed),
    async byNumber(number, signal) {
      const place = key(number);
      const found = known.get(place);
      if (found) return found;
      const query = place === `${number}` ? QUERY : unshared(QUERY);
      const { data } = parseAnswer(await upstream.ask({ query, variables: { number: String(number) } }, signal));
      return completeAt(place, number, readBlockEntity(data.blocks));
    },
  };
}

/** The first Block entity of a list; null if the index has none. */
export function readBlockEntity(rows: Json | undefined): Head | null {
  const row = Array.isArray(rows) ? (rows as readonly Json[])[0] : undefined;
  if (!isJsonObject(row) || typeof row.id !== 'string') return null;
  return { number: Number(row.number), hash: row.id, timestamp: BigInt(String(row.timestamp)) };
}
