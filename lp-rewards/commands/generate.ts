/** `generate`: an epoch that might have been, from a seed; for trying and for measuring. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rulesOf, SAMPLES_PER_EPOCH } from '../../api/domain/lp-rewards/rules.ts';
import { type Database, openDatabase, quoted } from '../database.ts';
import type { GenerateOptions } from '../options.ts';
import { publish } from '../write/aside.ts';

interface Shape {
  readonly seed: number;
  readonly samples: number;
  readonly makers: number;
  readonly levels: number;
}

/** The two that have weights of their own, and as many others as are wanted. */
const marketName = (index: number): string =>
  index < 2 ? (['BTC-USD', 'ETH-USD'][index] as string) : `M${String(index - 1).padStart(2, '0')}-USD`;

/** A number from 0 to `below` - 1 that follows from the seed and the names given. */
const drawn = (below: number, seed: number, ...names: (string | number)[]): string =>
  `(hash(${[seed, ...names].join(', ')}) % ${below})::bigint`;

export async function generate(options: GenerateOptions, say: (line: string) => void): Promise<void> {
  const rules = rulesOf(options.epoch);
  const { seed, makers, levels, markets: count } = options;
  const shape = { seed, makers, levels, samples: Math.max(1, Math.round(SAMPLES_PER_EPOCH * options.scale)) };
  const markets = Array.from({ length: count }, (_, index) => marketName(index)).sort();
  await publish(options.out, async (aside) => {
    const db = await openDatabase({ memoryMiB: options.memory, threads: options.threads, spill: aside });
    try {
      const orders = join(aside, 'orders');
      await mkdir(orders);
      let rows = 0;
      for (const market of markets) {
        rows += await writeOrders(db, market, shape, rules.limits(market).maxSpread, join(orders, `${market}.parquet`));
        say(`  ${market}: ${rows.toLocaleString('en')} orders so far`);
      }
      await writeTables(db, markets, shape, aside);
      await putInPlace(aside, options.out);
    } finally {
      db.close();
    }
    return {};
  });
  say(`  written to ${options.out}`);
}

const TABLES = ['samples.parquet', 'volumes.csv', 'previous-volumes.csv', 'stakes.csv', 'orders'];

async function putInPlace(aside: string, out: string): Promise<void> {
  await rm(join(out, 'orders'), { recursive: true, force: true });
  for (const name of TABLES) await rename(join(aside, name), join(out, name));
}

const address = (index: string): string => `'0x' || lpad(lower(to_hex(${index} + 1)), 40, '0')`;

/** Best prices: a middle that wanders between two bounds, and a distance of one to three basis points to each side. */
const samplesOf = (market: string, { seed, samples }: Shape): string => `
  select ${quoted(market)} as market, sample::integer as sample, middle - gap as best_bid, middle + gap as best_ask
  from (select sample, middle, middle // 10000 * (1 + ${drawn(3, seed, quoted(market), 'sample', 1)}) as gap
    from (select sample, ${middleOf(market, seed)} as middle from range(${samples}) r(sample)))`;

const middleOf = (market: string, seed: number): string => {
  const base = `(${drawn(30_000, seed, quoted(market), 2)} + 1) * 100000000`;
  return `(${base} + ${base} // 100 * ${drawn(10, seed, quoted(market), 'sample // 60', 3)})`;
};

/** Some makers are away for a while, some quote one side only, some too far out or too little. */
async function writeOrders(
  db: Database,
  market: string,
  shape: Shape,
  maxSpread: bigint,
  path: string,
): Promise<number> {
  const { seed, samples, makers, levels } = shape;
  const perSample = makers * levels * 2;
  const at = (below: number, tag: number) => drawn(below, seed, quoted(market), 'n', tag);
  await db.all(`copy (
    select ${quoted(market)} as market, s.sample, ${address('maker')} as maker, "order"::smallint as "order", side,
      case side when 'bid' then best_bid - away else best_ask + away end as price,
      greatest(1, depth * 100000000 // ((best_bid + best_ask) // 200000000)) as size
    from (
      select n // ${perSample} as sample, n // ${2 * levels} % ${makers} as maker, n % ${2 * levels} as "order",
        case when n % 2 = 0 then 'bid' else 'ask' end as side, ${at(10_000, 4)} as reach, ${at(30_000, 5)} + 500 as depth
      from range(${samples * perSample}) r(n)
    ) o join (select *, best_bid // 10000 * ${maxSpread} as widest from (${samplesOf(market, shape)})) s
      on s.sample = o.sample, lateral (select reach * widest // 9000 as away)
    where ${drawn(100, seed, quoted(market), 'maker', 'o.sample // 30', 6)} < 70 + maker % 30
      and not (side = 'ask' and maker % 13 = 12)
    order by o.sample, maker, "order"
  ) to ${quoted(path)} (format parquet)`);
  const [counted] = await db.all(`select count(*) as rows from read_parquet(${quoted(path)})`);
  return Number(counted?.rows);
}

async function writeTables(db: Database, markets: readonly string[], shape: Shape, aside: string): Promise<void> {
  const { seed, makers } = shape;
  const list = markets.map(quoted).join(', ');
  const copy = (select: string, name: string, format: string) =>
    db.all(`copy (${select}) to ${quoted(join(aside, name))} (format ${format})`);
  await copy(markets.map((market) => samplesOf(market, shape)).join(' union all '), 'samples.parquet', 'parquet');
  const maker = `${address('k')} as maker`;
  const range = `range(${makers}) r(k)`;
  await copy(
    `select market, ${maker}, ${drawn(1_000_000, seed, 'market', 'k', 7)} * 1000000 as volume
      from unnest([${list}]) m(market), ${range} order by market, maker`,
    'volumes.csv',
    'csv',
  );
  // One in seven stays below the threshold.
  await copy(
    `select ${maker}, case when k % 7 = 6 then 1 else 1000000 + ${drawn(9_000_000, seed, 'k', 8)} end * 1000000 as volume
      from ${range}`,
    'previous-volumes.csv',
    'csv',
  );
  const stake = `${drawn(1_000_000, seed, 'k', 9)}::hugeint * 1000000000000000000 as stake`;
  await copy(`select ${maker}, ${stake} from ${range}`, 'stakes.csv', 'csv');
}
