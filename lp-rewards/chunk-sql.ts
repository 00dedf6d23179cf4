/**
 * `order-score.ts` as SQL, to the same last digit. A division of 128-bit numbers is slow in the database, so the quotient
 * is estimated in floating point and then corrected by what the multiplication leaves; `test/lp-rewards/score.test.ts`
 * holds the two against each other.
 */
import type { Limits } from '../api/domain/lp-rewards/eras.ts';
import { quoted } from './database.ts';

export interface Chunk {
  readonly market: string;
  /** First sample and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Where the best prices are given: with the samples, or by the orders themselves. */
  readonly best: 'samples' | 'orders';
}

/** USD base units (10^-6) in the unit of price times size. */
const fullDepth = ({ minDepth }: Limits): bigint => minDepth * 10n ** 10n;

const within = ({ market, from, to }: Chunk): string =>
  `market = ${quoted(market)} and sample >= ${from} and sample < ${to}`;

/** Best prices of each sample. Where a side has no order that is deep enough there is none, and nothing can score. */
const bestOf = (orders: string, chunk: Chunk, limits: Limits): string =>
  chunk.best === 'samples'
    ? `select sample, best_bid, best_ask from samples where ${within(chunk)}`
    : `select s.sample, best_bid, best_ask from (select sample from samples where ${within(chunk)}) s left join (
        select sample, max(price) filter (side = 'bid')::bigint as best_bid,
          min(price) filter (side = 'ask')::bigint as best_ask
        from ${orders} where ${within(chunk)} and price::hugeint * size::hugeint >= ${fullDepth(limits)} group by sample
      ) b on b.sample = s.sample`;

/** Orders of the chunk with their sample's best prices. */
export const ordersOf = (orders: string, chunk: Chunk, limits: Limits): string => `
  select file_index, row_number, maker, o.sample, side, price::bigint as price, price::hugeint * size::hugeint as depth,
    s.sample is not null as is_taken, best_bid, best_ask, best_bid + best_ask as twice_middle
  from (select * from ${orders} where ${within(chunk)}) o
  left join (${bestOf(orders, chunk, limits)}) s on s.sample = o.sample`;

export const faultOf = (limits: Limits): string => `case
  when not is_taken then 'sample'
  when side = 'bid' and price >= best_ask or side = 'ask' and price <= best_bid then 'crossed'
  when depth >= ${fullDepth(limits)} and (side = 'bid' and price > best_bid or side = 'ask' and price < best_ask)
    then 'best' end`;

/** A row for each maker. */
export const scoring = (orders: string, chunk: Chunk, limits: Limits): string => `
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
                select *, coalesce(depth > ${fullDepth(limits)} and twice_distance > 0
                  and twice_distance * 10000 < twice_middle * ${limits.maxSpread}, false) as qualifies,
                  ${faultOf(limits)} is not null as is_faulty
                from (
                  select *, abs(2 * price - coalesce(twice_middle, 0)) as twice_distance
                  from (${ordersOf(orders, chunk, limits)})
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
