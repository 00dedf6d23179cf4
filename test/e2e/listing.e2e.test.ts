/** Lists of activities: complete, in order, counted, whoever asks for whichever part of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type Answer, type GatewayStack, startGatewayStack } from './gateway-stack.ts';

interface Activity {
  readonly id: string;
  readonly sequence: number;
  readonly verb: string;
  readonly actors: readonly string[];
  readonly epoch: { readonly number: number } | null;
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Activity }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

const NODE = 'id sequence verb actors epoch { number }';
const PAGE = `edges { cursor node { ${NODE} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount`;

let stack: GatewayStack;
/** As the Graph Node lists them, which has no page above 1,000. */
let all: Activity[];

beforeAll(async () => {
  stack = await startGatewayStack(BUNDLED_RECORDING);
  all = [];
  for (let count = -1; count !== all.length; ) {
    count = all.length;
    const { data } = await stack.direct(
      `{ activities(first: 1000, orderBy: sequence, where: { sequence_gt: ${count} }) { ${NODE} } }`,
    );
    all.push(...(data as { activities: Activity[] }).activities);
  }
});
afterAll(() => stack?.stop());

function dataOf<Data>(answer: Answer): Data {
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

const QUERY = `query($first: Int, $after: String, $last: Int, $before: String, $where: Activity_filter, $order: OrderDirection) {
  page: activityConnection(first: $first, after: $after, last: $last, before: $before, where: $where, orderDirection: $order) {
    ${PAGE}
  }
}`;

async function page(variables: Readonly<Record<string, unknown>>): Promise<Page> {
  return dataOf<{ page: Page }>(await stack.ask(QUERY, variables)).page;
}

/** All pages from the start, joined; each begins where the one before ended. */
async function forward(size: number, given: Readonly<Record<string, unknown>> = {}): Promise<Activity[]> {
  const found: Activity[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page = await page({ ...given, first: size, after });
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
    found.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return found;
    expect(edges.length).toBe(size);
    after = pageInfo.endCursor;
  }
}

/** All pages from the end, joined in the order of the list. */
async function backward(size: number, given: Readonly<Record<string, unknown>> = {}): Promise<Activity[]> {
  let found: Activity[] = [];
  for (let before: string | null = null; ; ) {
    const { edges, pageInfo }: Page = await page({ ...given, last: size, before });
    expect(pageInfo.hasNextPage).toBe(before !== null);
    found = [...edges.map(({ node }) => node), ...found];
    if (!pageInfo.hasPreviousPage) return found;
    expect(edges.length).toBe(size);
    before = pageInfo.startCursor;
  }
}

const newestFirst = (activities: readonly Activity[]): Activity[] => [...activities].reverse();
const CONDITIONS: readonly [object, (activity: Activity) => boolean][] = [
  [{ verb: 'stake' }, ({ verb }) => verb === 'stake'],
  [{ or: [{ verb: 'borrow' }, { sequence_lt: 50 }] }, ({ verb, sequence }) => verb === 'borrow' || sequence < 50],
  [
    { epoch_: { number_gte: 12 }, sequence_gt: 740 },
    ({ epoch, sequence }) => (epoch?.number ?? -1) >= 12 && sequence > 740,
  ],
  [{ epoch: null }, ({ epoch }) => epoch === null],
  [{ verb_not: 'stake' }, ({ verb }) => verb !== 'stake'],
  [{ verb_in: [] }, () => false],
];

describe('all pages together', () => {
  it('are the whole list, of which no Graph Node gives more than a part at once', async () => {
    expect(all.length).toBeGreaterThan(1000);
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, i) => i + 1));
    expect(await forward(100)).toEqual(all);
    expect(await forward(10_000)).toEqual(all);
    expect(await backward(333)).toEqual(all);
  });

  it('are it newest first too', async () => {
    expect(await forward(400, { order: 'desc' })).toEqual(newestFirst(all));
    expect(await backward(400, { order: 'desc' })).toEqual(newestFirst(all));
  });

  it.each(CONDITIONS)('are what %j selects', async (where, meets) => {
    const expected = all.filter(meets);
    expect(await forward(10_000, { where })).toEqual(expected);
    expect(await forward(140, { where })).toEqual(expected);
    expect(await backward(140, { where, order: 'desc' })).toEqual(newestFirst(expected));
    expect((await page({ where, first: 0 })).totalCount).toBe(expected.length);
  });

  it('lie between two cursors', async () => {
    const { edges } = await page({ first: 50 });
    const [after, before] = [edges[9]?.cursor, edges[20]?.cursor];
    const between = all.slice(10, 20);
    expect((await page({ first: 50, after, before })).edges.map(({ node }) => node)).toEqual(between);
    const last = await page({ last: 3, after, before });
    expect(last.edges.map(({ node }) => node)).toEqual(between.slice(-3));
    expect(last).toMatchObject({ pageInfo: { hasNextPage: true, hasPreviousPage: true }, totalCount: all.length });
    expect((await page({ first: 5, after: before, before: after })).edges).toEqual([]);
  });

  it('are those of a past block, where one is named', async () => {
    const answer = await stack.ask(
      '{ activityConnection(first: 10000, block: { number: 100 }) { totalCount nodes { sequence } block { number hash timestamp } } }',
    );
    const { activityConnection: past } = dataOf<{
      activityConnection: { totalCount: number; nodes: []; block: object };
    }>(answer);
    const { data } = await stack.direct('{ pools(block: { number: 100 }) { activityCount } }');
    const [pool] = (data as { pools: { activityCount: number }[] }).pools;
    expect([past.totalCount, past.nodes.length]).toEqual([pool?.activityCount, pool?.activityCount]);
    expect(past.block).toEqual(answer.extensions?.block);
    const early = await stack.ask(
      '{ activityConnection(block: { number: 10 }) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
    );
    expect(early.data).toEqual({
      activityConnection: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
    });
  });
});

