/** The samples taken: one row for each market and minute, with the best prices at that instant. */
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import { SAMPLES_PER_EPOCH } from '../../api/domain/lp-rewards/rules.ts';
import type { Chunk } from '../chunk-sql.ts';
import type { Database } from '../database.ts';
import { MOST_PRICE } from './limits.ts';
import { rowOf, type Table } from './tables.ts';

/** Without best prices, where the orders themselves give them. */
export const TAKEN_COLUMNS = { market: 'text', sample: 'integer' } as const;
export const SAMPLE_COLUMNS = { market: 'text', sample: 'integer', best_bid: 'integer', best_ask: 'integer' } as const;

const FAULTS: Readonly<Record<string, { code: string; says: string }>> = {
  missing: { code: 'LP_ROW', says: 'a cell is empty' },
  sample: { code: 'LP_ROW', says: `the sample is none of 0 to ${SAMPLES_PER_EPOCH - 1}` },
  price: { code: 'LP_ROW', says: 'a price is not above zero, or absurd' },
  crossed: { code: 'LP_BOOK_CROSSED', says: 'the best bid is not below the best ask' },
  twice: { code: 'LP_DUPLICATE', says: 'the sample of that market is there already' },
  unsorted: { code: 'LP_UNSORTED', says: 'rows must be sorted by market and sample' },
};

export interface Taken {
  readonly count: number;
  /** Highest number of a sample. */
  readonly last: number;
}

/** Puts them into the database as `samples`, and answers what each market has, in the order of names. */
export async function loadSamples(db: Database, table: Table, best: Chunk['best']): Promise<Map<string, Taken>> {
  // Prices that are never looked at.
  const rows = best === 'samples' ? table.sql : `(select *, 1 as best_bid, 2 as best_ask from ${table.sql})`;
  const [fault] = await db.all(`
    select file_index, row_number, fault from (
      select file_index, row_number, case
        when market is null or sample is null or best_bid is null or best_ask is null then 'missing'
        when sample < 0 or sample >= ${SAMPLES_PER_EPOCH} then 'sample'
        when best_bid <= 0 or best_ask > ${MOST_PRICE} then 'price'
        when best_bid >= best_ask then 'crossed'
        when market = market_before and sample = sample_before then 'twice'
        when market < market_before or (market = market_before and sample < sample_before) then 'unsorted'
      end as fault from (
        select *, lag(market) over () as market_before, lag(sample) over () as sample_before from ${rows}
      )
    ) where fault is not null limit 1`);
  if (fault) {
    const { code, says } = FAULTS[fault.fault ?? ''] as { code: string; says: string };
    throw new LpRewardsError(code, `${rowOf(table, fault)}: ${says}.`);
  }
  await db.all(`create table samples as select market, sample::integer as sample, best_bid::bigint as best_bid,
    best_ask::bigint as best_ask from ${rows}`);
  const counts = await db.all(
    'select market, count(*) as count, max(sample) as last from samples group by market order by market',
  );
  if (counts.length === 0) throw new LpRewardsError('LP_FILE_UNREADABLE', `${table.what} holds no sample.`);
  return new Map(counts.map(({ market, count, last }) => [market ?? '', { count: Number(count), last: Number(last) }]));
}
