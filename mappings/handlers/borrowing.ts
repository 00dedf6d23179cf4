// Events of LS1Borrowing.
import {
  Borrowed as BorrowedEvent,
  RepaidBorrow as RepaidBorrowEvent,
  RepaidDebt as RepaidDebtEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { Borrowed, RepaidBorrow, RepaidDebt } from '../../generated/schema';
import { borrow, repayBorrow, repayDebt } from '../rules/borrowing';
import { activityId, record } from '../store/activity';
import { loadBorrower, saveBorrower } from '../store/borrower';
import { addToBorrowerEpoch } from '../store/borrower-epoch';
import { adopt } from '../store/discrepancy';
import { poolAt, savePool } from '../store/pool';

export function handleBorrowed(event: BorrowedEvent): void {
  const pool = poolAt(event.address, event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const logged = event.params.newBorrowedBalance;
  borrow(pool, borrower, event.params.amount);
  borrower.borrowedBalance = adopt(pool, event, borrower.id, 'borrowedBalance', borrower.borrowedBalance, logged);
  const activity = new Borrowed(activityId(event));
  activity.borrower = borrower.id;
  activity.amount = event.params.amount;
  activity.newBorrowedBalance = logged;
  const journal = record(activity, 'borrow', event.params.amount, [borrower.id], pool, event);
  activity.save();
  addToBorrowerEpoch(journal, borrower.id, 'borrowed', event.params.amount);
  saveBorrower(journal, borrower);
  savePool(journal, pool);
}

export function handleRepaidBorrow(event: RepaidBorrowEvent): void {
  const pool = poolAt(event.address, event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const logged = event.params.newBorrowedBalance;
  repayBorrow(pool, borrower, event.params.amount);
  borrower.borrowedBalance = adopt(pool, event, borrower.id, 'borrowedBalance', borrower.borrowedBalance, logged);
  const activity = new RepaidBorrow(activityId(event));
  activity.borrower = borrower.id;
  activity.sender = event.params.sender;
  activity.amount = event.params.amount;
  activity.newBorrowedBalance = logged;
  const journal = record(activity, 'repayBorrow', event.params.amount, [borrower.id, event.params.sender], pool, event);
  activity.save();
  addToBorrowerEpoch(journal, borrower.id, 'repaidBorrow', event.params.amount);
  saveBorrower(journal, borrower);
  savePool(journal, pool);
}

export function handleRepaidDebt(event: RepaidDebtEvent): void {
  const pool = poolAt(event.address, event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const logged = event.params.newDebtBalance;
  repayDebt(pool, borrower, event.params.amount);
  borrower.debtBalance = adopt(pool, event, borrower.id, 'debtBalance', borrower.debtBalance, logged);
  const activity = new RepaidDebt(activityId(event));
  activity.borrower = borrower.id;
  activity.sender = event.params.sender;
  activity.amount = event.params.amount;
  activity.newDebtBalance = logged;
  const journal = record(activity, 'repayDebt', event.params.amount, [borrower.id, event.params.sender], pool, event);
  activity.save();
  addToBorrowerEpoch(journal, borrower.id, 'repaidDebt', event.params.amount);
  saveBorrower(journal, borrower);
  savePool(journal, pool);
}