describe('a list of one account or epoch', () => {
  const connection = (first: number, where = '{}'): string =>
    `activityConnection(first: ${first}, where: ${where}) { ${PAGE} }`;
  type Holder = { readonly id: string; readonly number: number; readonly activityConnection: Page };

  // With a condition each account is asked for by itself.
  it.each([
    ['stakers', '{}'],
    ['stakers', '{ sequence_gt: 0 }'],
    ['borrowers', '{ sequence_gt: 0 }'],
  ])('is what names the account, for all %s at once, where %s', async (root, where) => {
    const answer = await stack.ask(`{ ${root}(first: 1000) { id ${connection(10_000, where)} } }`);
    const accounts = dataOf<Record<string, Holder[]>>(answer)[root] ?? [];
    expect(accounts.length).toBeGreaterThan(3);
    for (const { id, activityConnection } of accounts) {
      const expected = all.filter(({ actors }) => actors.includes(id));
      expect(activityConnection.edges.map(({ node }) => node)).toEqual(expected);
      expect(activityConnection.totalCount).toBe(expected.length);
    }
  });

  it('is what happened in the epoch, quiet ones filled in', async () => {
    const { epochs } = dataOf<{ epochs: Holder[] }>(await stack.ask(`{ epochs { number ${connection(10_000)} } }`));
    expect(epochs.map(({ number }) => number)).toEqual(epochs.map((_, i) => i));
    for (const { number, activityConnection } of epochs) {
      const expected = all.filter(({ epoch }) => epoch?.number === number);
      expect(activityConnection.edges.map(({ node }) => node)).toEqual(expected);
      expect(activityConnection.totalCount).toBe(expected.length);
    }
    expect(epochs.some(({ activityConnection }) => activityConnection.totalCount === 0)).toBe(true);
  });

  it('goes on by its own cursor, and by no other', async () => {
    const [busy] = dataOf<{ stakers: Holder[] }>(
      await stack.ask(`{ stakers(first: 1) { id ${connection(2)} } }`),
    ).stakers;
    const own = `after: "${busy?.activityConnection.pageInfo.endCursor}"`;
    const next = await stack.ask(
      `{ staker(id: "${busy?.id}") { activityConnection(first: 2, where: {}, ${own}) { edges { node { ${NODE} } } } } }`,
    );
    const edges = all.filter(({ actors }) => actors.includes(busy?.id ?? '')).slice(2, 4);
    expect(dataOf(next)).toEqual({ staker: { activityConnection: { edges: edges.map((node) => ({ node })) } } });
    for (const query of [
      `{ stakers(first: 2) { activityConnection(${own}) { totalCount } } }`,
      `{ activityConnection(${own}) { totalCount } }`,
      `{ staker(id: "${busy?.id}") { activityConnection(where: { verb: stake }, ${own}) { totalCount } } }`,
      `{ staker(id: "${busy?.id}") { activityConnection(orderDirection: desc, ${own}) { totalCount } } }`,
    ])
      expect((await stack.ask(query)).errors?.[0]?.extensions?.code).toBe('CURSOR_INVALID');
  });
});

