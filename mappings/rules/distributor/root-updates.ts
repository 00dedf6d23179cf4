// MD1RootUpdates: which root is proposed, and which is claimed from.
import { BigInt } from '@graphprotocol/graph-ts';
import { RewardsDistributor, RewardsRoot } from '../../../generated/schema';
import { replaceRoot } from '../../store/rewards-root';

/** `proposeRoot`: the proposal before goes, unless it is the active root or this one. */
export function proposeRoot(
  distributor: RewardsDistributor,
  root: RewardsRoot,
  waitingPeriodEnd: BigInt,
  now: BigInt,
): void {
  const before = distributor.proposedRoot;
  const active = distributor.activeRoot;
  const isPending = before !== null && (active === null || !active.equals(before));
  if (before !== null && isPending && !before.equals(root.id)) replaceRoot(before, now);
  root.proposedAt = now;
  root.waitingPeriodEnd = waitingPeriodEnd;
  root.replacedAt = null;
  distributor.proposedRoot = root.id;
  distributor.waitingPeriodEnd = waitingPeriodEnd;
}

/** `updateRoot`: the proposal stays stored, and is no longer pending. */
export function updateRoot(distributor: RewardsDistributor, root: RewardsRoot, now: BigInt): void {
  const before = distributor.activeRoot;
  if (before !== null) replaceRoot(before, now);
  root.activatedAt = now;
  distributor.activeRoot = root.id;
  distributor.nextRootEpoch = root.epoch + 1;
}
