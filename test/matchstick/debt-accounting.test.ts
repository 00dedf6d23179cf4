import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { handleBorrowingRestrictionChanged } from '../../mappings/handlers/admin';
import { handleBorrowed } from '../../mappings/handlers/borrowing';
import { handleConvertedInactiveBalancesToDebt, handleDebtMarked } from '../../mappings/handlers/debt-accounting';
import { handleStaked, handleWithdrawalRequested } from '../../mappings/handlers/staking';
import { borrowingRestrictionChanged } from './events/admin';
import { borrowed } from './events/borrowing';
import { convertedInactiveBalancesToDebt, debtMarked } from './events/debt-accounting';
import { recordOf } from './events/log';
import { staked, withdrawalRequested } from './events/staking';
import {
  ALICE,
  assertBorrower,
  assertPool,
  assertStaker,
  BORROWER,
  EPOCH_1,
  EPOCH_2,
  OTHER_BORROWER,
  openPool,
  POOL,
  START,
} from './pool';

/** 150 staked, 40 and 70 borrowed, 50 requested: contracts.md 9.5. */
beforeEach(() => {
  openPool();
  handleStaked(staked(ALICE, ALICE, '150', START));
  handleBorrowed(borrowed(BORROWER, '40', '40', START));
  handleBorrowed(borrowed(OTHER_BORROWER, '70', '70', START));
  handleWithdrawalRequested(withdrawalRequested(ALICE, '50', START));
});

describe('handleDebtMarked', () => {
  test('turns borrowed balance into debt and restricts, also where no restriction is logged', () => {
    const event = debtMarked(BORROWER, '7', '33', '7', EPOCH_1);
    handleDebtMarked(event);
    assertBorrower(BORROWER, 'borrowedBalance', '33');
    assertBorrower(BORROWER, 'debtBalance', '7');
    assertBorrower(BORROWER, 'cumulativeMarkedDebt', '7');
    assertBorrower(BORROWER, 'isBorrowingRestricted', 'true');
    assertPool('totalBorrowedBalance', '103');
    assertPool('totalBorrowerDebtBalance', '7');
    assertPool('cumulativeMarkedDebt', '7');
    assert.fieldEquals('DebtMarked', recordOf(event), 'borrower', BORROWER);
    // That of the shortfall which the transaction logs last.
    assert.fieldEquals('DebtMarked', recordOf(event), 'shortfall', '0');
    assert.fieldEquals('DebtMarked', recordOf(event), 'amount', '7');
    assert.fieldEquals('DebtMarked', recordOf(event), 'newBorrowedBalance', '33');
    assert.fieldEquals('DebtMarked', recordOf(event), 'newDebtBalance', '7');
  });

  test('restricts again whom an administrator had released', () => {
    handleBorrowingRestrictionChanged(borrowingRestrictionChanged(BORROWER, true, EPOCH_1));
    handleBorrowingRestrictionChanged(borrowingRestrictionChanged(BORROWER, false, EPOCH_1));
    handleDebtMarked(debtMarked(BORROWER, '7', '33', '7', EPOCH_1));
    assertBorrower(BORROWER, 'isBorrowingRestricted', 'true');
  });

  test('adopts both balances where they differ', () => {
    handleDebtMarked(debtMarked(BORROWER, '7', '30', '8', EPOCH_1));
    assertBorrower(BORROWER, 'borrowedBalance', '30');
    assertBorrower(BORROWER, 'debtBalance', '8');
    assertPool('discrepancyCount', '2');
    assert.entityCount('Discrepancy', 2);
  });
});

