// Events of MD1Claims.
import {
  AlwaysAllowClaimForUpdated as AlwaysAllowClaimForUpdatedEvent,
  RewardsClaimed as RewardsClaimedEvent,
} from '../../../generated/RewardsDistributor/MerkleDistributorV1';
import { AlwaysAllowClaimForUpdated, RewardsClaimed } from '../../../generated/schema';
import { allowClaims, claimRewards } from '../../rules/distributor/claims';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadRewardsAccount, saveRewardsAccount } from '../../store/rewards-account';
import { loadDistributor, saveDistributor } from '../../store/rewards-distributor';

export function handleRewardsClaimed(event: RewardsClaimedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const account = loadRewardsAccount(distributor, event.params.account, event.block);
  const paid = event.params.amount;
  claimRewards(distributor, account, paid);
  const activity = new RewardsClaimed(activityId(event));
  activity.claimant = account.id;
  activity.claimedRewards = paid;
  activity.newClaimedRewards = account.claimedRewards;
  const journal = record(activity, 'claimDistributedRewards', paid, [account.id], pool, event);
  activity.save();
  saveRewardsAccount(journal, account);
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}

export function handleAlwaysAllowClaimForUpdated(event: AlwaysAllowClaimForUpdatedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const account = loadRewardsAccount(distributor, event.params.user, event.block);
  allowClaims(account, event.params.allow);
  const activity = new AlwaysAllowClaimForUpdated(activityId(event));
  activity.claimant = account.id;
  activity.alwaysAllowClaims = event.params.allow;
  const journal = record(activity, 'setAlwaysAllowClaimsFor', null, [account.id], pool, event);
  activity.save();
  saveRewardsAccount(journal, account);
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}
