// Events of MD1Configuration: what the oracle works by, published in the contract.
import {
  IpfsUpdatePeriodUpdated as IpfsUpdatePeriodUpdatedEvent,
  IpnsNameUpdated as IpnsNameUpdatedEvent,
  RewardsOracleChanged as RewardsOracleChangedEvent,
  RewardsParametersUpdated as RewardsParametersUpdatedEvent,
} from '../../../generated/RewardsDistributor/MerkleDistributorV1';
import {
  IpfsUpdatePeriodUpdated,
  IpnsNameUpdated,
  RewardsOracleChanged,
  RewardsParametersUpdated,
} from '../../../generated/schema';
import { setRewardsParameters } from '../../rules/distributor/configuration';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { isInitialised, loadDistributor, saveDistributor } from '../../store/rewards-distributor';

export function handleRewardsOracleChanged(event: RewardsOracleChangedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const activity = new RewardsOracleChanged(activityId(event));
  activity.rewardsOracle = event.params.rewardsOracle;
  if (isInitialised(distributor)) activity.previousRewardsOracle = distributor.rewardsOracle;
  distributor.rewardsOracle = event.params.rewardsOracle;
  const journal = record(activity, 'setRewardsOracle', null, [event.params.rewardsOracle], pool, event);
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}

export function handleIpnsNameUpdated(event: IpnsNameUpdatedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const activity = new IpnsNameUpdated(activityId(event));
  activity.ipnsName = event.params.ipnsName;
  if (isInitialised(distributor)) activity.previousIpnsName = distributor.ipnsName;
  distributor.ipnsName = event.params.ipnsName;
  const journal = record(activity, 'setIpnsName', null, [], pool, event);
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}

export function handleIpfsUpdatePeriodUpdated(event: IpfsUpdatePeriodUpdatedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const activity = new IpfsUpdatePeriodUpdated(activityId(event));
  activity.ipfsUpdatePeriod = event.params.ipfsUpdatePeriod;
  if (isInitialised(distributor)) activity.previousIpfsUpdatePeriod = distributor.ipfsUpdatePeriod;
  distributor.ipfsUpdatePeriod = event.params.ipfsUpdatePeriod;
  const journal = record(activity, 'setIpfsUpdatePeriod', null, [], pool, event);
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}

export function handleRewardsParametersUpdated(event: RewardsParametersUpdatedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const marketMakers = event.params.marketMakerRewardsAmount;
  const traders = event.params.traderRewardsAmount;
  const alpha = event.params.traderScoreAlpha;
  const activity = new RewardsParametersUpdated(activityId(event));
  activity.marketMakerRewardsAmount = marketMakers;
  activity.traderRewardsAmount = traders;
  activity.traderScoreAlpha = alpha;
  if (isInitialised(distributor)) {
    activity.previousMarketMakerRewardsAmount = distributor.marketMakerRewardsAmount;
    activity.previousTraderRewardsAmount = distributor.traderRewardsAmount;
    activity.previousTraderScoreAlpha = distributor.traderScoreAlpha;
  }
  setRewardsParameters(distributor, marketMakers, traders, alpha);
  const journal = record(activity, 'setRewardsParameters', null, [], pool, event);
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}
