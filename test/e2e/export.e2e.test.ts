/** Exports of `story`: what queries answer, in both formats, and the same bytes from another run. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { readColumns } from '../support/duckdb.ts';
import { ask } from './ask.ts';
import { csvRows, graphqlRows, type ListedDataset, parquetRows, selectionOf, text } from './export-rows.ts';

let stack: RunningStack;
let api: string;
let folder: string;
let listing: { block: { number: number; hash: string }; stateBlock: { number: number }; datasets: ListedDataset[] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dydx-export-'));
  stack = await startStack({ recording: BUNDLED_RECORDING, port: 0 });
  api = stack.gatewayUrl ?? '';
  listing = (await (await fetch(`${api}/export`)).json()) as typeof listing;
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

const ALL = [
  ...['activities', 'changes', 'stakers', 'borrowers', 'epochs', 'series', 'flows', 'staker-epochs', 'borrower-epochs'],
  ...['shortfalls', 'allocations'],
  ...['stark-proxies', 'stark-keys', 'external-recipients', 'exchange-positions'],
  ...['stark-proxy-epochs', 'outflows', 'forced-trades', 'breaches'],
  ...['role-holders', 'governance', 'rewards-roots', 'rewards-accounts'],
];

function dataset(what: string): ListedDataset {
  const found = listing.datasets.find((each) => each.what === what);
  if (!found) throw new Error(`no ${what}`);
  return found;
}

/** Downloads to a file of its own. */
async function save(address: string, name: string): Promise<string> {
  const response = await fetch(`${api}/export/${address}`);
  expect(response.status).toBe(200);
  const path = join(folder, name);
  await writeFile(path, Buffer.from(await response.arrayBuffer()));
  return path;
}

/** The command as a user calls it. */
function command(...args: string[]): Promise<{ status: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['stack/bootstrap.mjs', '--run', 'api/export/command/main.ts', ...args]);
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
    });
    child.once('exit', (status) => resolve({ status, said }));
  });
}

it('lists everything there is', () => {
  expect(listing.datasets.map(({ what }) => what)).toEqual(ALL);
  expect(listing.block.number).toBe(551);
  // The last blocks of the recording are empty: the state is that of the last one with an event.
  expect(listing.stateBlock.number).toBe(543);
});

describe.each(ALL)('%s', (what) => {
  it('are in both formats what queries answer', async () => {
    const { columns } = dataset(what);
    const [csv, parquet] = [
      await csvRows(await save(`${what}.csv`, `${what}.csv`)),
      await parquetRows(await save(`${what}.parquet`, `${what}.parquet`)),
    ];
    const rows = await graphqlRows(`${api}/graphql`, dataset(what), listing.block.number);
    // Nothing in the recording breaks a rule.
    if (what === 'breaches') expect(rows).toEqual([]);
    else expect(rows.length).toBeGreaterThan(1);
    expect(csv.columns).toEqual(columns.map(({ name }) => name));
    expect(csv.rows).toEqual(rows);
    expect(parquet).toEqual(csv);
  });
});

it('has more rows than a Graph Node gives at once, complete and in order', async () => {
  const { columns, rows } = await csvRows(join(folder, 'activities.csv'));
  const sequence = columns.indexOf('sequence');
  expect(rows.map((row) => row[sequence])).toEqual(Array.from({ length: 1377 }, (_, i) => String(i + 1)));
  const changes = await csvRows(join(folder, 'changes.csv'));
  const place = (row: string[] | undefined): number => Number(row?.[0]) * 1000 + Number(row?.[1]);
  expect(changes.rows.length).toBeGreaterThan(2000);
  expect(changes.rows.every((row, i) => i === 0 || place(row) > place(changes.rows[i - 1]))).toBe(true);
});