describe('an activity in a list', () => {
  it('is whatever was selected of it', async () => {
    const fields = `__typename n: sequence changes(first: 2, orderBy: position) { field after }
      ... on Staked { staker { ...Who } amount } ...Borrow`;
    const fragments = `fragment Who on Staker { id claimableRewards activityConnection(first: 1) { nodes { id } } }
      fragment Borrow on Borrowed { borrower { id isOverdue } }`;
    const answer = await stack.ask(
      `query($no: Boolean = false) { a: activityConnection(first: 60, where: { verb_in: [upgrade, stake, borrow] }) {
        __typename x: edges { y: node { ${fields} } __typename } nodes { s: sequence verb @include(if: $no) } pageInfo { __typename }
      } activities(first: 60, orderBy: sequence, where: { verb_in: [upgrade, stake, borrow] }) { ${fields} } } ${fragments}`,
    );
    const { a, activities } = dataOf<{ a: { x: { y: object }[]; nodes: object[] }; activities: { n: number }[] }>(
      answer,
    );
    expect(a.x).toEqual(activities.map((y) => ({ y, __typename: 'ActivityEdge' })));
    expect(a.nodes).toEqual(activities.map(({ n }) => ({ s: n })));
    expect(a).toMatchObject({ __typename: 'ActivityConnection', pageInfo: { __typename: 'PageInfo' } });
    expect(JSON.stringify(activities)).toContain('claimableRewards');
  });
});

describe('errors', () => {
  it.each([
    ['first: 10001', 'BAD_USER_INPUT'],
    ['first: -1', 'BAD_USER_INPUT'],
    ['first: 1, last: 1', 'BAD_USER_INPUT'],
    ['after: "nonsense"', 'CURSOR_INVALID'],
    ['where: { nonsense: 1 }', 'QUERY_REFUSED'],
    ['block: { number: 99999999 }', 'BLOCK_NOT_INDEXED'],
    ['skip: 5', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s is %s', async (args, code) => {
    const answer = await stack.ask(`{ activityConnection(${args}) { nodes { id } totalCount } }`);
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
    expect(answer.data ?? null).toBeNull();
  });

  it('are given where the argument block contradicts the cursor', async () => {
    const { pageInfo } = await page({ first: 1 });
    const query = (block: number) =>
      `{ activityConnection(first: 1, after: "${pageInfo.endCursor}", block: { number: ${block} }) { nodes { sequence } } }`;
    expect((await stack.ask(query(100))).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const { extensions } = await stack.ask('{ pools { id } }');
    expect((await stack.ask(query(extensions?.block.number ?? 0))).data).toEqual({
      activityConnection: { nodes: [{ sequence: 2 }] },
    });
  });
});
