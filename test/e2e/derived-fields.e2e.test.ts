import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type Answer, type GatewayStack, startGatewayStack } from './gateway-stack.ts';

interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

let stack: GatewayStack;
let first = 0;
let last = 0;
let lastTime = 0n;
/** A block in which nothing was recorded. */
let quiet = 0;

beforeAll(async () => {
  stack = await startGatewayStack(BUNDLED_RECORDING);
  const { data } = await stack.direct(
    '{ pools { firstBlock lastBlock lastTimestamp } blocks(first: 1000, orderBy: number) { number } }',
  );
  const { pools, blocks } = data as {
    pools: { firstBlock: string; lastBlock: string; lastTimestamp: string }[];
    blocks: { number: string }[];
  };
  first = Number(pools[0]?.firstBlock);
  last = Number(pools[0]?.lastBlock);
  lastTime = BigInt(pools[0]?.lastTimestamp ?? 0);
  const known = new Set(blocks.map(({ number }) => Number(number)));
  for (quiet = last; known.has(quiet); quiet--);
});
afterAll(() => stack?.stop());

function rows(answer: Answer, root: string): readonly Row[] {
  expect(answer.errors).toBeUndefined();
  return answer.data?.[root] as Row[];
}

const code = (answer: Answer): string | undefined => answer.errors?.[0]?.extensions?.code;

describe('derived fields', () => {
  it('are the same in lists, single entities, nested, under fragments and aliases', async () => {
    const answer = await stack.ask(`{
      stakers(first: 1000, orderBy: id) { id tokenBalance }
      pools { stakers(first: 1000, orderBy: id) { ...Balance } }
      stakeds(first: 20) { who: staker { id ... on Staker { x: tokenBalance @skip(if: false) } } }
      activities(first: 20) { __typename ... on Staked { staker { ...Balance pool { totalSupply } } } }
    } fragment Balance on Staker { tokenBalance id }`);
    const stakers = rows(answer, 'stakers');
    const balance = new Map(stakers.map((row) => [row.id, row.tokenBalance]));
    expect(balance.size).toBeGreaterThan(1);
    expect(rows(answer, 'pools')[0]?.stakers).toEqual(stakers);
    for (const { who } of rows(answer, 'stakeds') as unknown as { who: Row }[]) expect(who.x).toBe(balance.get(who.id));
    for (const row of rows(answer, 'activities')) expect(Object.keys(row)[0]).toBe('__typename');
    const staker = stakers[0] as Row;
    const single = await stack.ask(`{ staker(id: "${staker.id}") { id tokenBalance } }`);
    expect(single.data?.staker).toEqual(staker);
  });

  it('keep the order of the query', async () => {
    const answer = await stack.ask(
      '{ pools { currentEpoch id a: totalSupply shortfallCount solvency { state isSolvent } } }',
    );
    expect(Object.keys(rows(answer, 'pools')[0] as Row)).toEqual([
      'currentEpoch',
      'id',
      'a',
      'shortfallCount',
      'solvency',
    ]);
  });

  it('evaluate different seconds side by side', async () => {
    const head = await stack.ask('{ pools { currentEpoch } }');
    const now = BigInt(head.extensions?.block.timestamp ?? 0);
    const later = now + 1000n;
    const query = `query($at: BigInt) { pools { now: timeRemainingInCurrentEpoch(at: ${now}) then: timeRemainingInCurrentEpoch(at: $at) a: startOfEpoch(epoch: 0) b: startOfEpoch(epoch: "1") epochInterval } }`;
    const [pool] = rows(await stack.ask(query, { at: String(later) }), 'pools') as unknown as [Record<string, string>];
    const interval = BigInt(pool.epochInterval ?? 0);
    expect((BigInt(pool.now ?? 0) - BigInt(pool.then ?? 0) + interval) % interval).toBe(1000n % interval);
    expect(BigInt(pool.b ?? 0) - BigInt(pool.a ?? 0)).toBe(interval);
  });

  it('add up where the contract keeps them together', async () => {
    const answer = await stack.ask(`{ stakers(first: 1000) {
      id tokenBalance activeBalanceCurrentEpoch inactiveBalanceCurrentEpoch debtBalance settledDebtBalance
      pendingDebtReceipts { amount index __typename } isInactiveBalanceCertain } }`);
    for (const row of rows(answer, 'stakers') as unknown as Record<string, string>[]) {
      expect(BigInt(row.tokenBalance ?? 0)).toBe(
        BigInt(row.activeBalanceCurrentEpoch ?? 0) + BigInt(row.inactiveBalanceCurrentEpoch ?? 0),
      );
      const pending = row.pendingDebtReceipts as unknown as { amount: string }[];
      const sum = pending.reduce((total, { amount }) => total + BigInt(amount), 0n);
      expect(BigInt(row.debtBalance ?? 0)).toBe(BigInt(row.settledDebtBalance ?? 0) + sum);
    }
  });
});

