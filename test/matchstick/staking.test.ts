import { Bytes } from '@graphprotocol/graph-ts';
import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { Staked } from '../../generated/schema';
import { handleBorrowed } from '../../mappings/handlers/borrowing';
import { handleConvertedInactiveBalancesToDebt, handleDebtMarked } from '../../mappings/handlers/debt-accounting';
import {
  handleReceivedDebt,
  handleStaked,
  handleWithdrawalRequested,
  handleWithdrewDebt,
  handleWithdrewStake,
} from '../../mappings/handlers/staking';
import { borrowed } from './events/borrowing';
import { convertedInactiveBalancesToDebt, debtMarked } from './events/debt-accounting';
import { recordOf } from './events/log';
import { receivedDebt, staked, withdrawalRequested, withdrewDebt, withdrewStake } from './events/staking';
import {
  ALICE,
  assertFlow,
  assertPool,
  assertStaker,
  BOB,
  BORROWER,
  CAROL,
  DAY,
  EPOCH_1,
  EPOCH_2,
  openPool,
  POOL,
  START,
  ZERO,
} from './pool';

/** Alice stakes 10, 8 are borrowed, she requests 3; the next epoch a shortfall of 1 leaves 2 of 3: contracts.md 9.4. */
function shortfall(): void {
  handleStaked(staked(ALICE, ALICE, '10', START));
  handleBorrowed(borrowed(BORROWER, '8', '8', START));
  handleWithdrawalRequested(withdrawalRequested(ALICE, '3', START + DAY));
  handleDebtMarked(debtMarked(BORROWER, '1', '7', '1', EPOCH_1));
  handleConvertedInactiveBalancesToDebt(
    convertedInactiveBalancesToDebt('1', '666666666666666666666666666666666666', '2', EPOCH_1),
  );
}

beforeEach(openPool);

describe('handleStaked', () => {
  test('adds to the active balances of the staker, not of the spender', () => {
    const event = staked(BOB, CAROL, '30', START + 5);
    handleStaked(event);
    assertStaker(BOB, 'activeCurrent', '30');
    assertStaker(BOB, 'activeNext', '30');
    assertStaker(BOB, 'cumulativeStaked', '30');
    assertStaker(BOB, 'firstBlock', (START + 5).toString());
    assert.notInStore('Staker', CAROL);
    assertPool('totalActiveCurrent', '30');
    assertPool('totalActiveNext', '30');
    assertFlow('0-stake', '1', '30');
    assertPool('stakerCount', '1');
    // The index clock runs to the log, with nothing active before.
    assertPool('globalIndexTimestamp', (START + 5).toString());
    const id = recordOf(event);
    assert.fieldEquals('Staked', id, 'staker', BOB);
    assert.fieldEquals('Staked', id, 'spender', CAROL);
    assert.fieldEquals('Staked', id, 'amount', '30');
  });

  test('records its place: sequence after the two logs before, epoch, block, transaction', () => {
    const event = staked(ALICE, ALICE, '1', START);
    handleStaked(event);
    const id = recordOf(event);
    assert.fieldEquals('Staked', id, 'sequence', '3');
    assert.fieldEquals('Staked', id, 'epoch', '0');
    assert.fieldEquals('Staked', id, 'block', event.block.hash.toHexString());
    assert.fieldEquals('Staked', id, 'blockNumber', START.toString());
    assert.fieldEquals('Staked', id, 'timestamp', START.toString());
    assert.fieldEquals('Staked', id, 'transactionHash', event.transaction.hash.toHexString());
    assert.fieldEquals('Staked', id, 'transactionIndex', '1');
    assert.fieldEquals('Staked', id, 'logIndex', '2');
    assertPool('activityCount', '3');
    assertPool('lastBlock', START.toString());
    assertPool('lastTimestamp', START.toString());
  });

  test('names a record by transaction hash and log index in little-endian bytes', () => {
    const event = staked(ALICE, ALICE, '1', START);
    event.transaction.hash = Bytes.fromHexString('0x0102');
    handleStaked(event);
    assert.fieldEquals('Staked', '0x010202000000', 'amount', '1');
  });

  test('records the block once and the epoch with its bounds', () => {
    const first = staked(ALICE, ALICE, '1', START);
    handleStaked(first);
    handleStaked(staked(BOB, BOB, '1', START));
    assert.entityCount('Block', 2);
    assert.fieldEquals('Block', first.block.hash.toHexString(), 'timestamp', START.toString());
    assert.entityCount('Epoch', 1);
    assert.fieldEquals('Epoch', '0', 'start', START.toString());
    assert.fieldEquals('Epoch', '0', 'end', '1630422000');
    assert.fieldEquals('Epoch', '0', 'blackoutStart', '1629212400');
    assert.fieldEquals('Epoch', '0', 'firstSequence', '3');
    assert.fieldEquals('Epoch', '0', 'pool', POOL);
  });

  test('has an amount of 0 as well', () => {
    const event = staked(ALICE, ALICE, '0', START);
    handleStaked(event);
    assertStaker(ALICE, 'activeCurrent', '0');
    assert.assertNotNull(Staked.load(Bytes.fromHexString(recordOf(event))));
  });

  test('counts a stake for the zero address twice in the total: contracts.md 9.2', () => {
    handleStaked(staked(ALICE, ALICE, '100', START));
    handleStaked(staked(ZERO, CAROL, '10', START + 10));
    assertPool('totalActiveCurrent', '120');
    assertPool('totalActiveNext', '120');
    assertFlow('0-stake', '2', '110');
    assertStaker(ZERO, 'activeCurrent', '0');
    assertStaker(ZERO, 'cumulativeStaked', '10');
  });
});