describe('handleConvertedInactiveBalancesToDebt', () => {
  test('cuts the total, appends the shortfall, leaves the stakers: 7 and 4 marked for 10', () => {
    handleDebtMarked(debtMarked(BORROWER, '7', '33', '7', EPOCH_1));
    handleDebtMarked(debtMarked(OTHER_BORROWER, '4', '66', '4', EPOCH_1));
    const event = convertedInactiveBalancesToDebt('10', '800000000000000000000000000000000000', '40', EPOCH_1);
    handleConvertedInactiveBalancesToDebt(event);
    assertPool('totalInactiveEpoch', '1');
    assertPool('totalInactiveCurrent', '40');
    assertPool('totalInactiveNext', '40');
    assertPool('totalBorrowedBalance', '99');
    assertPool('totalBorrowerDebtBalance', '11');
    assertPool('shortfallCount', '1');
    assertPool('cumulativeShortfall', '10');
    assertPool('cumulativeMarkedDebt', '11');
    assertPool('discrepancyCount', '0');
    // Rewards are not settled by a shortfall.
    assertPool('totalActiveEpoch', '0');
    assert.fieldEquals('Shortfall', '0', 'pool', POOL);
    assert.fieldEquals('Shortfall', '0', 'index', '0');
    assert.fieldEquals('Shortfall', '0', 'epoch', '1');
    assert.fieldEquals('Shortfall', '0', 'shortfallIndex', '800000000000000000000000000000000000');
    assert.fieldEquals('Shortfall', '0', 'shortfallAmount', '10');
    assert.fieldEquals('Shortfall', '0', 'borrowedExceededActive', '10');
    assert.fieldEquals('Shortfall', '0', 'markedDebt', '11');
    assert.fieldEquals('Shortfall', '0', 'cumulativeMarkedDebt', '11');
    assert.fieldEquals('Shortfall', '0', 'inactiveBefore', '50');
    assert.fieldEquals('Shortfall', '0', 'inactiveAfter', '40');
    assert.fieldEquals('Shortfall', '0', 'timestamp', EPOCH_1.toString());
    assertStaker(ALICE, 'inactiveNext', '50');
    assertStaker(ALICE, 'shortfallCounter', '0');
    const id = recordOf(event);
    assert.fieldEquals('ConvertedInactiveBalancesToDebt', id, 'shortfall', '0');
    assert.fieldEquals('ConvertedInactiveBalancesToDebt', id, 'shortfallAmount', '10');
    assert.fieldEquals('ConvertedInactiveBalancesToDebt', id, 'newInactiveBalance', '40');
  });

  test('counts what was marked since the shortfall before', () => {
    handleDebtMarked(debtMarked(BORROWER, '10', '30', '10', EPOCH_1));
    handleConvertedInactiveBalancesToDebt(
      convertedInactiveBalancesToDebt('10', '800000000000000000000000000000000000', '40', EPOCH_1),
    );
    const event = debtMarked(BORROWER, '3', '27', '13', EPOCH_2);
    handleDebtMarked(event);
    handleConvertedInactiveBalancesToDebt(
      convertedInactiveBalancesToDebt('2', '950000000000000000000000000000000000', '38', EPOCH_2),
    );
    assert.fieldEquals('DebtMarked', recordOf(event), 'shortfall', '1');
    assert.fieldEquals('Shortfall', '1', 'markedDebt', '3');
    assert.fieldEquals('Shortfall', '1', 'cumulativeMarkedDebt', '13');
    assert.fieldEquals('Shortfall', '1', 'epoch', '2');
    assertPool('shortfallCount', '2');
  });

  test('applies two shortfalls one after the other, each rounded down: contracts.md 9.6', () => {
    handleConvertedInactiveBalancesToDebt(
      convertedInactiveBalancesToDebt('15', '700000000000000000000000000000000000', '35', EPOCH_1),
    );
    handleConvertedInactiveBalancesToDebt(
      convertedInactiveBalancesToDebt('11', '700000000000000000000000000000000000', '24', EPOCH_2),
    );
    // 50 * 0.7 = 35, then floor(24.5); 50 * 0.49 would be the same, so look at the debt: 15 + 11.
    handleWithdrawalRequested(withdrawalRequested(ALICE, '0', EPOCH_2));
    assertStaker(ALICE, 'inactiveCurrent', '24');
    assertStaker(ALICE, 'settledDebtBalance', '26');
    assertStaker(ALICE, 'shortfallCounter', '2');
  });

  test('records a total that differs', () => {
    handleConvertedInactiveBalancesToDebt(
      convertedInactiveBalancesToDebt('10', '800000000000000000000000000000000000', '39', EPOCH_1),
    );
    assertPool('discrepancyCount', '1');
  });
});
