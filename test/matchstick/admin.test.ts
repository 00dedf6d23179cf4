import { Bytes } from '@graphprotocol/graph-ts';
import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { BlackoutWindowChanged, EpochParametersChanged } from '../../generated/schema';
import {
  handleBlackoutWindowChanged,
  handleBorrowingRestrictionChanged,
  handleEpochParametersChanged,
  handleRewardsPerSecondUpdated,
  handleScheduledBorrowerAllocationChange,
} from '../../mappings/handlers/admin';
import { handleStaked, handleWithdrawalRequested } from '../../mappings/handlers/staking';
import {
  blackoutWindowChanged,
  borrowingRestrictionChanged,
  epochParametersChanged,
  rewardsPerSecondUpdated,
  scheduledBorrowerAllocationChange,
} from './events/admin';
import { recordOf } from './events/log';
import { staked, withdrawalRequested } from './events/staking';
import {
  ALICE,
  assertBorrower,
  assertPool,
  BORROWER,
  DAY,
  EPOCH_1,
  emptyStore,
  OTHER_BORROWER,
  openPool,
  START,
  ZERO,
} from './pool';

beforeEach(openPool);

describe('handleEpochParametersChanged', () => {
  test('the first one starts the index clock, not before the distribution', () => {
    emptyStore();
    const event = epochParametersChanged('2419200', START.toString(), START - 1000);
    handleEpochParametersChanged(event);
    assertPool('epochInterval', '2419200');
    assertPool('epochOffset', START.toString());
    assertPool('globalIndexTimestamp', START.toString());
    assert.fieldEquals('EpochParametersChanged', recordOf(event), 'interval', '2419200');
    assert.fieldEquals('EpochParametersChanged', recordOf(event), 'offset', START.toString());
    const activity = EpochParametersChanged.load(Bytes.fromHexString(recordOf(event))) as EpochParametersChanged;
    assert.assertTrue(activity.previousInterval === null);
    assert.assertTrue(activity.previousOffset === null);
    assert.assertTrue(activity.epoch === null);
    assert.entityCount('Epoch', 0);
  });

  test('the first one starts the index clock at its own second when the distribution runs already', () => {
    emptyStore();
    handleEpochParametersChanged(epochParametersChanged('2419200', (START + DAY).toString(), START + 60));
    assertPool('globalIndexTimestamp', (START + 60).toString());
  });

  test('in epoch 5 moves the end of that epoch and no other: contracts.md 9.14', () => {
    handleStaked(staked(ALICE, ALICE, '100', START + 85 * DAY));
    const event = epochParametersChanged('2592000', (START - 10 * DAY).toString(), START + 143 * DAY);
    handleEpochParametersChanged(event);
    assert.fieldEquals('Epoch', '3', 'start', (START + 84 * DAY).toString());
    assert.fieldEquals('Epoch', '3', 'end', (START + 112 * DAY).toString());
    assert.fieldEquals('Epoch', '5', 'start', (START + 140 * DAY).toString());
    assert.fieldEquals('Epoch', '5', 'end', (START + 170 * DAY).toString());
    assert.fieldEquals('Epoch', '5', 'blackoutStart', (START + 156 * DAY).toString());
    assert.fieldEquals('EpochParametersChanged', recordOf(event), 'previousInterval', '2419200');
    assert.fieldEquals('EpochParametersChanged', recordOf(event), 'previousOffset', START.toString());
    assert.fieldEquals('EpochParametersChanged', recordOf(event), 'epoch', '5');
  });

  test('settles the boundary that is due by the old schedule', () => {
    handleRewardsPerSecondUpdated(rewardsPerSecondUpdated('1000000000000', START));
    handleStaked(staked(ALICE, ALICE, '100', START + 84 * DAY));
    handleWithdrawalRequested(withdrawalRequested(ALICE, '40', START + 85 * DAY));
    handleEpochParametersChanged(epochParametersChanged('2592000', (START - 10 * DAY).toString(), START + 143 * DAY));
    // Epoch 3 ended on day 112; by the new schedule it would have on day 110.
    assertPool('globalIndexTimestamp', (START + 112 * DAY).toString());
    assert.fieldEquals('Epoch', '3', 'globalIndexAtEnd', '24192000000000000000000000000000000');
    assertPool('totalActiveEpoch', '5');
    assertPool('totalActiveCurrent', '60');
  });
});

describe('handleBlackoutWindowChanged', () => {
  test('the first one has nothing before it', () => {
    emptyStore();
    const event = blackoutWindowChanged('1209600', START - 1000);
    handleBlackoutWindowChanged(event);
    assertPool('blackoutWindow', '1209600');
    const activity = BlackoutWindowChanged.load(Bytes.fromHexString(recordOf(event))) as BlackoutWindowChanged;
    assert.assertTrue(activity.previousBlackoutWindow === null);
    assert.fieldEquals('BlackoutWindowChanged', recordOf(event), 'blackoutWindow', '1209600');
    assert.fieldEquals('BlackoutWindowChanged', recordOf(event), 'sequence', '1');
  });

  test('moves the blackout of the running epoch', () => {
    const event = blackoutWindowChanged('259200', START + DAY);
    handleBlackoutWindowChanged(event);
    assert.fieldEquals('Epoch', '0', 'blackoutStart', (EPOCH_1 - 3 * DAY).toString());
    assert.fieldEquals('Epoch', '0', 'end', EPOCH_1.toString());
    assert.fieldEquals('BlackoutWindowChanged', recordOf(event), 'previousBlackoutWindow', '1209600');
  });
});

