/** The Merkle distributor over an epoch, in short. */
import type { DistributorMoment, RootActivity } from '../read/distributor.ts';
import type { Distributor } from '../shape-stark-proxies.ts';

export function distributorOf(
  opening: DistributorMoment | null,
  closing: DistributorMoment | null,
  activities: readonly RootActivity[],
): Distributor | null {
  if (closing === null) return null;
  return {
    id: closing.id,
    activeRoot: { opening: opening?.activeRoot ?? null, closing: closing.activeRoot },
    proposedRoot: { opening: opening?.proposedRoot ?? null, closing: closing.proposedRoot },
    rootUpdatesPaused: closing.rootUpdatesPaused,
    roots: activities.map(({ merkleRoot = null, rootEpoch = null, ...row }) => ({ ...row, merkleRoot, rootEpoch })),
    claims: {
      count: closing.claimCount - (opening?.claimCount ?? 0),
      amount: String(closing.cumulativeClaimedRewards - (opening?.cumulativeClaimedRewards ?? 0n)),
      newAccounts: closing.accountCount - (opening?.accountCount ?? 0),
    },
    claimedRewards: String(closing.cumulativeClaimedRewards),
  };
}
