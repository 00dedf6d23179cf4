/** What an account has by the distributor's roots and what it claimed: DYDX base units (10^-18), unix seconds. */
import { claimable, pending } from '../../domain/distributor/claims.ts';
import { accountProof, amountOf } from '../../domain/distributor/rewards-tree.ts';
import { hasPendingRoot, updatableFrom } from '../../domain/distributor/root-updates.ts';
import type { LateRequest } from '../../plan/late.ts';
import { activeTree, proposedTree, readRoots } from './roots.ts';

/** A value of an account by its address and what it claimed, once the trees it needs are read. */
export type Amount<Value> = (address: string, claimed: bigint) => Value;
type AmountAt<Value> = (request: LateRequest) => Promise<Amount<Value>>;

export const cumulativeRewards: AmountAt<bigint> = async (request) => {
  const tree = await activeTree(request);
  return (address) => amountOf(tree, address);
};

export const cumulativeRewardsProposed: AmountAt<bigint> = async (request) => {
  const tree = await proposedTree(request);
  return (address) => amountOf(tree, address);
};

export const claimableRewards: AmountAt<bigint> = async (request) => {
  const tree = await activeTree(request);
  return (address, claimed) => claimable(amountOf(tree, address), claimed);
};

export const pendingRewards: AmountAt<bigint> = async (request) => {
  const { updates } = await readRoots(request);
  if (!hasPendingRoot(updates)) return () => 0n;
  const [active, proposed] = await Promise.all([activeTree(request), proposedTree(request)]);
  return (address) => pending(amountOf(proposed, address), amountOf(active, address));
};

/** Null where nothing is pending for the account, and while root updates are paused. */
export const claimableFrom: AmountAt<bigint | null> = async (request) => {
  const from = updatableFrom((await readRoots(request)).updates);
  if (from === null) return () => null;
  const pendingOf = await pendingRewards(request);
  return (address, claimed) => (pendingOf(address, claimed) > 0n ? from : null);
};

export const proof: AmountAt<readonly string[] | null> = async (request) => {
  const tree = await activeTree(request);
  return (address) => accountProof(tree, address);
};
