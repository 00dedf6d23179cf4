/** Hours and days: none missing, each equal to the snapshot at its end, their amounts those of the activities in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type Answer, type GatewayStack, startGatewayStack } from './gateway-stack.ts';

type Row = Readonly<Record<string, string | boolean | null>>;

const DAY = 86_400;
const HOUR = 3600;
const BALANCES = `currentEpoch totalActiveBalanceCurrentEpoch totalActiveBalanceNextEpoch totalInactiveBalanceCurrentEpoch
  totalInactiveBalanceNextEpoch totalBorrowedBalance totalBorrowerDebtBalance totalDebtAvailableToWithdraw tokenBalance`;
/** Field of the series, root of the activities, and their amount. */
const FLOWS = [
  ['staked', 'stakeds', 'amount'],
  ['withdrawalRequested', 'withdrawalRequesteds', 'amount'],
  ['withdrawnStake', 'withdrewStakes', 'amount'],
  ['receivedDebt', 'receivedDebts', 'amount'],
  ['withdrawnDebt', 'withdrewDebts', 'amount'],
  ['decreasedStakerDebt', 'operatorDecreasedStakerDebts', 'amount'],
  ['claimedRewards', 'claimedRewards_collection', 'claimedRewards'],
  ['borrowed', 'borroweds', 'amount'],
  ['repaidBorrow', 'repaidBorrows', 'amount'],
  ['markedDebt', 'debtMarkeds', 'amount'],
  ['shortfall', 'convertedInactiveBalancesToDebts', 'shortfallAmount'],
  ['repaidDebt', 'repaidDebts', 'amount'],
  ['decreasedBorrowerDebt', 'operatorDecreasedBorrowerDebts', 'amount'],
] as const;
const FIELDS = `timestamp end balancesAt filled count utilization transferred deletedInactive receivedStakedToken
  sentStakedToken ${BALANCES} ${FLOWS.map(([field]) => field).join(' ')}`;

let stack: GatewayStack;
let blocks: { number: number; timestamp: number }[];

beforeAll(async () => {
  stack = await startGatewayStack(BUNDLED_RECORDING);
  const { data } = await stack.direct('{ blocks(first: 1000, orderBy: number) { number timestamp } }');
  const { blocks: rows } = data as { blocks: { number: string; timestamp: string }[] };
  blocks = rows.map(({ number, timestamp }) => ({ number: Number(number), timestamp: Number(timestamp) }));
});
afterAll(() => stack?.stop());

async function series(args: string): Promise<Row[]> {
  const answer = await stack.askWithChain(`{ poolSeries(${args}) { ${FIELDS} } }`);
  expect(answer.errors).toBeUndefined();
  return (answer.data as { poolSeries: Row[] }).poolSeries;
}

/** Compares with snapshots at the second that each row names, all of them at or below one block's. */
async function expectSnapshots(rows: readonly Row[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 50) {
    const some = rows.slice(i, i + 50);
    const roots = some.map(
      (row, j) => `s${j}: snapshot(at: { timestamp: "${row.balancesAt}" }) { pool { ${BALANCES} } }`,
    );
    const answer = await stack.ask(`{ ${roots.join(' ')} }`);
    expect(answer.errors).toBeUndefined();
    const data = answer.data as Record<string, { pool: Row }>;
    some.forEach((row, j) => {
      expect(row).toMatchObject(data[`s${j}`]?.pool as Row);
    });
  }
}

/** Sums of what the Graph Node lists, by the first second of a bucket; up to a block. */
async function amounts(root: string, amount: string, length: number, block: number): Promise<Map<string, bigint>> {
  const { data } = await stack.direct(
    `{ rows: ${root}(first: 1000, block: { number: ${block} }) { timestamp ${amount} } }`,
  );
  const sums = new Map<string, bigint>();
  for (const row of (data as { rows: Record<string, string>[] }).rows) {
    const at = Number(row.timestamp);
    const bucket = String(at - (at % length));
    sums.set(bucket, (sums.get(bucket) ?? 0n) + BigInt(row[amount] ?? 0));
  }
  return sums;
}

function expectGapless(rows: readonly Row[], length: number): void {
  const start = Number(rows[0]?.timestamp);
  expect(start % length).toBe(0);
  expect(rows.map(({ timestamp }) => Number(timestamp))).toEqual(rows.map((_, i) => start + i * length));
  expect(rows.every(({ timestamp, end }) => Number(end) === Number(timestamp) + length)).toBe(true);
}

