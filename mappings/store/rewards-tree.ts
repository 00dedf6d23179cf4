import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { RewardsTree } from '../../generated/schema';
import { Rewards } from '../rules/distributor/rewards-file';

/** Number of bytes of one leaf. */
const LEAF = 52;

/** The tree of a root before it is checked: of the file only its size is known. */
export function newRewardsTree(root: Bytes, merkleRoot: Bytes, ipfsCid: string, content: Bytes): RewardsTree {
  const tree = new RewardsTree(root);
  tree.merkleRoot = merkleRoot;
  tree.ipfsCid = ipfsCid;
  tree.size = content.length;
  tree.verified = false;
  tree.accountCount = 0;
  tree.totalRewards = BigInt.zero();
  return tree;
}

/** Nothing of a file that is not what was proposed is kept. */
export function rejectTree(tree: RewardsTree, fault: string, computedRoot: Bytes | null): void {
  tree.fault = fault;
  tree.computedRoot = computedRoot;
}

/** All leaves as one value: a row for each would take minutes of every root. */
export function verifyTree(tree: RewardsTree, computedRoot: Bytes, rewards: Rewards): void {
  const count = rewards.leaves.length;
  const leaves = new Bytes(count * LEAF);
  for (let i = 0; i < count; i++) leaves.set(rewards.leaves[i].packed, i * LEAF);
  tree.verified = true;
  tree.computedRoot = computedRoot;
  tree.accountCount = count;
  tree.totalRewards = rewards.total;
  tree.leaves = leaves;
}
