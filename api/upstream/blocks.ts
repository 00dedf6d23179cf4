/** Blocks by number: from the index where something happened in them, else from the chain if one is configured. */
import { LRUCache } from 'lru-cache';
import type { Block, Head } from '../block.ts';
import { isJsonObject, type Json } from '../json.ts';
import { parseAnswer } from './answer.ts';
import type { Chain } from './chain.ts';
import type { UpstreamClient } from './client.ts';
import type { HeadTracker } from './head.ts';

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

  function key(number: number): string {
    const head = tracker.current();
    if (head === null) return '';
    return number <= head.number - finalityDepth ? `${number}` : `${number}@${head.hash}`;
  }

  async function complete(number: number, indexed: Head | null): Promise<Block> {
    const place = key(number);
    const head = tracker.current();
    const found =
      indexed ?? known.get(place) ?? (head?.number === number ? head : null) ?? (await chain?.block(number)) ?? null;
    if (found === null) return { number, hash: null, timestamp: null };
    if (place !== '') known.set(place, found);
    return found;
  }

  return {
    complete,
    async byNumber(number, signal) {
      const found = known.get(key(number));
      if (found) return found;
      const { data } = parseAnswer(await upstream.ask({ query: QUERY, variables: { number: String(number) } }, signal));
      return complete(number, readBlockEntity(data.blocks));
    },
  };
}

/** The first Block entity of a list; null if the index has none. */
export function readBlockEntity(rows: Json | undefined): Head | null {
  const row = Array.isArray(rows) ? (rows as readonly Json[])[0] : undefined;
  if (!isJsonObject(row) || typeof row.id !== 'string') return null;
  return { number: Number(row.number), hash: row.id, timestamp: BigInt(String(row.timestamp)) };
}