describe('the days of the pool', () => {
  let days: Row[];
  beforeAll(async () => {
    days = await series('interval: day');
  });

  it('are all there, from the first activity to the block', async () => {
    expectGapless(days, DAY);
    expect(Number(days[0]?.timestamp)).toBe((blocks[0]?.timestamp ?? 0) - ((blocks[0]?.timestamp ?? 0) % DAY));
    const { extensions } = await stack.ask('{ pools { id } }');
    expect(days.at(-1)?.balancesAt).toBe(extensions?.block.timestamp);
    expect(days.slice(0, -1).every(({ end, balancesAt }) => Number(balancesAt) === Number(end) - 1)).toBe(true);
  });

  it('end with the balances of a snapshot at that second, quiet days with an epoch boundary too', async () => {
    await expectSnapshots(days);
    const turned = days.filter(({ filled, currentEpoch }, i) => filled && currentEpoch !== days[i - 1]?.currentEpoch);
    expect(turned.length).toBeGreaterThan(3);
  });

  it.each(FLOWS)('sum up %s as the activities say', async (field, root, amount) => {
    const { number } = blocks.at(-1) as { number: number };
    const sums = await amounts(root, amount, DAY, number);
    expect(sums.size).toBeGreaterThan(0);
    for (const row of days) expect(BigInt(String(row[field]))).toBe(sums.get(String(row.timestamp)) ?? 0n);
  });

  it('balance what comes in and goes out with the USDC held', () => {
    let held = 0n;
    for (const row of days) {
      held += BigInt(String(row.receivedStakedToken)) - BigInt(String(row.sentStakedToken));
      expect(BigInt(String(row.tokenBalance))).toBe(held);
    }
    expect(held).toBeGreaterThan(0n);
  });

  it('are filled where nothing was moved, and only there', () => {
    const flows = [
      'transferred',
      'deletedInactive',
      'receivedStakedToken',
      'sentStakedToken',
      ...FLOWS.map(([f]) => f),
    ];
    for (const row of days) {
      expect(row.filled).toBe(row.count === '0');
      if (row.filled) for (const field of flows) expect(row[field]).toBe('0');
    }
    expect(days.filter(({ filled }) => !filled).length).toBeGreaterThan(30);
  });
});

describe('the hours up to a past block', () => {
  it('hold nothing of later ones, and the running hour ends at the block', async () => {
    const some = blocks.filter((_, i) => i % 30 === 29);
    expect(some.length).toBeGreaterThan(8);
    for (const { number, timestamp } of some) {
      const from = timestamp - 60 * HOUR;
      const start = Math.max(from, blocks[0]?.timestamp ?? 0);
      const hours = await series(`interval: hour, from: "${start}", block: { number: ${number} }`);
      expectGapless(hours, HOUR);
      const last = hours.at(-1);
      expect(last?.balancesAt).toBe(String(timestamp));
      await expectSnapshots(hours.slice(0, -1));
      const answer = await stack.ask(`{ snapshot(at: { block: ${number} }) { pool { ${BALANCES} } } }`);
      expect(last).toMatchObject((answer.data as { snapshot: { pool: Row } }).snapshot.pool);
      const sums = await amounts('stakedTokenTransfers', 'value', HOUR, number);
      for (const row of hours)
        expect(BigInt(String(row.receivedStakedToken)) + BigInt(String(row.sentStakedToken))).toBe(
          sums.get(String(row.timestamp)) ?? 0n,
        );
    }
  });

  it('at a block in which nothing happened are those of the block before, to its own second', async () => {
    const known = new Set(blocks.map(({ number }) => number));
    const quiet = blocks.map(({ number }) => number + 1).find((number) => number > 300 && !known.has(number)) as number;
    const answer = await stack.askWithChain(
      `{ poolSeries(interval: day, from: "${blocks[0]?.timestamp}", block: { number: ${quiet} }) { ${FIELDS} } }`,
    );
    const rows = (answer.data as { poolSeries: Row[] }).poolSeries;
    expect(rows.at(-1)?.balancesAt).toBe(answer.extensions?.block.timestamp);
    await expectSnapshots(rows.slice(-20));
    const alone = await stack.ask(`{ poolSeries(interval: day, block: { number: ${quiet} }) { timestamp } }`);
    expect(alone.errors?.[0]?.extensions?.code).toBe('TIMESTAMP_UNKNOWN');
  });
});

describe('a part of the series', () => {
  it('has the rows that hold both seconds and those between', async () => {
    const from = (blocks[100]?.timestamp ?? 0) + 5;
    const part = await series(`interval: hour, from: ${from}, to: "${from + 10 * HOUR}"`);
    expect(part.length).toBe(11);
    expect(part[0]?.timestamp).toBe(String(from - (from % HOUR)));
    expect((await series(`interval: day, from: "${from}", to: "${from}"`)).length).toBe(1);
  });

  it('follows aliases, fragments and the order of the query', async () => {
    const query = `{ a: poolSeries(interval: day, to: "${blocks[0]?.timestamp}") { t: timestamp ...F __typename } }
      fragment F on PoolSeriesPoint { filled x: staked }`;
    const { data } = await stack.ask(query);
    const row = { t: expect.stringMatching(/^\d+$/), filled: true, x: '0', __typename: 'PoolSeriesPoint' };
    expect(data).toEqual({ a: [row] });
    expect(Object.keys((data as { a: object[] }).a[0] as object)).toEqual(['t', 'filled', 'x', '__typename']);
  });

  it('is empty before the first activity', async () => {
    const { data } = await stack.askWithChain('{ poolSeries(interval: day, block: { number: 10 }) { timestamp } }');
    expect(data).toEqual({ poolSeries: [] });
  });
});

describe('errors', () => {
  it.each([
    ['interval: day, from: 5', 'BEFORE_START'],
    ['interval: day, to: 99999999999', 'BAD_USER_INPUT'],
    ['interval: day, from: 1700000000, to: 1690000000', 'BAD_USER_INPUT'],
    ['interval: day, from: "soon"', 'BAD_USER_INPUT'],
    ['interval: week', 'BAD_USER_INPUT'],
    ['interval: day, block: { number: 99999999 }', 'BLOCK_NOT_INDEXED'],
    ['', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s is %s', async (args, code) => {
    const query = `{ poolSeries${args === '' ? '' : `(${args})`} { timestamp } }`;
    const answer: Answer = await stack.ask(query);
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
    expect(answer.data ?? null).toBeNull();
  });
});
