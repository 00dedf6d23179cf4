/** What accounts may claim where trees are missing, false or at odds with what was claimed: no recording has that. */
import { concat, toBeHex } from 'ethers';
import { afterEach, describe, expect, it } from 'vitest';
import { leafOf, proofOf, treeOf } from '../../api/domain/lp-rewards/merkle-tree.ts';
import { startGateway } from '../../api/main.ts';
import { BLOCK, fakeGraphNode } from './fake-graph-node.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const address = (digit: number): string => `0x${String(digit).repeat(40)}`;
type Amounts = readonly (readonly [account: number, amount: bigint])[];

function rootOf(amounts: Amounts, epoch: number) {
  const { root } = treeOf(amounts.map(([account, amount]) => leafOf(address(account), amount)));
  const leaves = concat(amounts.map(([account, amount]) => concat([address(account), toBeHex(amount, 32)])));
  const named = { id: `${root}0${epoch}`, merkleRoot: root, epoch, ipfsCid: 'bafy' };
  return { named, tree: { verified: true, fault: null, leaves } as Record<string, unknown> };
}

const ACTIVE = rootOf(
  [
    [1, 100n],
    [2, 50n],
    [3, 7n],
  ],
  0,
);
const PROPOSED = rootOf(
  [
    [1, 150n],
    [2, 40n],
    [3, 7n],
    [4, 9n],
  ],
  1,
);
const WAITING = { nextRootEpoch: 1, waitingPeriodEnd: '2000', rootUpdatesPaused: false };

interface World {
  distributor?: object;
  active?: typeof ACTIVE | null;
  proposed?: typeof ACTIVE | null;
  /** Claimed so far, by account. */
  claimed?: Readonly<Record<string, string>>;
  trees?: Readonly<Record<string, unknown>>;
}

async function start(world: World = {}) {
  const { active = ACTIVE, proposed = PROPOSED, claimed = {}, distributor = WAITING } = world;
  const trees = { [ACTIVE.named.id]: ACTIVE.tree, [PROPOSED.named.id]: PROPOSED.tree, ...world.trees };
  const state = [{ id: BLOCK.hash, number: String(BLOCK.number), timestamp: String(BLOCK.timestamp) }];
  const roots = { ...distributor, activeRoot: active?.named ?? null, proposedRoot: proposed?.named ?? null };
  const node = await fakeGraphNode(({ query, variables }) => {
    if (query.includes('rewardsTree(')) return answer({ rewardsTree: trees[String(variables.id)] ?? null });
    if (query.includes('rewardsDistributors(first: 1, block'))
      return answer({ rewardsDistributors: [roots], state, _g_state0: state });
    if (query.includes('_g_root: rewardsAccounts')) {
      const ids = (Object.values(variables).find(isCondition) ?? { id_in: [] }).id_in;
      const rows = ids.flatMap((id) => (claimed[id] === undefined ? [] : [row(id, claimed[id])]));
      return answer({ _g_root: rows, _g_state0: state });
    }
    if (query.includes('$id')) return answer({ rewardsAccount: null, state });
    return answer({ plain: { claimedRewards: '5' }, _g_meta0: { block: BLOCK }, _g_state0: state });
  });
  closing.push(node.close);
  const gateway = await startGateway({ port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent' });
  closing.push(gateway.close);
  const ask = async (query: string) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] };
  };
  return { ask, node };
}

const answer = (data: object): string => JSON.stringify({ data });
const isCondition = (value: unknown): value is { id_in: string[] } => Object.hasOwn(Object(value), 'id_in');
const row = (id: string, claimed: string | undefined) => ({
  id,
  _g_id: id,
  _g_claimedRewards: claimed,
  _g_alwaysAllowClaims: false,
  _g_claimCount: 1,
  _g_firstBlock: '1',
});
const one = (account: number, fields: string): string => `{ rewardsAccount(id: "${address(account)}") { ${fields} } }`;
const ALL = 'cumulativeRewards cumulativeRewardsProposed claimableRewards pendingRewards claimableFrom';

