/** The command `score`: the same figures as the formula, the same bytes on each run, and an error for each wrong row. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochScores, parseFile } from '../../api/domain/lp-rewards/files.ts';
import { type Order, sampleScore } from '../../api/domain/lp-rewards/order-score.ts';
import { rulesOf } from '../../api/domain/lp-rewards/rules.ts';
import { generate } from '../../lp-rewards/commands/generate.ts';
import { query } from '../support/duckdb.ts';
import { type Book, book, MAKERS, scored, written } from './book.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dydx-lp-rewards-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (out: string) => parseFile(epochScores, await readFile(join(out, 'scores.json'), 'utf8'), 'scores');

async function generated(seed: number) {
  const out = join(folder, `epoch-${seed}`);
  const size = { scale: 0.0005, markets: 4, makers: 15, levels: 4, memory: 512, threads: 2 };
  await generate({ epoch: 26, seed, out, ...size }, () => undefined);
  const path = (name: string) => join(out, name);
  return {
    epoch: 26,
    orders: path('orders'),
    samples: path('samples.parquet'),
    volumes: path('volumes.csv'),
    previousVolumes: path('previous-volumes.csv'),
    out: path('out'),
    memory: 512,
    threads: 2,
  };
}

describe('an epoch', () => {
  it('is scored as the formula says, order by order', async () => {
    const options = await generated(7);
    await scored(options);
    const { markets } = await read(options.out);
    const { rows } = await query(`select o.market, o.sample, maker, side, price, size, best_bid, best_ask
      from read_parquet('${options.orders}/*.parquet') o join read_parquet('${options.samples}') s
      on s.market = o.market and s.sample = o.sample`);
    expect(rows.length).toBeGreaterThan(5000);
    const groups = new Map<string, unknown[][]>();
    for (const row of rows) {
      const key = `${row[0]} ${row[2]} ${row[1]}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const expected = new Map<string, { depth: bigint; uptime: bigint }>();
    for (const [key, group] of groups) {
      const [market = '', maker = ''] = key.split(' ');
      const orders = group.map(
        ([, , , side, price, size]): Order => ({
          side: side as Order['side'],
          price: BigInt(String(price)),
          size: BigInt(String(size)),
        }),
      );
      const [first] = group;
      const best = { bid: BigInt(String(first?.[6])), ask: BigInt(String(first?.[7])) };
      const { min } = sampleScore(orders, best, rulesOf(26).limits(market));
      const before = expected.get(`${market} ${maker}`) ?? { depth: 0n, uptime: 0n };
      expected.set(`${market} ${maker}`, { depth: before.depth + min, uptime: before.uptime + (min > 0n ? 1n : 0n) });
    }
    const found = markets.flatMap(({ market, providers }) =>
      providers.map(({ address, depth, uptime }) => [`${market} ${address}`, { depth, uptime }] as const),
    );
    expect(new Map(found)).toEqual(expected);
    expect(found.some(([, { depth }]) => depth === 0n)).toBe(true);
  });

  it('gives the same bytes on one thread and on two, and from a seed the same files', async () => {
    const [one, two] = [await generated(7), await generated(7)];
    await scored({ ...one, threads: 1 });
    const first = await readFile(join(one.out, 'scores.json'), 'utf8');
    await scored(two);
    expect(await readFile(join(two.out, 'scores.json'), 'utf8')).toBe(first);
    const other = await generated(8);
    await scored(other);
    expect(await readFile(join(other.out, 'scores.json'), 'utf8')).not.toBe(first);
  });

  it('gives the same figures from CSV, Parquet and a directory, and names each file with its hash', async () => {
    const options = await written(join(folder, 'csv'), book());
    await scored(options);
    const fromCsv = await read(options.out);
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await copyFile(options.previousVolumes, join(elsewhere, 'volumes.csv'));
    await scored({ ...options, previousVolumes: join(elsewhere, 'volumes.csv') });
    const rowsOf = async () => (await read(options.out)).inputs.map(({ rows }) => rows);
    expect(await rowsOf()).toEqual(fromCsv.inputs.map(({ rows }) => rows));
    const parquet = join(folder, 'orders.parquet');
    await query(
      `copy (select * from read_csv('${options.orders}', types = { maker: 'VARCHAR' })) to '${parquet}' (format parquet)`,
    );
    await scored({ ...options, orders: parquet });
    const fromParquet = await read(options.out);
    expect(fromParquet.markets).toEqual(fromCsv.markets);
    expect(fromCsv.inputs.map(({ role, rows }) => [role, rows])).toEqual([
      ['volumes', 6],
      ['previous volumes', 3],
      ['samples', 6],
      ['orders', 36],
    ]);
    expect(fromCsv.inputs.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
    const directory = join(folder, 'many');
    await mkdir(directory);
    for (const [index, market] of ['BTC-USD', 'SOL-USD'].entries())
      await query(`copy (select * from read_csv('${options.orders}', types = { maker: 'VARCHAR' }) where market = '${market}')
        to '${directory}/${index}.parquet' (format parquet)`);
    await scored({ ...options, orders: directory });
    expect((await read(options.out)).markets).toEqual(fromCsv.markets);
    await copyFile(join(directory, '0.parquet'), join(directory, '2.parquet'));
    await expect(scored({ ...options, orders: directory })).rejects.toMatchObject({
      code: 'LP_UNSORTED',
      message: expect.stringContaining('Row 1 of 2.parquet'),
    });
    const last = `select * from read_parquet('${directory}/1.parquet') offset 17`;
    await query(`copy (${last}) to '${directory}/2.parquet' (format parquet)`);
    await expect(scored({ ...options, orders: directory })).rejects.toMatchObject({
      code: 'LP_DUPLICATE',
      message: expect.stringContaining('Row 1 of 2.parquet'),
    });
  });
});

it('divides to the last unit where floating point is one off: huge depth, no remainder, or one less than the divisor', async () => {
  const middle = 3_000_000_000_000n;
  const all = book();
  const market = 'BTC-USD';
  all.samples = [[market, 0, middle - 1n, middle + 1n]];
  all.volumes = all.volumes.filter(([name]) => name === market);
  const orders = Array.from({ length: 3000 }, (_, index): Order => {
    const away = BigInt(1 + (index % 40) * 997);
    const times = 300_000_000_000n / (2n * away) - BigInt(index * 7);
    const [side, price] = index % 2 === 0 ? (['bid', middle - away] as const) : (['ask', middle + away] as const);
    return { side, price, size: 2n * away * times - BigInt(index % 3 === 0 ? 1 : 0) };
  });
  all.orders = orders.map(({ side, price, size }, index) => [market, 0, MAKERS[0] ?? '', index, side, price, size]);
  const options = await written(folder, all);
  await scored(options);
  const best = { bid: middle - 1n, ask: middle + 1n };
  const expected = sampleScore(orders, best, rulesOf(26).limits(market));
  expect((await read(options.out)).markets[0]?.providers[0]?.depth).toBe(expected.min);
  expect(expected.min).toBeGreaterThan(2n ** 64n);
});

it.each([
  ['at least depth', 10_000_000_000n, 1_000_000_000n, 0n],
  ['above it', 10_000_000_000n, 1_000_000_001n, 1n],
  ['at the widest spread', 9_969_960_000n, 2_000_000_000n, 0n],
  ['within it', 9_969_960_001n, 2_000_000_000n, 1n],
])('takes the limits strictly: a bid %s', async (_name, price, size, uptime) => {
  const all = book();
  const [market, maker] = ['SOL-USD', MAKERS[0] ?? ''];
  all.samples = [[market, 0, 10_000_000_000n, 10_020_000_000n]];
  all.volumes = all.volumes.filter(([name]) => name === market);
  all.orders = [
    [market, 0, maker, 0, 'bid', price, size],
    [market, 0, maker, 1, 'ask', 10_020_000_000n, 10n ** 10n],
  ];
  const options = await written(folder, all);
  await scored(options);
  expect((await read(options.out)).markets[0]?.providers[0]?.uptime).toBe(uptime);
});

it('takes best prices from the orders where they are the whole book', async () => {
  const all = book();
  // Another middle would give other scores: the best bid is moved, by one maker's order.
  for (const row of all.orders)
    if (row[2] === MAKERS[0] && row[4] === 'bid') row[5] = BigInt(String(row[5])) - 2_000_000n;
  const bests = all.samples.map(([market, sample]) => {
    const of = (side: string) =>
      all.orders
        .filter((row) => row[0] === market && row[1] === sample && row[4] === side)
        .map((row) => BigInt(String(row[5])));
    const sorted = (side: string) => of(side).sort((a, b) => (a < b ? -1 : 1));
    return [market ?? '', sample ?? '', sorted('bid').at(-1) ?? '', sorted('ask')[0] ?? ''];
  });
  const given = await written(join(folder, 'given'), { ...all, samples: bests });
  await scored(given);
  const derived = await written(join(folder, 'derived'), {
    ...all,
    samples: all.samples.map((row) => [...row.slice(0, 2), '', '']),
  });
  await scored({ ...derived, bestFromOrders: true });
  const { markets } = await read(derived.out);
  expect(markets).toEqual((await read(given.out)).markets);
  expect(markets.every(({ providers }) => providers.every(({ depth }) => depth > 0n))).toBe(true);
});

it('scores nothing where one side of the whole book is empty, and finds it crossed', async () => {
  const all = book();
  all.orders = all.orders.filter((row) => row[1] !== 1 || row[4] === 'bid');
  const options = await written(folder, all);
  await scored({ ...options, bestFromOrders: true });
  const { markets } = await read(options.out);
  expect(markets.flatMap(({ providers }) => providers.map(({ uptime }) => uptime))).toEqual([2n, 2n, 2n, 2n, 2n, 2n]);
  const crossed = book();
  set('orders', 2, 5, 3_100_000_000_000n)(crossed);
  const wrong = await written(folder, crossed);
  await expect(scored({ ...wrong, bestFromOrders: true })).rejects.toMatchObject({ code: 'LP_BOOK_CROSSED' });
});

it('names a Parquet file that is cut off', async () => {
  const options = await generated(7);
  const path = join(options.orders, 'BTC-USD.parquet');
  await writeFile(path, (await readFile(path)).subarray(0, -100));
  await expect(scored(options)).rejects.toMatchObject({ code: 'LP_FILE_UNREADABLE', message: /BTC-USD.parquet/ });
});

const [maker = ''] = MAKERS;
const set = (table: keyof Book, row: number, column: number, cell: string | number | bigint | null) => (all: Book) => {
  (all[table][row] as Book['orders'][number])[column] = cell;
};
const swap = (table: keyof Book, row: number) => (all: Book) => {
  all[table].splice(row, 2, ...all[table].slice(row, row + 2).reverse());
};
const again = (table: keyof Book, row: number) => (all: Book) => {
  all[table].splice(row, 0, all[table][row] as Book['orders'][number]);
};

describe('what is wrong is named with its row, and nothing is written', () => {
  it.each<[string, string, string, (all: Book) => void]>([
    ['a market without samples', 'LP_MARKET_UNKNOWN', 'Row 36 of orders.csv', set('orders', 35, 0, 'XYZ-USD')],
    ['volumes of such a market', 'LP_MARKET_UNKNOWN', 'XYZ-USD', set('volumes', 5, 0, 'XYZ-USD')],
    ['orders out of order', 'LP_UNSORTED', 'Row 6 of orders.csv', swap('orders', 4)],
    ['an order twice', 'LP_DUPLICATE', 'Row 4 of orders.csv', again('orders', 2)],
    ['samples out of order', 'LP_UNSORTED', 'Row 2 of samples.csv', swap('samples', 0)],
    ['a sample twice', 'LP_DUPLICATE', 'Row 3 of samples.csv', again('samples', 1)],
    ['a sample after the epoch', 'LP_ROW', 'Row 3 of samples.csv', set('samples', 2, 1, 40_320)],
    ['an order in no sample', 'LP_SAMPLE_MISSING', 'Row 13 of orders.csv', (all) => all.samples.splice(2, 1)],
    ['a crossed book', 'LP_BOOK_CROSSED', 'Row 2 of samples.csv', set('samples', 1, 3, 2_000_000_000_000n)],
    ['an order across the book', 'LP_BOOK_CROSSED', 'Row 3 of orders.csv', set('orders', 2, 5, 3_100_000_000_000n)],
    ['a bid above the best', 'LP_BOOK_CROSSED', 'Row 3 of orders.csv', set('orders', 2, 5, 2_999_900_000_000n)],
    ['a negative size', 'LP_ORDER_SIZE', 'Row 5 of orders.csv', set('orders', 4, 6, -1)],
    ['a size of nothing', 'LP_ORDER_SIZE', 'Row 5 of orders.csv', set('orders', 4, 6, 0)],
    ['an absurd size', 'LP_ORDER_SIZE', 'Row 5 of orders.csv', set('orders', 4, 6, 10n ** 17n)],
    ['an absurd price', 'LP_ORDER_SIZE', 'Row 5 of orders.csv', set('orders', 4, 5, 10n ** 17n)],
    ['a price that is no number', 'LP_ROW', 'Row 5 of orders.csv', set('orders', 4, 5, '29900.5')],
    ['a side that is none', 'LP_ROW', 'Row 5 of orders.csv', set('orders', 4, 4, 'buy')],
    ['a maker that is no address', 'LP_ROW', 'Row 1 of orders.csv', set('orders', 0, 2, '0x1')],
    ['an empty cell', 'LP_ROW', 'Row 5 of orders.csv', set('orders', 4, 4, null)],
    [
      'a maker without a volume',
      'LP_VOLUME_MISSING',
      `${maker} has orders in BTC-USD`,
      (all) => all.volumes.splice(0, 1),
    ],
    ['a negative volume', 'LP_ROW', 'Row 1 of volumes.csv', set('volumes', 0, 2, -5)],
    ['a volume twice', 'LP_ADDRESS_TWICE', 'Row 2 of volumes.csv', again('volumes', 0)],
    ['a volume before twice', 'LP_ADDRESS_TWICE', 'Row 2 of previousVolumes.csv', again('previousVolumes', 0)],
  ])('%s', async (_name, code, where, spoil) => {
    const all = book();
    spoil(all);
    const options = await written(folder, all);
    await mkdir(options.out);
    await writeFile(join(options.out, 'scores.json'), 'of before');
    await expect(scored(options)).rejects.toMatchObject({ code, message: expect.stringContaining(where) });
    expect(await readdir(options.out)).toEqual(['scores.json']);
    expect(await readFile(join(options.out, 'scores.json'), 'utf8')).toBe('of before');
  });

  it.each([
    ['a stake missing where the formula has one', 'LP_STAKE_MISSING', { epoch: 12 }],
    ['an epoch without rewards', 'LP_EPOCH', { epoch: 32 }],
    ['a file that is not there', 'LP_FILE_UNREADABLE', { orders: '/none/at/all.csv' }],
    ['a file of another kind', 'LP_FILE_UNREADABLE', { orders: new URL(import.meta.url).pathname }],
  ])('%s', async (_name, code, changed) => {
    const options = await written(folder, book());
    await expect(scored({ ...options, ...changed })).rejects.toMatchObject({ code });
  });

  it('columns that are missing, or of another type', async () => {
    const options = await written(folder, book());
    const path = join(folder, 'other.parquet');
    const orders = `read_csv('${options.orders}', types = { maker: 'VARCHAR' })`;
    await query(`copy (select * exclude (size) from ${orders}) to '${path}' (format parquet)`);
    await expect(scored({ ...options, orders: path })).rejects.toMatchObject({
      code: 'LP_COLUMNS',
      message: /no column size/,
    });
    await query(`copy (select * replace (price::double as price) from ${orders}) to '${path}' (format parquet)`);
    await expect(scored({ ...options, orders: path })).rejects.toMatchObject({ code: 'LP_COLUMNS', message: /DOUBLE/ });
  });

  it('links in a row', async () => {
    const options = await written(folder, {
      ...book(),
      links: [
        [MAKERS[0] ?? '', MAKERS[1] ?? ''],
        [MAKERS[1] ?? '', MAKERS[2] ?? ''],
      ],
    });
    await expect(scored({ ...options, links: join(folder, 'links.csv') })).rejects.toMatchObject({ code: 'LP_LINKS' });
  });
});
