import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { handleBorrowed } from '../../mappings/handlers/borrowing';
import { handleConvertedInactiveBalancesToDebt, handleDebtMarked } from '../../mappings/handlers/debt-accounting';
import {
  handleOperatorClaimedRewardsFor,
  handleOperatorDecreasedBorrowerDebt,
  handleOperatorDecreasedStakerDebt,
  handleOperatorStakedFor,
  handleOperatorWithdrawalRequestedFor,
  handleOperatorWithdrewStakeFor,
} from '../../mappings/handlers/operators';
import { handleStaked, handleWithdrawalRequested } from '../../mappings/handlers/staking';
import { borrowed } from './events/borrowing';
import { convertedInactiveBalancesToDebt, debtMarked } from './events/debt-accounting';
import { recordOf } from './events/log';
import {
  operatorClaimedRewardsFor,
  operatorDecreasedBorrowerDebt,
  operatorDecreasedStakerDebt,
  operatorStakedFor,
  operatorWithdrawalRequestedFor,
  operatorWithdrewStakeFor,
} from './events/operators';
import { staked, withdrawalRequested } from './events/staking';
import {
  ALICE,
  assertBorrower,
  assertFlow,
  assertPool,
  assertStaker,
  BOB,
  BORROWER,
  CAROL,
  EPOCH_1,
  OPERATOR,
  openPool,
  START,
} from './pool';

beforeEach(() => {
  openPool();
  handleStaked(staked(ALICE, ALICE, '100', START));
});

/** 90 borrowed, 40 requested, next epoch 30 too much: a quarter of the inactive balance is left. */
function shortfall(): void {
  handleBorrowed(borrowed(BORROWER, '90', '90', START));
  handleWithdrawalRequested(withdrawalRequested(ALICE, '40', START));
  handleDebtMarked(debtMarked(BORROWER, '30', '60', '30', EPOCH_1));
  handleConvertedInactiveBalancesToDebt(
    convertedInactiveBalancesToDebt('30', '250000000000000000000000000000000000', '10', EPOCH_1),
  );
}

describe('events that only tell who acted', () => {
  test('handleOperatorStakedFor records, and the staker with it', () => {
    const event = operatorStakedFor(BOB, '5', OPERATOR, START + 1);
    handleOperatorStakedFor(event);
    assertStaker(BOB, 'activeCurrent', '0');
    assertStaker(BOB, 'cumulativeStaked', '0');
    assertPool('totalActiveCurrent', '100');
    assert.fieldEquals('OperatorStakedFor', recordOf(event), 'staker', BOB);
    assert.fieldEquals('OperatorStakedFor', recordOf(event), 'amount', '5');
    assert.fieldEquals('OperatorStakedFor', recordOf(event), 'operator', OPERATOR);
  });

  test('handleOperatorWithdrawalRequestedFor', () => {
    const event = operatorWithdrawalRequestedFor(ALICE, '20', OPERATOR, START + 1);
    handleOperatorWithdrawalRequestedFor(event);
    assertStaker(ALICE, 'activeNext', '100');
    assert.fieldEquals('OperatorWithdrawalRequestedFor', recordOf(event), 'staker', ALICE);
    assert.fieldEquals('OperatorWithdrawalRequestedFor', recordOf(event), 'amount', '20');
    assert.fieldEquals('OperatorWithdrawalRequestedFor', recordOf(event), 'operator', OPERATOR);
  });

  test('handleOperatorWithdrewStakeFor', () => {
    const event = operatorWithdrewStakeFor(ALICE, CAROL, '10', OPERATOR, START + 1);
    handleOperatorWithdrewStakeFor(event);
    assertStaker(ALICE, 'inactiveCurrent', '0');
    assert.fieldEquals('OperatorWithdrewStakeFor', recordOf(event), 'staker', ALICE);
    assert.fieldEquals('OperatorWithdrewStakeFor', recordOf(event), 'recipient', CAROL);
    assert.fieldEquals('OperatorWithdrewStakeFor', recordOf(event), 'amount', '10');
    assert.fieldEquals('OperatorWithdrewStakeFor', recordOf(event), 'operator', OPERATOR);
  });

  test('handleOperatorClaimedRewardsFor', () => {
    const event = operatorClaimedRewardsFor(ALICE, CAROL, '3500', OPERATOR, START + 1);
    handleOperatorClaimedRewardsFor(event);
    assertStaker(ALICE, 'cumulativeClaimedRewards', '0');
    assert.fieldEquals('OperatorClaimedRewardsFor', recordOf(event), 'staker', ALICE);
    assert.fieldEquals('OperatorClaimedRewardsFor', recordOf(event), 'recipient', CAROL);
    assert.fieldEquals('OperatorClaimedRewardsFor', recordOf(event), 'claimedRewards', '3500');
    assert.fieldEquals('OperatorClaimedRewardsFor', recordOf(event), 'operator', OPERATOR);
  });
});

