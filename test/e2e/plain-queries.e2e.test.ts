import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type GatewayStack, startGatewayStack } from './gateway-stack.ts';

let stack: GatewayStack;
let middle = 0;
let staker = '';
let hash = '';

beforeAll(async () => {
  stack = await startGatewayStack(BUNDLED_RECORDING);
  const { data } = await stack.direct(
    '{ stakers(first: 1, orderBy: cumulativeStaked, orderDirection: desc) { id } pools { firstBlock lastBlock } ' +
      'blocks(first: 1, skip: 100, orderBy: number) { id } }',
  );
  const { stakers, pools, blocks } = data as {
    stakers: { id: string }[];
    pools: { firstBlock: string; lastBlock: string }[];
    blocks: { id: string }[];
  };
  hash = blocks[0]?.id ?? '';
  staker = stakers[0]?.id ?? '';
  middle = Math.floor((Number(pools[0]?.firstBlock) + Number(pools[0]?.lastBlock)) / 2);
});
afterAll(() => stack?.stop());

const QUERIES: Readonly<Record<string, string>> = {
  'an entity': '{ pools { id epochInterval totalBorrowedBalance shortfallCount } }',
  'a filter': '{ stakers(where: { activeCurrent_gt: "1000000" }) { id activeCurrent } }',
  'a filter with a number': '{ stakers(where: { activeCurrent_gt: 1000000 }) { id } }',
  'a nested filter':
    '{ staked: stakeds(first: 5, where: { staker_: { activeCurrent_gt: "0" } }) { id staker { id } } }',
  'and, or':
    '{ stakers(where: { or: [{ activeCurrent: "0" }, { and: [{ activeCurrent_gt: "0" }, { inactiveNext: "0" }] }] }) { id } }',
  'ordering and paging': '{ activities(first: 7, skip: 3, orderBy: sequence, orderDirection: desc) { sequence } }',
  'ordering by a child': '{ stakeds(first: 9, orderBy: staker__activeCurrent) { id staker { activeCurrent } } }',
  children: '{ stakers(first: 3) { id debtReceipts(first: 2, orderBy: sequence) { amount epoch { number } } } }',
  'time travel':
    '{ stakers(block: { number: MIDDLE }) { id activeNext } borrowers(block: { number: MIDDLE }) { id borrowedBalance } }',
  'two blocks': '{ now: pools { activityCount } then: pools(block: { number: MIDDLE }) { activityCount } }',
  'a block by its hash': '{ pools(block: { hash: "HASH" }) { activityCount } }',
  'a block by its bare hash': '{ pools(block: { hash: "BARE" }) { activityCount } }',
  'at least a block': '{ pools(block: { number_gte: MIDDLE }) { activityCount } }',
  'a fragment':
    '{ ...Q } fragment Q on Query { pools { ...P } } fragment P on Pool { id borrowers(first: 1) { ...B } } fragment B on Borrower { id }',
  'an interface':
    '{ activities(first: 40) { __typename id block { number } ... on Staked { amount staker { id } } ... on Borrowed { amount } } }',
  aliases: '{ a: pools { x: id y: id } b: pools { id } }',
  'the block itself': '{ _meta { block { number hash } deployment hasIndexingErrors } }',
  'one that is not there': '{ staker(id: "0x0000000000000000000000000000000000000bad") { id } }',
  'only a name': '{ pools { __typename } __typename }',
  'part of the schema': '{ __type(name: "Block_height") { name kind inputFields { name type { name } } } }',
  'an enum in quotes': '{ stakers(first: 3, orderBy: "firstBlock", orderDirection: "desc") { id } }',
};

describe('the Graph Node and the gateway answer the same to', () => {
  it.each(Object.entries(QUERIES))('%s', async (_name, text) => {
    const query = text.replaceAll('MIDDLE', String(middle)).replaceAll('HASH', hash).replaceAll('BARE', hash.slice(2));
    const [direct, answer] = await Promise.all([stack.direct(query), stack.ask(query)]);
    expect(direct.errors).toBeUndefined();
    expect(answer.data).toEqual(direct.data);
  });

  it.each([
    ['query($id: ID!) { staker(id: $id) { id } }', () => ({ id: staker })],
    ['query($id: String!) { staker(id: $id) { id activeCurrent } }', () => ({ id: staker })],
    ['query($ids: [Bytes!]) { stakers(where: { id_in: $ids }) { id } }', () => ({ ids: [staker] })],
    [
      'query($where: Staker_filter, $first: Int = 3) { stakers(first: $first, where: $where) { id } }',
      () => ({ where: { activeCurrent_gt: 5 } }),
    ],
    ['query($block: Block_height) { pools(block: $block) { activityCount } }', () => ({ block: { number: middle } })],
    ['query($block: Block_height) { pools(block: $block) { activityCount } }', () => ({ block: null })],
    [
      'query($yes: Boolean!) { pools { id shortfallCount @include(if: $yes) activityCount @skip(if: $yes) } }',
      () => ({ yes: true }),
    ],
    ['query($unused: Int) { pools { id } }', () => ({ unused: 1, undeclared: 2 })],
    ['query($missing: Boolean) { pools { id shortfallCount @skip(if: $missing) } }', () => ({})],
    ['query($constructor: Int = 1) { stakers(first: $constructor) { id } }', () => ({})],
  ])('%s', async (query, variables) => {
    const [direct, answer] = await Promise.all([stack.direct(query, variables()), stack.ask(query, variables())]);
    expect(direct.errors).toBeUndefined();
    expect(answer.data).toEqual(direct.data);
  });

  it.each([
    '{ stakers(first: 1001) { id } }',
    '{ stakers(where: { bogus: 1 }) { id } }',
    '{ stakers(orderBy: bogus) { id } }',
    '{ stakers { bogus } }',
    '{ pools(block: { number: 99999999 }) { id } }',
    '{ pool { id } }',
    '{ staker(id: "zz") { id } }',
    '{ pools { id } stakers(first: 0, block: { number: 300 }) { id } }',
  ])('with an error to %s', async (query) => {
    const [direct, answer] = await Promise.all([stack.direct(query), stack.ask(query)]);
    expect(direct.errors).toBeDefined();
    expect(answer.errors?.[0]?.extensions?.code).toMatch(/^[A-Z_]+$/);
    expect(answer.data ?? null).toBeNull();
  });
});