it('keeps amounts exact in Parquet', async () => {
  const types = new Map((await readColumns(join(folder, 'stakers.parquet'))).map(({ name, type }) => [name, type]));
  expect(types.get('claimableRewards')).toBe('DECIMAL(38,0)');
  expect(types.get('rewardsIndex')).toBe('VARCHAR');
  expect(types.get('isInactiveBalanceCertain')).toBe('BOOLEAN');
  expect((await readColumns(join(folder, 'activities.parquet'))).find(({ name }) => name === 'actors')?.type).toBe(
    'VARCHAR[]',
  );
});

describe('a moment', () => {
  it.each([
    ['block=293', 'block: 293'],
    ['epoch=9', 'epoch: 9'],
    ['timestamp=1649000000', 'timestamp: 1649000000'],
  ])('by %s is that of a snapshot', async (parameter, at) => {
    for (const [what, root] of [
      ['stakers', 'stakers'],
      ['borrowers', 'borrowers'],
      ['stark-proxies', 'starkProxies'],
    ] as const) {
      const { columns } = dataset(what);
      const { data } = await ask(
        `${api}/graphql`,
        `{ snapshot(at: { ${at} }) { timestamp ${root}(first: 1000) { ${selectionOf(columns)} } } }`,
      );
      const { rows } = await csvRows(await save(`${what}.csv?${parameter}`, 'moment.csv'));
      expect(rows).toEqual(
        data.snapshot[root].map((row: Record<string, unknown>) => columns.map((column) => text(column, row))),
      );
      const head = await fetch(`${api}/export/${what}.csv?${parameter}`, { method: 'HEAD' });
      expect(head.headers.get('x-timestamp')).toBe(data.snapshot.timestamp);
    }
  });

  it('of an epoch has the epochs up to it, of which the last is closed', async () => {
    const { columns, rows } = await csvRows(await save('epochs.csv?epoch=9', 'moment.csv'));
    const { data } = await ask(
      `${api}/graphql`,
      '{ epochs(from: 0, to: 9) { number end closing { timestamp pool { totalBorrowedBalance } } } }',
    );
    const cells = (name: string): (string | undefined)[] => rows.map((row) => row[columns.indexOf(name)]);
    const closed = data.epochs.map(
      (epoch: { closing: { pool: { totalBorrowedBalance: string } } }) => epoch.closing.pool.totalBorrowedBalance,
    );
    expect(cells('number')).toEqual(Array.from({ length: 10 }, (_, i) => String(i)));
    expect(cells('closingTotalBorrowedBalance')).toEqual(closed);
    expect(cells('end').at(-1)).toBe(data.epochs.at(-1).end);
  });

  it('before epoch zero has no epochs, and that is a whole file', async () => {
    for (const format of ['csv', 'parquet']) {
      const path = await save(`epochs.${format}?block=30`, `early.${format}`);
      expect((await (format === 'csv' ? csvRows(path) : parquetRows(path))).rows).toEqual([]);
    }
  });

  it('named by the state of another block at its second is the same file', async () => {
    const newest = await save('stakers.parquet', 'a.parquet');
    const named = await save('stakers.parquet?block=543&at=1820242798', 'b.parquet');
    expect(await readFile(named)).toEqual(await readFile(newest));
  });
});

it('takes a part by its range', async () => {
  const { rows } = await csvRows(await save('activities.csv?from=1001&to=1003', 'part.csv'));
  expect(rows.map(([sequence]) => sequence)).toEqual(['1001', '1002', '1003']);
  const flows = await csvRows(await save('flows.csv?from=7&to=8', 'part.csv'));
  expect(new Set(flows.rows.map(([epoch]) => epoch))).toEqual(new Set(['7', '8']));
  const epochs = async (address: string): Promise<Set<string | undefined>> => {
    const { columns, rows } = await csvRows(await save(address, 'part.csv'));
    return new Set(rows.map((row) => row[columns.indexOf('epoch')]));
  };
  expect(await epochs('governance.csv?from=7&to=8')).toEqual(new Set(['7', '8']));
  expect(await epochs('stark-proxy-epochs.csv?from=7&to=8')).toEqual(new Set(['7', '8']));
  const whole = await csvRows(await save('outflows.csv', 'part.csv'));
  const [, second = [], third = []] = whole.rows;
  const outflows = await csvRows(await save(`outflows.csv?from=${second[0]}&to=${third[0]}`, 'part.csv'));
  expect(outflows.rows).toEqual([second, third]);
  const hours = await csvRows(await save('series.csv?interval=hour&from=1645282860&to=1645290000', 'part.csv'));
  expect(hours.rows.map(([timestamp]) => Number(timestamp) % 3600)).toEqual([0, 0, 0]);
});

