/** Open orders in every sample. They are more than fit into memory, so they stay in their files and must be sorted. */
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import { SAMPLES_PER_EPOCH } from '../../api/domain/lp-rewards/rules.ts';
import { type Database, quoted } from '../database.ts';
import { MOST_DEPTH, MOST_PRICE } from './limits.ts';
import { rowOf, type Table } from './tables.ts';

export const ORDER_COLUMNS = {
  market: 'text',
  sample: 'integer',
  maker: 'text',
  order: 'integer',
  side: 'text',
  price: 'integer',
  size: 'integer',
} as const;

const FAULTS: Readonly<Record<string, { code: string; says: string }>> = {
  missing: { code: 'LP_ROW', says: 'a cell is empty' },
  market: { code: 'LP_MARKET_UNKNOWN', says: 'no sample was taken in that market' },
  sample: { code: 'LP_ROW', says: `the sample is none of 0 to ${SAMPLES_PER_EPOCH - 1}` },
  maker: { code: 'LP_ROW', says: 'the maker is no address in lower case' },
  side: { code: 'LP_ROW', says: 'the side is neither bid nor ask' },
  sign: { code: 'LP_ORDER_SIZE', says: 'price and size must be above zero' },
  absurd: { code: 'LP_ORDER_SIZE', says: 'price or depth is absurd: above 500,000 USD or 100,000,000 USD' },
  twice: { code: 'LP_DUPLICATE', says: 'that order of that maker is in that sample already' },
  unsorted: { code: 'LP_UNSORTED', says: 'rows must be sorted by market, sample, maker and order' },
};

/** What a row is compared with: the one before it. */
const KEYS = ['market', 'sample', 'maker', 'order'] as const;
type Key = Record<(typeof KEYS)[number], string | null>;

/** One pass over all rows in their order, file by file; the first that is wrong is named. */
export async function checkOrders(
  db: Database,
  table: Table,
  markets: Iterable<string>,
  onProgress: (part: number) => void,
): Promise<void> {
  const known = [...markets].map(quoted).join(', ');
  const { parts } = table;
  let before: Key | undefined;
  for (const [index, rows] of parts.entries()) {
    const [fault] = await db.slowly(faultsSql(rows, known, before), (part) =>
      onProgress((index + part) / parts.length),
    );
    if (fault) {
      const { code, says } = FAULTS[fault.fault ?? ''] as { code: string; says: string };
      throw new LpRewardsError(code, `${rowOf(table, fault)}: ${says}.`);
    }
    before = (await lastOf(db, rows)) ?? before;
    onProgress((index + 1) / parts.length);
  }
}

/** The last row of a file; undefined where it has none. */
async function lastOf(db: Database, rows: string): Promise<Key | undefined> {
  const keys = KEYS.map((key) => `max_by("${key}", row_number) as "${key}"`).join(', ');
  const [last] = await db.all(`select count(*) as rows, ${keys} from ${rows}`);
  return last?.rows === '0' ? undefined : (last as Key);
}

function faultsSql(rows: string, known: string, before: Key | undefined): string {
  const previous = KEYS.map((key) => {
    const first = before === undefined ? '' : `, 1, ${quoted(before[key] ?? '')}`;
    return `lag("${key}"${first}) over () as ${key}_before`;
  }).join(', ');
  return `select file_index, row_number, fault from (
    select file_index, row_number, case
      when market is null or sample is null or maker is null or "order" is null or side is null
        or price is null or size is null then 'missing'
      when market is distinct from market_before and market not in (${known}) then 'market'
      when sample < 0 or sample >= ${SAMPLES_PER_EPOCH} then 'sample'
      when maker is distinct from maker_before and not regexp_full_match(maker, '0x[0-9a-f]{40}') then 'maker'
      when side not in ('bid', 'ask') then 'side'
      when price <= 0 or size <= 0 then 'sign'
      when price > ${MOST_PRICE} or size > ${MOST_DEPTH} or price::hugeint * size::hugeint > ${MOST_DEPTH} then 'absurd'
      when market_before is null or market > market_before then null
      when market < market_before then 'unsorted'
      when sample > sample_before then null
      when sample < sample_before then 'unsorted'
      when maker > maker_before then null
      when maker < maker_before then 'unsorted'
      when "order" = order_before then 'twice'
      when "order" < order_before then 'unsorted'
    end as fault from (select *, ${previous} from ${rows})
  ) where fault is not null limit 1`;
}
