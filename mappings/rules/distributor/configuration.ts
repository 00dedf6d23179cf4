// MD1Configuration: what the contract publishes and does not use.
import { BigInt } from '@graphprotocol/graph-ts';
import { RewardsDistributor } from '../../../generated/schema';

/** `_setRewardsParameters`. */
export function setRewardsParameters(
  distributor: RewardsDistributor,
  marketMakers: BigInt,
  traders: BigInt,
  alpha: BigInt,
): void {
  distributor.marketMakerRewardsAmount = marketMakers;
  distributor.traderRewardsAmount = traders;
  distributor.traderScoreAlpha = alpha;
}