it.each([
  ['stakers.csv?block=552', 'BLOCK_NOT_INDEXED'],
  ['stakers.csv?timestamp=1000000000', 'BEFORE_START'],
  ['stakers.csv?block=543&at=1', 'AT_BEFORE_BLOCK'],
  ['stakers.csv?block=293&epoch=2', 'BAD_USER_INPUT'],
  ['stakers.csv?from=1', 'BAD_USER_INPUT'],
  ['stakers.csv?blok=1', 'BAD_USER_INPUT'],
  ['epochs.csv?to=999', 'BAD_USER_INPUT'],
  ['series.csv?interval=week', 'BAD_USER_INPUT'],
])('answers %s with %s and one sentence', async (address, code) => {
  const response = await fetch(`${api}/export/${address}`);
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors).toHaveLength(1);
  expect(errors[0]?.extensions.code).toBe(code);
  expect(errors[0]?.message).toMatch(/^[^.]+: [^.]+\.$/);
});

it('says which block it is of, and that a file is the one somebody has', async () => {
  const first = await fetch(`${api}/export/flows.csv`);
  const tag = first.headers.get('etag') ?? '';
  expect(first.headers.get('x-block-number')).toBe('551');
  expect(first.headers.get('x-block-hash')).toBe(listing.block.hash);
  expect(first.headers.get('content-disposition')).toBe('attachment; filename="flows-551.csv"');
  expect((await fetch(`${api}/export/flows.csv`, { headers: { 'if-none-match': tag } })).status).toBe(304);
  const others = ['flows.parquet', 'flows.csv?block=293', 'flows.csv?from=1', 'shortfalls.csv'];
  for (const other of others) {
    const response = await fetch(`${api}/export/${other}`, { headers: { 'if-none-match': tag } });
    expect(response.status).toBe(200);
  }
});

it('gives the same bytes from another run', async () => {
  const outs = ['first', 'second'].map((name) => join(folder, name));
  const [first = '', second = ''] = outs;
  for (const format of ['csv', 'parquet'])
    expect(
      await command('--what', 'all', '--format', format, '--out', join(first, format), '--api', api),
    ).toMatchObject({ status: 0 });
  await stack.stop();
  stack = await startStack({ recording: BUNDLED_RECORDING, port: 0 });
  api = stack.gatewayUrl ?? '';
  for (const format of ['csv', 'parquet']) {
    const at = ['--at', 'block:551'];
    const { status, said } = await command(
      ...['--what', 'all', '--format', format, ...at, '--out', join(second, format), '--api', `${api}/graphql`],
    );
    expect(status, said).toBe(0);
    const names = await readdir(join(first, format));
    expect(names.sort()).toEqual([...ALL.map((what) => `${what}.${format}`), 'manifest.json'].sort());
    expect((await readdir(join(second, format))).sort()).toEqual(names);
    for (const name of names)
      expect(await readFile(join(second, format, name)), name).toEqual(await readFile(join(first, format, name)));
  }
});

it('ends in one sentence where no API answers', async () => {
  const { status, said } = await command('--what', 'all', '--out', join(folder, 'none'), '--api', 'http://127.0.0.1:1');
  expect(status).toBe(1);
  expect(said).toMatch(/^API_UNREACHABLE: [^\n]+\n$/);
});
