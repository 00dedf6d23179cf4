/** A stretch of one market's samples, scored by the database. */
import type { Limits } from '../api/domain/lp-rewards/eras.ts';
import { LpRewardsError } from '../api/domain/lp-rewards/error.ts';
import { type Chunk, faultOf, ordersOf, scoring } from './chunk-sql.ts';
import type { Database } from './database.ts';
import { rowOf, type Table } from './input/tables.ts';

export interface ChunkScore {
  readonly maker: string;
  readonly depth: bigint;
  readonly uptime: bigint;
  readonly orders: number;
  readonly qualifying: number;
}

const FAULTS: Readonly<Record<string, { code: string; says: string }>> = {
  sample: { code: 'LP_SAMPLE_MISSING', says: 'no such sample of the market was taken' },
  crossed: { code: 'LP_BOOK_CROSSED', says: 'the order crosses the best price of the other side' },
  best: { code: 'LP_BOOK_CROSSED', says: 'the order is better than the best price of its sample' },
};

export async function scoreChunk(db: Database, table: Table, chunk: Chunk, limits: Limits): Promise<ChunkScore[]> {
  const rows = await db.all(scoring(table.sql, chunk, limits));
  if (rows.some(({ is_faulty }) => is_faulty === 'true')) throw await firstFault(db, table, chunk, limits);
  return rows.map(({ maker, depth, uptime, orders, qualifying }) => ({
    maker: maker ?? '',
    depth: BigInt(depth ?? 0),
    uptime: BigInt(uptime ?? 0),
    orders: Number(orders),
    qualifying: Number(qualifying),
  }));
}

async function firstFault(db: Database, table: Table, chunk: Chunk, limits: Limits): Promise<LpRewardsError> {
  const [row = {}] = await db.all(`select file_index, row_number, ${faultOf(limits)} as fault
    from (${ordersOf(table.sql, chunk, limits)}) where fault is not null order by file_index, row_number limit 1`);
  const { code, says } = FAULTS[row.fault ?? ''] as { code: string; says: string };
  return new LpRewardsError(code, `${rowOf(table, row)}: ${says}.`);
}
