/** The Merkle distributor on the real Graph Node: each file is found, checked, and kept as the recording has it. */
import { concat, keccak256, solidityPacked } from 'ethers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRecording, type RecordedFile } from '../../stack/recording.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { recordingFile } from '../support/recording.ts';
import { ask } from './ask.ts';

interface Tree {
  verified: boolean;
  accountCount: number;
  totalRewards: string;
  leaves: string;
}

interface Root {
  merkleRoot: string;
  epoch: number;
  ipfsCid: string;
  activatedAt: string | null;
  tree: Tree | null;
}

let stack: RunningStack;
let files: RecordedFile[];
let roots: Root[];

beforeAll(async () => {
  files = (await loadRecording(recordingFile('story'))).files;
  stack = await startStack({ recording: recordingFile('story'), gateway: false });
  const query = `{ rewardsRoots(orderBy: firstProposedAt) {
    merkleRoot epoch ipfsCid activatedAt tree { verified accountCount totalRewards leaves }
  } }`;
  roots = (await ask(stack.graphqlUrl, query)).data.rewardsRoots;
});
afterAll(() => stack?.stop());

const leavesOf = (tree: Tree): string[] => [...tree.leaves.matchAll(/[0-9a-f]{104}/g)].map(([leaf]) => `0x${leaf}`);

/** Root of hashes in ascending order; an odd one goes up as it is. */
function rootOf(level: string[]): string {
  if (level.length === 1) return level[0] as string;
  const pairs = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => level.slice(2 * i, 2 * i + 2));
  return rootOf(pairs.map((pair) => (pair.length === 1 ? (pair[0] as string) : keccak256(concat(pair.sort())))));
}

describe('the files of the recording', () => {
  it('are those of the roots, each verified', () => {
    expect(roots.map(({ ipfsCid }) => ipfsCid)).toEqual(files.map(({ cid }) => cid));
    expect(roots.map(({ tree }) => tree?.verified)).toEqual(files.map(() => true));
    expect(roots.filter(({ activatedAt }) => activatedAt !== null).map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
  });

  it('are kept pair by pair, in the order of their hashes', () => {
    for (const [i, { tree }] of roots.entries()) {
      const pairs: [string, string][] = JSON.parse(files[i]?.content ?? '');
      const expected = pairs.map(([account, amount]) => solidityPacked(['address', 'uint256'], [account, amount]));
      const leaves = leavesOf(tree as Tree);
      expect(new Set(leaves)).toEqual(new Set(expected));
      const hashes = leaves.map((leaf) => keccak256(leaf));
      expect(hashes).toEqual(hashes.toSorted());
      expect(tree?.accountCount).toBe(pairs.length);
      expect(tree?.totalRewards).toBe(String(pairs.reduce((sum, [, amount]) => sum + BigInt(amount), 0n)));
    }
  });

  it('have the roots that were proposed, by what is kept alone', () => {
    for (const { merkleRoot, tree } of roots) {
      expect(rootOf(leavesOf(tree as Tree).map((leaf) => keccak256(leaf)))).toBe(merkleRoot);
    }
  });
});

it('has paid nobody more than the tree that was active last says', async () => {
  const query =
    '{ rewardsAccounts { id claimedRewards claims { claimedRewards } } rewardsDistributors { claimCount cumulativeClaimedRewards } }';
  const { rewardsAccounts, rewardsDistributors } = (await ask(stack.graphqlUrl, query)).data;
  const earned = new Map(
    leavesOf(roots.at(-1)?.tree as Tree).map((leaf) => [leaf.slice(0, 42), BigInt(`0x${leaf.slice(42)}`)]),
  );
  let [paid, count] = [0n, 0];
  for (const { id, claimedRewards, claims } of rewardsAccounts) {
    const amounts = claims.map((claim: { claimedRewards: string }) => BigInt(claim.claimedRewards));
    expect(amounts.reduce((sum: bigint, amount: bigint) => sum + amount, 0n)).toBe(BigInt(claimedRewards));
    if (amounts.length > 0) expect(earned.get(id) ?? 0n).toBeGreaterThanOrEqual(BigInt(claimedRewards));
    paid += BigInt(claimedRewards);
    count += amounts.length;
  }
  expect(count).toBe(21);
  expect(rewardsDistributors).toEqual([{ claimCount: count, cumulativeClaimedRewards: String(paid) }]);
});
