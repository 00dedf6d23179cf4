// LS1Borrowing: USDC out to borrowers and back.
import { BigInt } from '@graphprotocol/graph-ts';
import { Borrower, Pool } from '../../generated/schema';

/** `borrow`. */
export function borrow(pool: Pool, borrower: Borrower, amount: BigInt): void {
  borrower.borrowedBalance = borrower.borrowedBalance.plus(amount);
  pool.totalBorrowedBalance = pool.totalBorrowedBalance.plus(amount);
  borrower.cumulativeBorrowed = borrower.cumulativeBorrowed.plus(amount);
}

/** `repayBorrow`. */
export function repayBorrow(pool: Pool, borrower: Borrower, amount: BigInt): void {
  borrower.borrowedBalance = borrower.borrowedBalance.minus(amount);
  pool.totalBorrowedBalance = pool.totalBorrowedBalance.minus(amount);
  borrower.cumulativeRepaidBorrow = borrower.cumulativeRepaidBorrow.plus(amount);
}

/** `repayDebt`: the money is set aside for holders of debt. */
export function repayDebt(pool: Pool, borrower: Borrower, amount: BigInt): void {
  decreaseBorrowerDebt(pool, borrower, amount);
  pool.totalDebtAvailableToWithdraw = pool.totalDebtAvailableToWithdraw.plus(amount);
  borrower.cumulativeRepaidDebt = borrower.cumulativeRepaidDebt.plus(amount);
}

/** `_decreaseBorrowerDebt`: also written off by a debt operator, with nothing set aside. */
export function decreaseBorrowerDebt(pool: Pool, borrower: Borrower, amount: BigInt): void {
  borrower.debtBalance = borrower.debtBalance.minus(amount);
  pool.totalBorrowerDebtBalance = pool.totalBorrowerDebtBalance.minus(amount);
}
