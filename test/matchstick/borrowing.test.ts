import { Bytes } from '@graphprotocol/graph-ts';
import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { handleBorrowed, handleRepaidBorrow, handleRepaidDebt } from '../../mappings/handlers/borrowing';
import { handleDebtMarked } from '../../mappings/handlers/debt-accounting';
import { borrowed, repaidBorrow, repaidDebt } from './events/borrowing';
import { debtMarked } from './events/debt-accounting';
import { recordOf } from './events/log';
import { assertBorrower, assertFlow, assertPool, BOB, BORROWER, OTHER_BORROWER, openPool, START } from './pool';

beforeEach(openPool);

describe('handleBorrowed', () => {
  test('adds to the balance of the borrower and to the total', () => {
    const event = borrowed(BORROWER, '300', '300', START);
    handleBorrowed(event);
    handleBorrowed(borrowed(OTHER_BORROWER, '5', '5', START));
    assertBorrower(BORROWER, 'borrowedBalance', '300');
    assertBorrower(BORROWER, 'cumulativeBorrowed', '300');
    assertBorrower(BORROWER, 'firstBlock', START.toString());
    assertPool('totalBorrowedBalance', '305');
    assertFlow('0-borrow', '2', '305');
    // With the zero address, which holds what is not allocated.
    assertPool('borrowerCount', '3');
    assert.fieldEquals('Borrowed', recordOf(event), 'borrower', BORROWER);
    assert.fieldEquals('Borrowed', recordOf(event), 'amount', '300');
    assert.fieldEquals('Borrowed', recordOf(event), 'newBorrowedBalance', '300');
  });

  test('adopts a balance that differs, and records that', () => {
    const event = borrowed(BORROWER, '300', '301', START);
    handleBorrowed(event);
    assertBorrower(BORROWER, 'borrowedBalance', '301');
    assertPool('discrepancyCount', '1');
    const id = recordOf(event) + Bytes.fromUTF8('borrowedBalance').toHexString().slice(2);
    assert.fieldEquals('Discrepancy', id, 'subject', BORROWER);
    assert.fieldEquals('Discrepancy', id, 'computed', '300');
    assert.fieldEquals('Discrepancy', id, 'logged', '301');
  });
});

describe('handleRepaidBorrow', () => {
  test('takes from the borrower, whoever pays', () => {
    handleBorrowed(borrowed(BORROWER, '300', '300', START));
    const event = repaidBorrow(BORROWER, BOB, '120', '180', START + 1);
    handleRepaidBorrow(event);
    assertBorrower(BORROWER, 'borrowedBalance', '180');
    assertBorrower(BORROWER, 'cumulativeRepaidBorrow', '120');
    assertPool('totalBorrowedBalance', '180');
    assertFlow('0-repayBorrow', '1', '120');
    assert.notInStore('Borrower', BOB);
    assert.fieldEquals('RepaidBorrow', recordOf(event), 'borrower', BORROWER);
    assert.fieldEquals('RepaidBorrow', recordOf(event), 'sender', BOB);
    assert.fieldEquals('RepaidBorrow', recordOf(event), 'amount', '120');
    assert.fieldEquals('RepaidBorrow', recordOf(event), 'newBorrowedBalance', '180');
  });
});

describe('handleRepaidDebt', () => {
  test('takes from the debt of the borrower and sets the money aside', () => {
    handleBorrowed(borrowed(BORROWER, '300', '300', START));
    handleDebtMarked(debtMarked(BORROWER, '50', '250', '50', START + 1));
    const event = repaidDebt(BORROWER, BOB, '20', '30', START + 2);
    handleRepaidDebt(event);
    assertBorrower(BORROWER, 'debtBalance', '30');
    assertBorrower(BORROWER, 'cumulativeRepaidDebt', '20');
    assertBorrower(BORROWER, 'isBorrowingRestricted', 'true');
    assertPool('totalBorrowerDebtBalance', '30');
    assertPool('totalDebtAvailableToWithdraw', '20');
    assertFlow('0-repayDebt', '1', '20');
    assertPool('discrepancyCount', '0');
    assert.fieldEquals('RepaidDebt', recordOf(event), 'borrower', BORROWER);
    assert.fieldEquals('RepaidDebt', recordOf(event), 'sender', BOB);
    assert.fieldEquals('RepaidDebt', recordOf(event), 'amount', '20');
    assert.fieldEquals('RepaidDebt', recordOf(event), 'newDebtBalance', '30');
  });
});
