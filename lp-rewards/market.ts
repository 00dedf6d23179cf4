/** One market over an epoch, chunk by chunk. */
import { type Rules, SAMPLES_PER_EPOCH } from '../api/domain/lp-rewards/rules.ts';
import { type ChunkScore, scoreChunk } from './chunk.ts';
import type { Chunk } from './chunk-sql.ts';
import type { Database } from './database.ts';
import type { Table } from './input/tables.ts';

/** Samples that are scored at once: so few that their sums fit into the memory. */
const CHUNK_SAMPLES = 4032;

/** By maker, in the order of addresses. `last` is the highest number of a sample of the market. */
export async function scoreMarket(
  db: Database,
  orders: Table,
  market: Pick<Chunk, 'market' | 'best'>,
  last: number,
  rules: Rules,
): Promise<Map<string, ChunkScore>> {
  const makers = new Map<string, ChunkScore>();
  for (let from = 0; from <= last; from += CHUNK_SAMPLES) {
    // The last chunk reaches to the epoch's end, so that orders in samples never taken are found.
    const to = from + CHUNK_SAMPLES > last ? SAMPLES_PER_EPOCH : from + CHUNK_SAMPLES;
    for (const part of await scoreChunk(db, orders, { ...market, from, to }, rules.limits(market.market))) {
      const before = makers.get(part.maker);
      makers.set(part.maker, before ? added(before, part) : part);
    }
  }
  return new Map([...makers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const added = (a: ChunkScore, b: ChunkScore): ChunkScore => ({
  maker: a.maker,
  depth: a.depth + b.depth,
  uptime: a.uptime + b.uptime,
  orders: a.orders + b.orders,
  qualifying: a.qualifying + b.qualifying,
});
