import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { handleRewardsPerSecondUpdated } from '../../mappings/handlers/admin';
import { handleApproval, handleTransfer } from '../../mappings/handlers/erc20';
import { handleStaked, handleWithdrawalRequested } from '../../mappings/handlers/staking';
import { rewardsPerSecondUpdated } from './events/admin';
import { approval, transfer } from './events/erc20';
import { recordOf } from './events/log';
import { staked, withdrawalRequested } from './events/staking';
import { ALICE, assertPool, assertStaker, BOB, CAROL, EPOCH_1, openPool, START, ZERO } from './pool';

beforeEach(() => {
  openPool();
  handleRewardsPerSecondUpdated(rewardsPerSecondUpdated('1000000000000', START - 1000));
  handleStaked(staked(ALICE, ALICE, '100', START));
});

describe('handleTransfer', () => {
  test('moves active balance to a newcomer, each side paid until now for what it held', () => {
    const event = transfer(ALICE, BOB, '40', START + 10);
    handleTransfer(event);
    assertStaker(ALICE, 'activeCurrent', '60');
    assertStaker(ALICE, 'activeNext', '60');
    assertStaker(ALICE, 'accruedRewards', '10000000000000');
    assertStaker(BOB, 'activeCurrent', '40');
    assertStaker(BOB, 'activeNext', '40');
    assertStaker(BOB, 'accruedRewards', '0');
    assertStaker(BOB, 'rewardsIndex', '100000000000000000000000000000');
    assertPool('totalActiveCurrent', '100');
    assertPool('globalIndex', '100000000000000000000000000000');
    assertPool('stakerCount', '2');
    assert.fieldEquals('Transfer', recordOf(event), 'from', ALICE);
    assert.fieldEquals('Transfer', recordOf(event), 'to', BOB);
    assert.fieldEquals('Transfer', recordOf(event), 'value', '40');
  });

  test('to oneself moves nothing and settles once', () => {
    handleTransfer(transfer(ALICE, ALICE, '70', START + 10));
    assertStaker(ALICE, 'activeCurrent', '100');
    assertStaker(ALICE, 'activeNext', '100');
    assertStaker(ALICE, 'accruedRewards', '10000000000000');
    assertPool('stakerCount', '1');
  });

  test('over an epoch boundary goes by the balances of the new epoch', () => {
    handleWithdrawalRequested(withdrawalRequested(ALICE, '20', START + 1));
    handleTransfer(transfer(ALICE, BOB, '80', EPOCH_1));
    assertStaker(ALICE, 'activeEpoch', '1');
    assertStaker(ALICE, 'activeCurrent', '0');
    assertStaker(ALICE, 'activeNext', '0');
    // 28 days at 1e12 a second, all of it hers.
    assertStaker(ALICE, 'accruedRewards', '2419200000000000000');
    assertStaker(BOB, 'activeEpoch', '1');
    assertStaker(BOB, 'activeCurrent', '80');
    assertPool('totalActiveCurrent', '80');
    assert.fieldEquals('Epoch', '0', 'globalIndexAtEnd', '24192000000000000000000000000000000');
  });

  test('leaves mint and burn to Staked and WithdrewStake: they name the caller', () => {
    const mint = transfer(ZERO, CAROL, '30', START + 10);
    handleTransfer(mint);
    const burn = transfer(CAROL, ZERO, '30', START + 10);
    handleTransfer(burn);
    assert.notInStore('Staker', CAROL);
    assert.notInStore('Staker', ZERO);
    assertPool('totalActiveCurrent', '100');
    assertPool('globalIndexTimestamp', START.toString());
    assert.fieldEquals('Transfer', recordOf(mint), 'to', CAROL);
    assert.fieldEquals('Transfer', recordOf(burn), 'from', CAROL);
  });
});

describe('handleApproval', () => {
  test('sets the allowance, also back to 0', () => {
    const first = approval(ALICE, BOB, '25', START + 1);
    handleApproval(first);
    const id = ALICE + BOB.slice(2);
    assert.fieldEquals('Allowance', id, 'owner', ALICE);
    assert.fieldEquals('Allowance', id, 'spender', BOB);
    assert.fieldEquals('Allowance', id, 'value', '25');
    handleApproval(approval(ALICE, BOB, '0', START + 2));
    assert.fieldEquals('Allowance', id, 'value', '0');
    assert.entityCount('Allowance', 1);
    assert.fieldEquals('Approval', recordOf(first), 'owner', ALICE);
    assert.fieldEquals('Approval', recordOf(first), 'spender', BOB);
    assert.fieldEquals('Approval', recordOf(first), 'value', '25');
    assert.notInStore('Staker', BOB);
  });
});