describe('an account', () => {
  it('has what the active root gives less what it claimed, and what the pending one adds', async () => {
    const { ask } = await start({ claimed: { [address(1)]: '30' } });
    expect((await ask(one(1, ALL))).data?.rewardsAccount).toEqual({
      cumulativeRewards: '100',
      cumulativeRewardsProposed: '150',
      claimableRewards: '70',
      pendingRewards: '50',
      claimableFrom: '2000',
    });
  });

  it('that claimed more than the active root gives has nothing to claim', async () => {
    const { ask } = await start({ claimed: { [address(2)]: '51' } });
    expect((await ask(one(2, 'claimableRewards cumulativeRewards'))).data?.rewardsAccount).toEqual({
      claimableRewards: '0',
      cumulativeRewards: '50',
    });
  });

  it('is shown a loss by the pending root, and no second to wait for', async () => {
    const { ask } = await start({ claimed: { [address(2)]: '0' } });
    expect((await ask(one(2, 'pendingRewards claimableFrom'))).data?.rewardsAccount).toEqual({
      pendingRewards: '-10',
      claimableFrom: null,
    });
  });

  it('that only is in a tree is there with nothing claimed; in none it is absent', async () => {
    const { ask } = await start();
    expect((await ask(one(3, 'id claimedRewards claimableRewards firstBlock'))).data?.rewardsAccount).toEqual({
      id: address(3),
      claimedRewards: '0',
      claimableRewards: '7',
      firstBlock: null,
    });
    expect((await ask(one(4, 'cumulativeRewards pendingRewards proof'))).data?.rewardsAccount).toEqual({
      cumulativeRewards: '0',
      pendingRewards: '9',
      proof: null,
    });
    expect((await ask(one(5, 'claimableRewards'))).data).toEqual({ rewardsAccount: null });
  });

  it('knows no second while root updates are paused, and nothing pending without a pending root', async () => {
    const paused = await start({ distributor: { ...WAITING, rootUpdatesPaused: true } });
    expect((await paused.ask(one(1, 'pendingRewards claimableFrom'))).data?.rewardsAccount).toEqual({
      pendingRewards: '50',
      claimableFrom: null,
    });
    const done = await start({ active: PROPOSED, distributor: { ...WAITING, nextRootEpoch: 2 } });
    expect((await done.ask(one(1, ALL))).data?.rewardsAccount).toEqual({
      cumulativeRewards: '150',
      cumulativeRewardsProposed: '150',
      claimableRewards: '150',
      pendingRewards: '0',
      claimableFrom: null,
    });
  });

  it('has a proof of its amount', async () => {
    const { ask } = await start();
    const leaves = [leafOf(address(1), 100n), leafOf(address(2), 50n), leafOf(address(3), 7n)];
    const proof = proofOf(treeOf(leaves), leaves[0] as string);
    expect((await ask(one(1, 'proof'))).data).toEqual({ rewardsAccount: { proof } });
  });
});

