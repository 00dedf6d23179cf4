/** What a StarkProxy owes, has left and may borrow. */
import { expect, it } from 'vitest';
import { borrowedAndDebtBalance, proxyBorrowableAmount, surplus } from '../../api/domain/stark-proxy-balances.ts';
import { EPOCH_ZERO, NOBODY, Scenario } from '../support/ledger-scenario.ts';

const scenario = new Scenario();
scenario.allocate({ [NOBODY]: 0n, borrower: 10_000n });
scenario.at(0n).stake('alice', 1_000n);
scenario.borrow('borrower', 400n);
scenario.books.owe('borrower', 30n);
const borrower = scenario.borrower('borrower');
const pool = scenario.pool(EPOCH_ZERO);

it('keeps from the surplus all that is owed, debt included', () => {
  expect(borrowedAndDebtBalance(borrower)).toBe(430n);
  expect([0n, 429n, 430n, 431n, 1_000n].map((held) => surplus(held, borrower))).toEqual([0n, 0n, 0n, 1n, 570n]);
});

it('lends nothing while the guardian forbids it, and says so where that is not known', () => {
  expect(proxyBorrowableAmount(pool, borrower, false)).toBe(600n);
  expect(proxyBorrowableAmount(pool, borrower, true)).toBe(0n);
  expect(proxyBorrowableAmount(pool, borrower, null)).toBeNull();
  // Where the pool lends nothing anyway, it does not matter.
  expect(proxyBorrowableAmount(pool, { ...borrower, isBorrowingRestricted: true }, null)).toBe(0n);
});
