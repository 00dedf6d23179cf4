import { Bytes } from '@graphprotocol/graph-ts';
import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { handleRewardsPerSecondUpdated } from '../../mappings/handlers/admin';
import {
  handleClaimedRewards,
  handleGlobalIndexUpdated,
  handleUserIndexUpdated,
} from '../../mappings/handlers/rewards';
import { handleStaked, handleWithdrawalRequested } from '../../mappings/handlers/staking';
import { rewardsPerSecondUpdated } from './events/admin';
import { recordOf } from './events/log';
import { claimedRewards, globalIndexUpdated, userIndexUpdated } from './events/rewards';
import { staked, withdrawalRequested } from './events/staking';
import {
  ALICE,
  assertFlow,
  assertPool,
  assertStaker,
  BOB,
  CAROL,
  DAY,
  EPOCH_1,
  EPOCH_2,
  openPool,
  START,
  ZERO,
} from './pool';

/** Index at the end of epoch 0, with 200 active: 2,419,200 seconds times 1e12 times 1e18 / 200. */
const INDEX_EPOCH_0 = '12096000000000000000000000000000000';

beforeEach(() => {
  openPool();
  handleRewardsPerSecondUpdated(rewardsPerSecondUpdated('1000000000000', START - 1000));
  handleStaked(staked(ALICE, ALICE, '100', START));
  handleStaked(staked(BOB, BOB, '100', START));
});

describe('handleGlobalIndexUpdated', () => {
  test('settles to now while no boundary is due', () => {
    const event = globalIndexUpdated('50000000000000000000000000000', START + 10);
    handleGlobalIndexUpdated(event);
    assertPool('globalIndex', '50000000000000000000000000000');
    assertPool('globalIndexTimestamp', (START + 10).toString());
    assertPool('discrepancyCount', '0');
    assert.fieldEquals('GlobalIndexUpdated', recordOf(event), 'index', '50000000000000000000000000000');
    assert.fieldEquals('GlobalIndexUpdated', recordOf(event), 'settledTo', (START + 10).toString());
  });

  test('settles to the end of the epoch of the record where a withdrawal is pending: contracts.md 9.3', () => {
    handleWithdrawalRequested(withdrawalRequested(ALICE, '100', START + DAY));
    const event = globalIndexUpdated(INDEX_EPOCH_0, EPOCH_2 + 5);
    handleGlobalIndexUpdated(event);
    assertPool('globalIndex', INDEX_EPOCH_0);
    assertPool('globalIndexTimestamp', EPOCH_1.toString());
    assertPool('totalActiveEpoch', '2');
    assertPool('totalActiveCurrent', '100');
    assertPool('discrepancyCount', '0');
    assert.fieldEquals('Epoch', '0', 'globalIndexAtEnd', INDEX_EPOCH_0);
    assert.fieldEquals('GlobalIndexUpdated', recordOf(event), 'settledTo', EPOCH_1.toString());
  });

  test('adopts an index that differs, and records that', () => {
    const event = globalIndexUpdated('7', START + 10);
    handleGlobalIndexUpdated(event);
    assertPool('globalIndex', '7');
    const id = recordOf(event) + Bytes.fromUTF8('globalIndex').toHexString().slice(2);
    assert.fieldEquals('Discrepancy', id, 'computed', '50000000000000000000000000000');
    assert.fieldEquals('Discrepancy', id, 'logged', '7');
  });
});

describe('handleUserIndexUpdated', () => {
  test('settles the user to now', () => {
    handleGlobalIndexUpdated(globalIndexUpdated('50000000000000000000000000000', START + 10));
    const event = userIndexUpdated(ALICE, '50000000000000000000000000000', '5000000000000', START + 10);
    handleUserIndexUpdated(event);
    assertStaker(ALICE, 'rewardsIndex', '50000000000000000000000000000');
    assertStaker(ALICE, 'accruedRewards', '5000000000000');
    assertPool('discrepancyCount', '0');
    assert.fieldEquals('UserIndexUpdated', recordOf(event), 'user', ALICE);
    assert.fieldEquals('UserIndexUpdated', recordOf(event), 'index', '50000000000000000000000000000');
    assert.fieldEquals('UserIndexUpdated', recordOf(event), 'unclaimedRewards', '5000000000000');
  });

  test('settles to an old boundary where the total went on before: contracts.md 9.22', () => {
    handleWithdrawalRequested(withdrawalRequested(BOB, '50', START + DAY));
    handleGlobalIndexUpdated(globalIndexUpdated(INDEX_EPOCH_0, EPOCH_1 + 10));
    handleGlobalIndexUpdated(globalIndexUpdated('12096066666666666666666666666666666', EPOCH_1 + 10));
    handleUserIndexUpdated(userIndexUpdated(BOB, INDEX_EPOCH_0, '1209600000000000000', EPOCH_1 + 20));
    assertStaker(BOB, 'rewardsIndex', INDEX_EPOCH_0);
    assertStaker(BOB, 'accruedRewards', '1209600000000000000');
    assertPool('discrepancyCount', '0');
  });

  test('takes the words of the contract for the zero address', () => {
    handleUserIndexUpdated(userIndexUpdated(ZERO, '10', '1100', START + 10));
    assertStaker(ZERO, 'rewardsIndex', '10');
    assertStaker(ZERO, 'accruedRewards', '1100');
    assertPool('discrepancyCount', '0');
  });
});

describe('handleClaimedRewards', () => {
  test('pays all that accrued, to whomever, and files it under the user', () => {
    const event = claimedRewards(ALICE, CAROL, '5000000000000', START + 10);
    handleClaimedRewards(event);
    assertStaker(ALICE, 'accruedRewards', '0');
    assertStaker(ALICE, 'cumulativeClaimedRewards', '5000000000000');
    assertFlow('0-claimRewards', '1', '5000000000000');
    assertPool('discrepancyCount', '0');
    assert.notInStore('Staker', CAROL);
    assert.fieldEquals('ClaimedRewards', recordOf(event), 'user', ALICE);
    assert.fieldEquals('ClaimedRewards', recordOf(event), 'recipient', CAROL);
    assert.fieldEquals('ClaimedRewards', recordOf(event), 'claimedRewards', '5000000000000');
  });

  test('pays nothing the second time in a block', () => {
    handleClaimedRewards(claimedRewards(ALICE, ALICE, '5000000000000', START + 10));
    handleClaimedRewards(claimedRewards(ALICE, ALICE, '0', START + 10));
    assertStaker(ALICE, 'cumulativeClaimedRewards', '5000000000000');
    assert.entityCount('ClaimedRewards', 2);
    assertPool('discrepancyCount', '0');
  });

  test('over an epoch boundary pays each part by its own balance', () => {
    handleWithdrawalRequested(withdrawalRequested(BOB, '50', START + DAY));
    // 100 * 12096e30 / 1e18, and 100 * floor(10 * 1e30 / 150) / 1e18.
    handleClaimedRewards(claimedRewards(ALICE, ALICE, '1209606666666666666', EPOCH_1 + 10));
    assertPool('globalIndex', '12096066666666666666666666666666666');
    assertPool('globalIndexTimestamp', (EPOCH_1 + 10).toString());
    assertPool('discrepancyCount', '0');
  });
});