describe('a list of named accounts', () => {
  const list = (rest: string) =>
    `{ rewardsAccounts(where: { id_in: [${[5, 3, 1, 4].map((i) => `"${address(i)}"`)}] }${rest}) { id claimableRewards } }`;
  const ids = (data: Record<string, unknown> | undefined) =>
    (data as { rewardsAccounts: { id: string }[] }).rewardsAccounts.map(({ id }) => Number(id[2]));

  it('has stored ones and those of the trees in the order and page asked for', async () => {
    const { ask } = await start({ claimed: { [address(1)]: '30' } });
    expect(ids((await ask(list(''))).data)).toEqual([1, 3, 4]);
    expect(ids((await ask(list(', orderDirection: desc'))).data)).toEqual([4, 3, 1]);
    expect(ids((await ask(list(', orderBy: claimedRewards'))).data)).toEqual([3, 4, 1]);
    expect(ids((await ask(list(', first: 1, skip: 1'))).data)).toEqual([3]);
    // Postgres puts null last, or first where it counts down.
    expect(ids((await ask(list(', orderBy: firstBlock'))).data)).toEqual([1, 3, 4]);
    expect(ids((await ask(list(', orderBy: firstBlock, orderDirection: desc'))).data)).toEqual([4, 3, 1]);
    expect((await ask(list(', first: 1001'))).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('reads each tree once, however many accounts and requests there are', async () => {
    const { ask, node } = await start();
    const trees = () => node.asked.filter(({ query }) => query.includes('rewardsTree(')).length;
    await Promise.all([ask(list('')), ask(one(1, ALL)), ask(one(2, ALL)), ask(list(', first: 2'))]);
    expect(trees()).toBe(2);
    await ask(one(3, `${ALL} proof`));
    expect(trees()).toBe(2);
  });
});

describe('a tree that cannot be answered from', () => {
  const faults: [string, unknown, string][] = [
    ['has not been read', null, 'TREE_UNAVAILABLE'],
    ['is of another root', { verified: false, fault: 'otherRoot', leaves: null }, 'TREE_UNVERIFIED'],
    ['was kept as another', { ...ACTIVE.tree, leaves: PROPOSED.tree.leaves }, 'TREE_UNVERIFIED'],
  ];

  it.each(faults)('is an error where it %s', async (_what, tree, code) => {
    const claimed = { [address(1)]: '30' };
    const { ask } = await start({ claimed, trees: { [ACTIVE.named.id]: tree } });
    for (const field of ['cumulativeRewards', 'claimableRewards', 'pendingRewards', 'proof'])
      expect((await ask(one(1, field))).errors?.[0]?.extensions.code).toBe(code);
    // Nobody can say that an account is in no tree.
    expect((await ask(one(5, 'cumulativeRewardsProposed'))).errors?.[0]?.extensions.code).toBe(code);
    expect((await ask(`{ plain: rewardsAccount(id: "${address(1)}") { claimedRewards } }`)).data).toEqual({
      plain: { claimedRewards: '5' },
    });
    const account = `{ account(id: "${address(1)}") { claimedDistributorRewards } }`;
    expect((await ask(account)).errors).toBeUndefined();
  });

  it('of the pending root leaves what the active one says', async () => {
    const { ask } = await start({ claimed: { [address(1)]: '30' }, trees: { [PROPOSED.named.id]: null } });
    expect((await ask(one(1, 'claimableRewards'))).data?.rewardsAccount).toEqual({ claimableRewards: '70' });
    expect((await ask(one(1, 'pendingRewards'))).errors?.[0]?.extensions.code).toBe('TREE_UNAVAILABLE');
  });

  it('is asked for again until it is there', async () => {
    const trees: Record<string, unknown> = { [ACTIVE.named.id]: null };
    const { ask, node } = await start({ trees });
    expect((await ask(one(1, 'claimableRewards'))).errors?.[0]?.extensions.code).toBe('TREE_UNAVAILABLE');
    await ask(one(1, 'claimableRewards'));
    expect(node.asked.filter(({ query }) => query.includes('rewardsTree('))).toHaveLength(2);
  });
});

it('has nobody with rewards before the first root', async () => {
  const { ask } = await start({ active: null, proposed: null, distributor: { ...WAITING, nextRootEpoch: 0 } });
  expect((await ask(one(1, 'claimableRewards'))).data).toEqual({ rewardsAccount: null });
  const fields = 'claimableDistributorRewards pendingDistributorRewards distributorRewardsClaimableFrom';
  expect((await ask(`{ account(id: "${address(1)}") { ${fields} } }`)).data?.account).toEqual({
    claimableDistributorRewards: '0',
    pendingDistributorRewards: '0',
    distributorRewardsClaimableFrom: null,
  });
});
