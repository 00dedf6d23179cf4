// Events of LS1Admin: schedule, rate, allocations, restrictions.
import {
  BlackoutWindowChanged as BlackoutWindowChangedEvent,
  BorrowingRestrictionChanged as BorrowingRestrictionChangedEvent,
  EpochParametersChanged as EpochParametersChangedEvent,
  RewardsPerSecondUpdated as RewardsPerSecondUpdatedEvent,
  ScheduledBorrowerAllocationChange as ScheduledBorrowerAllocationChangeEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import {
  BlackoutWindowChanged,
  BorrowingRestrictionChanged,
  EpochParametersChanged,
  RewardsPerSecondUpdated,
  ScheduledBorrowerAllocationChange,
} from '../../generated/schema';
import { setBlackoutWindow, setEpochParameters } from '../rules/admin';
import { rolledAllocation, setAllocation } from '../rules/borrower-allocations';
import { setRewardsPerSecond, settleTotalActiveBalance } from '../rules/rewards';
import { activityId, record } from '../store/activity';
import { loadBorrower, saveBorrower } from '../store/borrower';
import { touchBorrowerEpoch } from '../store/borrower-epoch';
import { adopt } from '../store/discrepancy';
import { loadPool, savePool } from '../store/pool';

export function handleEpochParametersChanged(event: EpochParametersChangedEvent): void {
  const pool = loadPool(event.block);
  const now = event.block.timestamp;
  const parameters = event.params.epochParameters;
  const activity = new EpochParametersChanged(activityId(event));
  activity.interval = parameters.interval;
  activity.offset = parameters.offset;
  if (!pool.epochInterval.isZero()) {
    activity.previousInterval = pool.epochInterval;
    activity.previousOffset = pool.epochOffset;
  }
  // Recorded, and rewards settled, by the schedule that was in force until now.
  const journal = record(activity, 'setEpochParameters', null, [], pool, event);
  settleTotalActiveBalance(pool, now);
  setEpochParameters(pool, parameters.interval, parameters.offset, now);
  activity.save();
  savePool(journal, pool);
}

export function handleBlackoutWindowChanged(event: BlackoutWindowChangedEvent): void {
  const pool = loadPool(event.block);
  const activity = new BlackoutWindowChanged(activityId(event));
  activity.blackoutWindow = event.params.blackoutWindow;
  if (!pool.blackoutWindow.isZero()) activity.previousBlackoutWindow = pool.blackoutWindow;
  const journal = record(activity, 'setBlackoutWindow', null, [], pool, event);
  setBlackoutWindow(pool, event.params.blackoutWindow, event.block.timestamp);
  activity.save();
  savePool(journal, pool);
}

export function handleRewardsPerSecondUpdated(event: RewardsPerSecondUpdatedEvent): void {
  const pool = loadPool(event.block);
  const activity = new RewardsPerSecondUpdated(activityId(event));
  activity.emissionPerSecond = event.params.emissionPerSecond;
  activity.previousEmissionPerSecond = pool.rewardsPerSecond;
  setRewardsPerSecond(pool, event.params.emissionPerSecond, event.block.timestamp);
  const journal = record(activity, 'setRewardsPerSecond', null, [], pool, event);
  activity.save();
  savePool(journal, pool);
}

export function handleScheduledBorrowerAllocationChange(event: ScheduledBorrowerAllocationChangeEvent): void {
  const pool = loadPool(event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const now = event.block.timestamp;
  const logged = event.params.oldAllocation;
  adopt(pool, event, borrower.id, 'allocationCurrent', rolledAllocation(pool, borrower, now), logged);
  setAllocation(pool, borrower, logged, event.params.newAllocation, now);
  const activity = new ScheduledBorrowerAllocationChange(activityId(event));
  activity.borrower = borrower.id;
  activity.oldAllocation = logged;
  activity.newAllocation = event.params.newAllocation;
  activity.epochNumber = event.params.epochNumber;
  const journal = record(activity, 'setBorrowerAllocation', null, [borrower.id], pool, event);
  activity.save();
  touchBorrowerEpoch(journal, borrower.id);
  saveBorrower(journal, borrower);
  savePool(journal, pool);
}

export function handleBorrowingRestrictionChanged(event: BorrowingRestrictionChangedEvent): void {
  const pool = loadPool(event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  borrower.isBorrowingRestricted = event.params.isBorrowingRestricted;
  const activity = new BorrowingRestrictionChanged(activityId(event));
  activity.borrower = borrower.id;
  activity.isBorrowingRestricted = event.params.isBorrowingRestricted;
  const journal = record(activity, 'setBorrowingRestriction', null, [borrower.id], pool, event);
  activity.save();
  touchBorrowerEpoch(journal, borrower.id);
  saveBorrower(journal, borrower);
  savePool(journal, pool);
}
