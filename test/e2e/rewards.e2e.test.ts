/** What the distributor owes, on the real Graph Node. That it is what was paid is in `conformance.e2e.test.ts`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProven, leafOf } from '../../api/domain/lp-rewards/merkle-tree.ts';
import { codeBlocks } from '../support/document.ts';
import { recordingFile } from '../support/recording.ts';
import { type Answer, type GatewayStack, startGatewayStack } from './gateway-stack.ts';

interface Account {
  id: string;
  claimedRewards: string;
  cumulativeRewards: string;
  claimableRewards: string;
  pendingRewards: string;
  claimableFrom: string | null;
  proof: string[] | null;
}
interface Root {
  id: string;
  merkleRoot: string;
  epoch: number;
  proposals: { blockNumber: string }[];
  treeAccounts: { totalCount: number; nodes: { id: string; cumulativeRewards: string; proof: string[] }[] };
}

interface Page {
  nodes: { account: Account }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
interface Pages {
  rewardsRoots: { treeAccounts: Page }[];
}

const FIELDS = 'id claimedRewards cumulativeRewards claimableRewards pendingRewards claimableFrom proof';
let stack: GatewayStack;
let roots: Root[];

function data<T>(answer: Answer): T {
  expect(answer.errors).toBeUndefined();
  return answer.data as T;
}
const inBlock = (block: number) => `block: { number: ${block} }`;

beforeAll(async () => {
  stack = await startGatewayStack(recordingFile('story'));
  const query = '{ roots: rewardsRoots(orderBy: firstProposedAt) { id merkleRoot epoch proposals { blockNumber } } }';
  const proposed = data<{ roots: Omit<Root, 'treeAccounts'>[] }>(await stack.ask(query));
  roots = await Promise.all(
    proposed.roots.map(async (root) => {
      const accounts = `{ treeAccounts(first: 1000) { totalCount nodes { id cumulativeRewards proof } } }`;
      const answer = await stack.ask(`{ root: rewardsRoot(id: "${root.id}") ${accounts} }`);
      return { ...root, ...data<{ root: Pick<Root, 'treeAccounts'> }>(answer).root };
    }),
  );
});
afterAll(() => stack?.stop());

describe('every account of a tree', () => {
  it('is listed with a proof that the contract takes', () => {
    expect(roots.length).toBeGreaterThan(3);
    for (const { merkleRoot, treeAccounts } of roots) {
      expect(treeAccounts.nodes).toHaveLength(treeAccounts.totalCount);
      for (const { id, cumulativeRewards, proof } of treeAccounts.nodes)
        expect(isProven(merkleRoot, leafOf(id, BigInt(cumulativeRewards)), proof)).toBe(true);
    }
  });

  it('is found by its address, whether it ever claimed or not, and without anything derived as a Graph Node finds it', async () => {
    const { nodes } = (roots.at(-1) as Root).treeAccounts;
    const named = `where: { id_in: [${nodes.map(({ id }) => `"${id}"`)}] }`;
    const { rewardsAccounts } = data<{ rewardsAccounts: Account[] }>(
      await stack.ask(`{ rewardsAccounts(first: 1000, ${named}) { ${FIELDS} } }`),
    );
    expect(rewardsAccounts.map(({ id, cumulativeRewards, proof }) => ({ id, cumulativeRewards, proof }))).toEqual(
      nodes,
    );
    for (const { cumulativeRewards, claimedRewards, claimableRewards } of rewardsAccounts)
      expect(BigInt(cumulativeRewards)).toBe(BigInt(claimedRewards) + BigInt(claimableRewards));
    const plain = `{ rewardsAccounts(first: 1000, orderBy: claimedRewards, orderDirection: desc, ${named}) { id claimedRewards } }`;
    const stored = data<{ rewardsAccounts: Account[] }>(await stack.ask(plain)).rewardsAccounts;
    expect(stored).toEqual(data<{ rewardsAccounts: Account[] }>(await stack.direct(plain)).rewardsAccounts);
    expect(stored.length).toBeGreaterThan(3);
    expect(stored.length).toBeLessThan(nodes.length);
    const derived = plain.replace('{ id claimedRewards }', '{ id claimedRewards claimableRewards }');
    const merged = data<{ rewardsAccounts: Account[] }>(await stack.ask(derived)).rewardsAccounts;
    const isStored = new Set(stored.map(({ id }) => id));
    const rest = merged.filter(({ id }) => isStored.has(id));
    expect(rest.map(({ id, claimedRewards }) => ({ id, claimedRewards }))).toEqual(stored);
    expect(merged).toHaveLength(nodes.length);
  });

  it('is reached page by page, with what it may claim now', async () => {
    const { merkleRoot, treeAccounts } = roots.at(-1) as Root;
    const listed: string[] = [];
    for (let after: string | null = null; ; ) {
      const { rewardsRoots }: Pages = data<Pages>(
        await stack.ask(
          `query($after: String) { rewardsRoots(where: { merkleRoot: "${merkleRoot}" }) { treeAccounts(first: 20, after: $after) {
            nodes { account { id claimableRewards } } pageInfo { hasNextPage endCursor } } } }`,
          { after },
        ),
      );
      const page: Page | undefined = rewardsRoots[0]?.treeAccounts;
      listed.push(...(page?.nodes ?? []).map(({ account }) => account.id));
      if (!page?.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(listed).toEqual(treeAccounts.nodes.map(({ id }) => id));
    const strange = await stack.ask('{ rewardsRoots(first: 1) { treeAccounts(after: "bm9uc2Vuc2U") { totalCount } } }');
    expect(strange.errors?.[0]?.extensions?.code).toBe('CURSOR_INVALID');
    const many = await stack.ask('{ rewardsRoots { treeAccounts { totalCount } } }');
    expect(many.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

it('shows what is pending from the block of a proposal on, and from when it may be claimed', async () => {
  const { treeAccounts: before } = roots[1] as Root;
  const { treeAccounts: after, proposals } = roots[2] as Root;
  const held = new Map(before.nodes.map(({ id, cumulativeRewards }) => [id, BigInt(cumulativeRewards)]));
  const named = `where: { id_in: [${after.nodes.map(({ id }) => `"${id}"`)}] }`;
  const block = inBlock(Number(proposals[0]?.blockNumber));
  const answer = await stack.ask(`{
    rewardsAccounts(first: 1000, ${named}, ${block}) { ${FIELDS} }
    rewardsDistributors(${block}) { waitingPeriodEnd hasPendingRoot canUpdateRoot }
  }`);
  const { rewardsAccounts, rewardsDistributors } = data<{
    rewardsAccounts: Account[];
    rewardsDistributors: { waitingPeriodEnd: string }[];
  }>(answer);
  expect(rewardsDistributors[0]).toMatchObject({ hasPendingRoot: true, canUpdateRoot: false });
  const end = rewardsDistributors[0]?.waitingPeriodEnd;
  for (const [i, { id, cumulativeRewards }] of after.nodes.entries()) {
    const account = rewardsAccounts[i] as Account;
    expect(account.id).toBe(id);
    expect(BigInt(account.pendingRewards)).toBe(BigInt(cumulativeRewards) - (held.get(id) ?? 0n));
    expect(account.claimableFrom).toBe(account.pendingRewards === '0' ? null : end);
  }
});

describe('one account', () => {
  it('has in one place what staker and distributor say apart, at any moment', async () => {
    const { stakers } = data<{ stakers: { id: string }[] }>(await stack.direct('{ stakers(first: 1000) { id } }'));
    const earning = new Set((roots.at(-1) as Root).treeAccounts.nodes.map(({ id }) => id));
    const both = stakers.filter(({ id }) => earning.has(id)).slice(0, 3);
    expect(both.length).toBeGreaterThan(0);
    for (const { id } of both)
      for (const epoch of [2, 7]) {
        const answer = data<{ snapshot: Record<string, Record<string, string> | null> }>(
          await stack.ask(`{ snapshot(at: { epoch: ${epoch} }) {
            account(id: "${id}") { tokenBalance stakeAvailableToWithdraw debtBalance claimableRewards
              claimableStakingRewards claimableDistributorRewards claimedDistributorRewards }
            staker(id: "${id}") { tokenBalance stakeAvailableToWithdraw debtBalance claimableRewards }
            rewardsAccount(id: "${id}") { claimableRewards claimedRewards }
          } }`),
        ).snapshot;
        const { account, staker, rewardsAccount } = answer;
        expect(account).toEqual({
          tokenBalance: staker?.tokenBalance ?? '0',
          stakeAvailableToWithdraw: staker?.stakeAvailableToWithdraw ?? '0',
          debtBalance: staker?.debtBalance ?? '0',
          claimableStakingRewards: staker?.claimableRewards ?? '0',
          claimableDistributorRewards: rewardsAccount?.claimableRewards ?? '0',
          claimedDistributorRewards: rewardsAccount?.claimedRewards ?? '0',
          claimableRewards: String(
            BigInt(staker?.claimableRewards ?? 0) + BigInt(rewardsAccount?.claimableRewards ?? 0),
          ),
        });
      }
  });

  it('is rolled to the second named, and refused one before the block', async () => {
    const [staker] = data<{ stakers: { id: string }[] }>(
      await stack.direct('{ stakers(first: 1, orderBy: activeCurrent, orderDirection: desc) { id } }'),
    ).stakers;
    const at = '1852000000';
    const answer = await stack.ask(`{
      account(id: "${staker?.id}", at: ${at}) { claimable: claimableStakingRewards }
      staker(id: "${staker?.id}") { claimable: claimableRewards(at: ${at}) }
    }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.account).toEqual(answer.data?.staker);
    const early = await stack.ask(`{ account(id: "${staker?.id}", at: 5) { claimableDistributorRewards } }`);
    expect(early.errors?.[0]?.extensions?.code).toBe('AT_BEFORE_BLOCK');
  });
});

describe('docs/rewards.md', () => {
  const blocks = codeBlocks('rewards.md');
  const pairs = blocks.flatMap(({ language, text }, i) =>
    language === 'graphql' ? [[text, blocks[i + 1]?.text ?? '']] : [],
  );
  it('shows queries', () => expect(pairs.length).toBeGreaterThan(3));
  it.each(pairs)('%s', async (query, shown) => {
    expect(data(await stack.ask(query as string))).toEqual(JSON.parse(shown as string));
  });
});