describe('handleWithdrawalRequested', () => {
  test('moves the next balances only', () => {
    handleStaked(staked(ALICE, ALICE, '100', START));
    const event = withdrawalRequested(ALICE, '40', START + DAY);
    handleWithdrawalRequested(event);
    assertStaker(ALICE, 'activeCurrent', '100');
    assertStaker(ALICE, 'activeNext', '60');
    assertStaker(ALICE, 'inactiveCurrent', '0');
    assertStaker(ALICE, 'inactiveNext', '40');
    assertStaker(ALICE, 'cumulativeWithdrawalRequested', '40');
    assertPool('totalActiveCurrent', '100');
    assertPool('totalActiveNext', '60');
    assertPool('totalInactiveCurrent', '0');
    assertPool('totalInactiveNext', '40');
    assert.fieldEquals('WithdrawalRequested', recordOf(event), 'staker', ALICE);
    assert.fieldEquals('WithdrawalRequested', recordOf(event), 'amount', '40');
  });

  test('does not settle the index to now', () => {
    handleStaked(staked(ALICE, ALICE, '100', START));
    handleWithdrawalRequested(withdrawalRequested(ALICE, '40', START + DAY));
    assertPool('globalIndexTimestamp', START.toString());
  });
});

describe('handleWithdrewStake', () => {
  test('takes from the inactive balances of the epoch after the request', () => {
    handleStaked(staked(ALICE, ALICE, '100', START));
    handleWithdrawalRequested(withdrawalRequested(ALICE, '40', START + DAY));
    const event = withdrewStake(ALICE, CAROL, '30', EPOCH_1);
    handleWithdrewStake(event);
    assertStaker(ALICE, 'inactiveEpoch', '1');
    assertStaker(ALICE, 'inactiveCurrent', '10');
    assertStaker(ALICE, 'inactiveNext', '10');
    assertStaker(ALICE, 'cumulativeWithdrawnStake', '30');
    assertPool('totalInactiveEpoch', '1');
    assertPool('totalInactiveCurrent', '10');
    assertPool('totalInactiveNext', '10');
    assertFlow('1-withdrawStake', '1', '30');
    // The active record is not touched, so not rolled either.
    assertPool('totalActiveEpoch', '0');
    assert.fieldEquals('WithdrewStake', recordOf(event), 'staker', ALICE);
    assert.fieldEquals('WithdrewStake', recordOf(event), 'recipient', CAROL);
    assert.fieldEquals('WithdrewStake', recordOf(event), 'amount', '30');
    assert.fieldEquals('WithdrewStake', recordOf(event), 'epoch', '1');
  });

  test('settles a loss first: one unit more than the share of the total, contracts.md 9.4', () => {
    shortfall();
    handleWithdrewStake(withdrewStake(ALICE, ALICE, '1', EPOCH_1 + 1));
    assertStaker(ALICE, 'inactiveCurrent', '0');
    assertStaker(ALICE, 'inactiveNext', '0');
    assertStaker(ALICE, 'settledDebtBalance', '2');
    assertStaker(ALICE, 'cumulativeReceivedDebt', '2');
    assertStaker(ALICE, 'shortfallCounter', '1');
    assertPool('totalInactiveCurrent', '1');
  });
});

