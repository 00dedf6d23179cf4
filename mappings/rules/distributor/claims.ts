// MD1Claims: what is paid, and to whom others may cause it to be paid.
import { BigInt } from '@graphprotocol/graph-ts';
import { RewardsAccount, RewardsDistributor } from '../../../generated/schema';

/** `_claimRewards`: the log has what is paid now, the contract stores the sum. */
export function claimRewards(distributor: RewardsDistributor, account: RewardsAccount, paid: BigInt): void {
  account.claimedRewards = account.claimedRewards.plus(paid);
  account.claimCount += 1;
  distributor.cumulativeClaimedRewards = distributor.cumulativeClaimedRewards.plus(paid);
  distributor.claimCount += 1;
}

/** `setAlwaysAllowClaimsFor`. */
export function allowClaims(account: RewardsAccount, allow: boolean): void {
  account.alwaysAllowClaims = allow;
}