describe('handleRewardsPerSecondUpdated', () => {
  test('settles at the old rate first', () => {
    handleRewardsPerSecondUpdated(rewardsPerSecondUpdated('1000000000000', START));
    handleStaked(staked(ALICE, ALICE, '100', START));
    const event = rewardsPerSecondUpdated('0', START + 100);
    handleRewardsPerSecondUpdated(event);
    assertPool('rewardsPerSecond', '0');
    assertPool('globalIndex', '1000000000000000000000000000000');
    assertPool('globalIndexTimestamp', (START + 100).toString());
    assert.fieldEquals('RewardsPerSecondUpdated', recordOf(event), 'emissionPerSecond', '0');
    assert.fieldEquals('RewardsPerSecondUpdated', recordOf(event), 'previousEmissionPerSecond', '1000000000000');
  });

  test('from 0 to a rate accrues from then on: contracts.md 9.18', () => {
    handleStaked(staked(ALICE, ALICE, '100', START));
    handleRewardsPerSecondUpdated(rewardsPerSecondUpdated('2000000000000', START + 300));
    handleStaked(staked(ALICE, ALICE, '0', START + 400));
    assertPool('globalIndex', '2000000000000000000000000000000');
  });
});

describe('handleScheduledBorrowerAllocationChange', () => {
  test('holds at once before epoch zero', () => {
    const event = scheduledBorrowerAllocationChange(BORROWER, '0', '4000', '0', START - 900);
    handleScheduledBorrowerAllocationChange(event);
    handleScheduledBorrowerAllocationChange(scheduledBorrowerAllocationChange(ZERO, '10000', '6000', '0', START - 900));
    assertBorrower(BORROWER, 'allocationCurrent', '4000');
    assertBorrower(BORROWER, 'allocationNext', '4000');
    assertBorrower(ZERO, 'allocationCurrent', '6000');
    assertPool('borrowerCount', '2');
    assertPool('discrepancyCount', '0');
    assert.fieldEquals('ScheduledBorrowerAllocationChange', recordOf(event), 'borrower', BORROWER);
    assert.fieldEquals('ScheduledBorrowerAllocationChange', recordOf(event), 'oldAllocation', '0');
    assert.fieldEquals('ScheduledBorrowerAllocationChange', recordOf(event), 'newAllocation', '4000');
    assert.fieldEquals('ScheduledBorrowerAllocationChange', recordOf(event), 'epochNumber', '0');
  });

  test('holds from the next epoch on after that, the last one of a call counts: contracts.md 9.8', () => {
    handleScheduledBorrowerAllocationChange(scheduledBorrowerAllocationChange(BORROWER, '0', '5000', '0', START - 1));
    handleScheduledBorrowerAllocationChange(scheduledBorrowerAllocationChange(BORROWER, '5000', '7000', '1', START));
    handleScheduledBorrowerAllocationChange(scheduledBorrowerAllocationChange(BORROWER, '5000', '3000', '1', START));
    assertBorrower(BORROWER, 'allocationEpoch', '0');
    assertBorrower(BORROWER, 'allocationCurrent', '5000');
    assertBorrower(BORROWER, 'allocationNext', '3000');
    handleScheduledBorrowerAllocationChange(scheduledBorrowerAllocationChange(BORROWER, '3000', '1', '2', EPOCH_1));
    assertBorrower(BORROWER, 'allocationEpoch', '1');
    assertBorrower(BORROWER, 'allocationCurrent', '3000');
    assertBorrower(BORROWER, 'allocationNext', '1');
    assertPool('discrepancyCount', '0');
  });

  test('adopts an old fraction that differs', () => {
    handleScheduledBorrowerAllocationChange(scheduledBorrowerAllocationChange(BORROWER, '9', '5000', '1', START));
    assertBorrower(BORROWER, 'allocationCurrent', '9');
    assertPool('discrepancyCount', '1');
  });
});

describe('handleBorrowingRestrictionChanged', () => {
  test('sets the flag, and lifts it', () => {
    const event = borrowingRestrictionChanged(BORROWER, true, START);
    handleBorrowingRestrictionChanged(event);
    assertBorrower(BORROWER, 'isBorrowingRestricted', 'true');
    assert.fieldEquals('BorrowingRestrictionChanged', recordOf(event), 'borrower', BORROWER);
    assert.fieldEquals('BorrowingRestrictionChanged', recordOf(event), 'isBorrowingRestricted', 'true');
    handleBorrowingRestrictionChanged(borrowingRestrictionChanged(BORROWER, false, START + 1));
    assertBorrower(BORROWER, 'isBorrowingRestricted', 'false');
    assert.notInStore('Borrower', OTHER_BORROWER);
  });
});
