/**
 * A stretch of one market's samples, scored by the database: `order-score.ts` as SQL, to the same last digit. A
 * division of 128-bit numbers is slow there, so the quotient is estimated in floating point and then corrected by
 * what the multiplication leaves; `test/lp-rewards/chunk.test.ts` holds the two against each other.
 */
import type { Limits } from '../api/domain/lp-rewards/eras.ts';
import { LpRewardsError } from '../api/domain/lp-rewards/error.ts';
import { type Database, quoted } from './database.ts';
import { rowOf, type Table } from './input/tables.ts';

export interface Chunk {
  readonly market: string;
  /** First sample and the one after the last. */
  readonly from: number;
  readonly to: number;
}

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

/** Orders of the chunk with their sample's best prices. 10^10: price times size has ten decimals more than USD. */
const ordersOf = (orders: string, { market, from, to }: Chunk): string => `
  select file_index, row_number, maker, o.sample, side, price::bigint as price, price::hugeint * size::hugeint as depth,
    best_bid, best_ask, best_bid + best_ask as twice_middle
  from ${orders} o left join (select * from samples where market = ${quoted(market)}) s on s.sample = o.sample
  where o.market = ${quoted(market)} and o.sample >= ${from} and o.sample < ${to}`;

const faultOf = ({ minDepth }: Limits): string => `case
  when best_bid is null then 'sample'
  when side = 'bid' and price >= best_ask or side = 'ask' and price <= best_bid then 'crossed'
  when depth >= ${minDepth * 10n ** 10n} and (side = 'bid' and price > best_bid or side = 'ask' and price < best_ask)
    then 'best' end`;

const scoring = (orders: string, chunk: Chunk, limits: Limits): string => `
  select maker, sum(least(bid, ask)) as depth, count(*) filter (least(bid, ask) > 0) as uptime, sum(orders) as orders,
    sum(qualifying) as qualifying, bool_or(is_faulty) as is_faulty
  from (
    select maker, sample, sum(case when side = 'bid' then score else 0 end) as bid,
      sum(case when side = 'ask' then score else 0 end) as ask, count(*) as orders,
      count(*) filter (qualifies) as qualifying, bool_or(is_faulty) as is_faulty
    from (
      select *, guess + (rest >= divisor)::integer - (rest < 0)::integer as score
      from (
        select *, dividend - guess * divisor as rest
        from (
          select *, rough + floor((dividend - rough * divisor)::double / divisor::double)::hugeint as guess
          from (
            select *, (dividend::double / divisor::double)::hugeint as rough
            from (
              select maker, sample, side, qualifies, is_faulty,
                case when qualifies then depth * twice_middle else 0 end as dividend,
                case when qualifies then twice_distance::hugeint * 10000000000 else 1 end as divisor
              from (
                select *, depth > ${limits.minDepth * 10n ** 10n} and twice_distance > 0
                  and twice_distance * 10000 < twice_middle * ${limits.maxSpread} as qualifies,
                  ${faultOf(limits)} is not null as is_faulty
                from (
                  select *, abs(2 * price - coalesce(twice_middle, 0)) as twice_distance
                  from (${ordersOf(orders, chunk)})
                )
              )
            )
          )
        )
      )
    )
    group by maker, sample
  )
  group by maker order by maker`;

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
    from (${ordersOf(table.sql, chunk)}) where fault is not null order by file_index, row_number limit 1`);
  const { code, says } = FAULTS[row.fault ?? ''] as { code: string; says: string };
  return new LpRewardsError(code, `${rowOf(table, row)}: ${says}.`);
}