describe('handleOperatorDecreasedStakerDebt', () => {
  test('settles the loss, then writes off; the repaid debt stays', () => {
    shortfall();
    const event = operatorDecreasedStakerDebt(ALICE, '12', '18', OPERATOR, EPOCH_1 + 1);
    handleOperatorDecreasedStakerDebt(event);
    assertStaker(ALICE, 'settledDebtBalance', '18');
    assertStaker(ALICE, 'cumulativeReceivedDebt', '30');
    assertStaker(ALICE, 'cumulativeWithdrawnDebt', '0');
    assertStaker(ALICE, 'inactiveCurrent', '10');
    assertPool('totalDebtAvailableToWithdraw', '0');
    assertPool('totalBorrowerDebtBalance', '30');
    assertPool('discrepancyCount', '0');
    assert.fieldEquals('OperatorDecreasedStakerDebt', recordOf(event), 'staker', ALICE);
    assert.fieldEquals('OperatorDecreasedStakerDebt', recordOf(event), 'amount', '12');
    assert.fieldEquals('OperatorDecreasedStakerDebt', recordOf(event), 'newDebtBalance', '18');
    assert.fieldEquals('OperatorDecreasedStakerDebt', recordOf(event), 'operator', OPERATOR);
  });

  test('adopts a debt that differs', () => {
    shortfall();
    handleOperatorDecreasedStakerDebt(operatorDecreasedStakerDebt(ALICE, '12', '19', OPERATOR, EPOCH_1 + 1));
    assertStaker(ALICE, 'settledDebtBalance', '19');
    assertPool('discrepancyCount', '1');
  });
});

describe('handleOperatorDecreasedBorrowerDebt', () => {
  test('writes off the debt of the borrower; nothing is set aside', () => {
    shortfall();
    const event = operatorDecreasedBorrowerDebt(BORROWER, '29', '1', OPERATOR, EPOCH_1 + 1);
    handleOperatorDecreasedBorrowerDebt(event);
    assertBorrower(BORROWER, 'debtBalance', '1');
    assertBorrower(BORROWER, 'cumulativeRepaidDebt', '0');
    assertPool('totalBorrowerDebtBalance', '1');
    assertPool('totalDebtAvailableToWithdraw', '0');
    assert.notInStore('EpochFlow', '1-repayDebt');
    assertFlow('1-decreaseBorrowerDebt', '1', '29');
    assert.fieldEquals('OperatorDecreasedBorrowerDebt', recordOf(event), 'borrower', BORROWER);
    assert.fieldEquals('OperatorDecreasedBorrowerDebt', recordOf(event), 'amount', '29');
    assert.fieldEquals('OperatorDecreasedBorrowerDebt', recordOf(event), 'newDebtBalance', '1');
    assert.fieldEquals('OperatorDecreasedBorrowerDebt', recordOf(event), 'operator', OPERATOR);
  });
});