describe('the block of a response', () => {
  it('is the newest one, whole', async () => {
    const { extensions } = await stack.ask('{ pools { currentEpoch } }');
    const { data } = await stack.direct('{ _meta { block { number hash timestamp } } }');
    const { block } = (data as { _meta: { block: { timestamp: number } } })._meta;
    expect(extensions).toEqual({ block: { ...block, timestamp: String(block.timestamp) } });
  });

  it('is each one, where roots name several', async () => {
    const { extensions } = await stack.ask(
      `{ a: pools(block: { number: ${first} }) { totalSupply } b: pools { totalSupply } }`,
    );
    expect(extensions?.blocks?.map(({ number }) => number)).toEqual([first, extensions?.block.number]);
  });

  it('that holds no event is known by the chain, or its second must be given', async () => {
    const query = `{ pools(block: { number: ${quiet} }) { currentEpoch } }`;
    expect(code(await stack.ask(query))).toBe('TIMESTAMP_UNKNOWN');
    const chained = await stack.askWithChain(query);
    expect(chained.extensions?.block).toMatchObject({ number: quiet, timestamp: expect.stringMatching(/^\d+$/) });
    const given = `{ pools(block: { number: ${quiet} }) { currentEpoch(at: ${chained.extensions?.block.timestamp}) } }`;
    expect((await stack.ask(given)).data).toEqual(chained.data);
  });
});

describe('a snapshot', () => {
  it('is the same by block and by the second of that block', async () => {
    const parts =
      'timestamp block { number hash timestamp } pool { id totalSupply } stakers(first: 5, orderBy: id) { id claimableRewards }';
    const answer = await stack.ask(
      `{ a: snapshot(at: { block: ${last} }) { ${parts} } b: snapshot(at: { timestamp: "${lastTime}" }) { ${parts} } pools { id } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.a).toEqual(answer.data?.b);
    const staker = rows({ data: answer.data?.a as Answer['data'] } as Answer, 'stakers')[0] as Row;
    const one = await stack.ask(
      `{ snapshot(at: { block: ${last} }) { staker(id: "${staker.id}") { id claimableRewards } borrowers { id isOverdue } } }`,
    );
    expect(one.data).toMatchObject({ snapshot: { staker } });
  });

  it('of an epoch is its last second', async () => {
    const answer = await stack.ask(
      '{ snapshot(at: { epoch: 0 }) { timestamp pool { currentEpoch timeRemainingInCurrentEpoch } } }',
    );
    expect(answer.data).toMatchObject({ snapshot: { pool: { currentEpoch: '0', timeRemainingInCurrentEpoch: '1' } } });
    const far = await stack.ask(
      '{ snapshot(at: { epoch: 1000 }) { pool { currentEpoch timeRemainingInCurrentEpoch } } }',
    );
    expect(far.data).toMatchObject({ snapshot: { pool: { currentEpoch: '1000', timeRemainingInCurrentEpoch: '1' } } });
  });
});

describe('errors', () => {
  it.each([
    ['{ pools { currentEpoch(at: 5) } }', 'AT_BEFORE_BLOCK'],
    ['{ pools { currentEpoch(at: -5) } }', 'BAD_USER_INPUT'],
    ['{ pools { currentEpoch(at: "soon") } }', 'BAD_USER_INPUT'],
    ['{ pools { currentEpoch(at: 1.5) } }', 'BAD_USER_INPUT'],
    ['{ pools { currentEpoch(att: 5) } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ pools(block: { number: 99999999 }) { currentEpoch } }', 'BLOCK_NOT_INDEXED'],
    [`{ pools(block: { hash: "0x${'ab'.repeat(32)}" }) { currentEpoch } }`, 'BLOCK_NOT_INDEXED'],
    ['{ stakers(first: 0, block: { number: 300 }) { tokenBalance } }', 'QUERY_REFUSED'],
    ['{ snapshot(at: {}) { timestamp } }', 'BAD_USER_INPUT'],
    ['{ snapshot(at: { block: 5, epoch: 1 }) { timestamp } }', 'BAD_USER_INPUT'],
    ['{ snapshot(at: { epoch: -1 }) { timestamp } }', 'BAD_USER_INPUT'],
    ['{ snapshot(at: { timestamp: 5 }) { timestamp } }', 'BEFORE_START'],
    ['{ snapshot(at: { block: 0 }) { block { number } } }', 'BEFORE_START'],
    ['{ snapshot(at: { block: 99999999 }) { timestamp } }', 'BLOCK_NOT_INDEXED'],
  ])('%s is %s', async (query, expected) => {
    const answer = await stack.ask(query);
    expect(code(answer)).toBe(expected);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.[0]?.message).not.toMatch(/subgraph|stack|\.ts/);
  });
});
