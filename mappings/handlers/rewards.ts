// Events of LS1Rewards. The two index events come before the event that caused them: they settle, it finds it done.
import {
  ClaimedRewards as ClaimedRewardsEvent,
  GlobalIndexUpdated as GlobalIndexUpdatedEvent,
  UserIndexUpdated as UserIndexUpdatedEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { ClaimedRewards, GlobalIndexUpdated, UserIndexUpdated } from '../../generated/schema';
import {
  claimRewards,
  isBoundaryLogged,
  settleGlobalIndex,
  settleTotalActiveBalance,
  settleUserRewards,
  settleUserRewardsOnce,
} from '../rules/rewards';
import { activityId, record } from '../store/activity';
import { adopt } from '../store/discrepancy';
import { poolAt, savePool } from '../store/pool';
import { loadStaker, saveStaker } from '../store/staker';
import { addToStakerEpoch } from '../store/staker-epoch';
import { isZero } from '../store/zero-address';

export function handleGlobalIndexUpdated(event: GlobalIndexUpdatedEvent): void {
  const pool = poolAt(event.address, event.block);
  const now = event.block.timestamp;
  // The log does not say which: a boundary that is due is settled, and logged, before now is.
  const isBoundary = isBoundaryLogged(pool, now);
  if (isBoundary) settleTotalActiveBalance(pool, now);
  else settleGlobalIndex(pool, now);
  pool.globalIndex = adopt(pool, event, pool.id, 'globalIndex', pool.globalIndex, event.params.index);
  const activity = new GlobalIndexUpdated(activityId(event));
  activity.index = event.params.index;
  activity.settledTo = pool.globalIndexTimestamp;
  const journal = record(activity, 'settleGlobalIndex', null, [], pool, event);
  activity.save();
  savePool(journal, pool);
}

export function handleUserIndexUpdated(event: UserIndexUpdatedEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.user, event.block);
  const index = event.params.index;
  const accrued = event.params.unclaimedRewards;
  if (isZero(staker.id)) {
    // Its balance is the total's, of which this log alone tells the moment.
    staker.rewardsIndex = index;
    staker.accruedRewards = accrued;
  } else {
    settleUserRewardsOnce(pool, staker, event.block.timestamp);
    staker.rewardsIndex = adopt(pool, event, staker.id, 'rewardsIndex', staker.rewardsIndex, index);
    staker.accruedRewards = adopt(pool, event, staker.id, 'accruedRewards', staker.accruedRewards, accrued);
  }
  const activity = new UserIndexUpdated(activityId(event));
  activity.user = staker.id;
  activity.index = index;
  activity.unclaimedRewards = accrued;
  const journal = record(activity, 'settleUserRewards', null, [staker.id], pool, event);
  activity.save();
  saveStaker(journal, staker);
  savePool(journal, pool);
}

export function handleClaimedRewards(event: ClaimedRewardsEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.user, event.block);
  const now = event.block.timestamp;
  const paid = event.params.claimedRewards;
  if (isZero(staker.id)) settleGlobalIndex(pool, now);
  else settleUserRewards(pool, staker, now);
  adopt(pool, event, staker.id, 'accruedRewards', staker.accruedRewards, paid);
  claimRewards(staker, paid);
  const activity = new ClaimedRewards(activityId(event));
  activity.user = staker.id;
  activity.recipient = event.params.recipient;
  activity.claimedRewards = paid;
  const journal = record(activity, 'claimRewards', paid, [staker.id, event.params.recipient], pool, event);
  activity.save();
  addToStakerEpoch(journal, staker, 'claimedRewards', paid);
  saveStaker(journal, staker);
  savePool(journal, pool);
}