describe('handleWithdrewDebt', () => {
  test('pays out of the repaid debt', () => {
    shortfall();
    const event = withdrewDebt(ALICE, BOB, '1', '1', EPOCH_1 + 2);
    handleWithdrewDebt(event);
    assertStaker(ALICE, 'settledDebtBalance', '1');
    assertStaker(ALICE, 'cumulativeWithdrawnDebt', '1');
    assertFlow('1-withdrawDebt', '1', '1');
    // Nothing was repaid in this test: below zero shows what was taken.
    assertPool('totalDebtAvailableToWithdraw', '-1');
    assertPool('discrepancyCount', '0');
    assert.fieldEquals('WithdrewDebt', recordOf(event), 'recipient', BOB);
    assert.fieldEquals('WithdrewDebt', recordOf(event), 'amount', '1');
    assert.fieldEquals('WithdrewDebt', recordOf(event), 'newDebtBalance', '1');
  });

  test('adopts a logged debt that differs, and records that', () => {
    shortfall();
    const event = withdrewDebt(ALICE, BOB, '1', '5', EPOCH_1 + 2);
    handleWithdrewDebt(event);
    assertStaker(ALICE, 'settledDebtBalance', '5');
    assertPool('discrepancyCount', '1');
    const id = recordOf(event) + Bytes.fromUTF8('settledDebtBalance').toHexString().slice(2);
    assert.fieldEquals('Discrepancy', id, 'subject', ALICE);
    assert.fieldEquals('Discrepancy', id, 'quantity', 'settledDebtBalance');
    assert.fieldEquals('Discrepancy', id, 'computed', '1');
    assert.fieldEquals('Discrepancy', id, 'logged', '5');
    assert.fieldEquals('Discrepancy', id, 'sequence', '8');
    assert.fieldEquals('WithdrewDebt', recordOf(event), 'sequence', '9');
  });
});

describe('handleReceivedDebt', () => {
  test('books the loss: one unit more than the share of the total', () => {
    shortfall();
    const event = receivedDebt(ALICE, '2', '2', EPOCH_1 + 1);
    handleReceivedDebt(event);
    assertStaker(ALICE, 'inactiveEpoch', '1');
    assertStaker(ALICE, 'inactiveCurrent', '1');
    assertStaker(ALICE, 'inactiveNext', '1');
    assertStaker(ALICE, 'settledDebtBalance', '2');
    assertStaker(ALICE, 'cumulativeReceivedDebt', '2');
    assertStaker(ALICE, 'shortfallCounter', '1');
    assertPool('totalInactiveCurrent', '2');
    assertPool('discrepancyCount', '0');
    assert.fieldEquals('ReceivedDebt', recordOf(event), 'staker', ALICE);
    assert.fieldEquals('ReceivedDebt', recordOf(event), 'amount', '2');
    assert.fieldEquals('ReceivedDebt', recordOf(event), 'newDebtBalance', '2');
  });

  test('books the first of two losses where the failsafe settled up to a past epoch: contracts.md 9.11', () => {
    handleStaked(staked(BOB, BOB, '1000', START));
    handleWithdrawalRequested(withdrawalRequested(BOB, '400', START));
    handleConvertedInactiveBalancesToDebt(
      convertedInactiveBalancesToDebt('343', '142857142857142857142857142857142857', '57', EPOCH_1),
    );
    handleConvertedInactiveBalancesToDebt(
      convertedInactiveBalancesToDebt('29', '500000000000000000000000000000000000', '28', EPOCH_2),
    );
    handleReceivedDebt(receivedDebt(BOB, '343', '343', EPOCH_2 + 1));
    assertStaker(BOB, 'inactiveEpoch', '1');
    assertStaker(BOB, 'inactiveNext', '57');
    assertStaker(BOB, 'settledDebtBalance', '343');
    assertStaker(BOB, 'shortfallCounter', '1');
    handleReceivedDebt(receivedDebt(BOB, '29', '372', EPOCH_2 + 2));
    assertStaker(BOB, 'inactiveEpoch', '2');
    assertStaker(BOB, 'inactiveNext', '28');
    assertStaker(BOB, 'settledDebtBalance', '372');
    assertStaker(BOB, 'shortfallCounter', '2');
    assertPool('discrepancyCount', '0');
  });
});
