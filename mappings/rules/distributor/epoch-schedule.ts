// MD1EpochSchedule.
import { BigInt } from '@graphprotocol/graph-ts';
import { RewardsDistributor } from '../../../generated/schema';

/** `_setEpochParameters`. */
export function setEpochParameters(distributor: RewardsDistributor, interval: BigInt, offset: BigInt): void {
  distributor.epochInterval = interval;
  distributor.epochOffset = offset;
}
