// Events of LS1Borrowing.
import {
  Borrowed as BorrowedEvent,
  RepaidBorrow as RepaidBorrowEvent,
  RepaidDebt as RepaidDebtEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { Borrowed, RepaidBorrow, RepaidDebt } from '../../generated/schema';
import { borrow, repayBorrow, repayDebt } from '../rules/borrowing';
import { activityId, record } from '../store/activity';
import { loadBorrower } from '../store/borrower';
import { adopt } from '../store/discrepancy';
import { loadPool } from '../store/pool';

export function handleBorrowed(event: BorrowedEvent): void {
  const pool = loadPool(event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const logged = event.params.newBorrowedBalance;
  borrow(pool, borrower, event.params.amount);
  borrower.borrowedBalance = adopt(pool, event, borrower.id, 'borrowedBalance', borrower.borrowedBalance, logged);
  const activity = new Borrowed(activityId(event));
  activity.borrower = borrower.id;
  activity.amount = event.params.amount;
  activity.newBorrowedBalance = logged;
  record(activity, pool, event);
  activity.save();
  borrower.save();
  pool.save();
}

export function handleRepaidBorrow(event: RepaidBorrowEvent): void {
  const pool = loadPool(event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const logged = event.params.newBorrowedBalance;
  repayBorrow(pool, borrower, event.params.amount);
  borrower.borrowedBalance = adopt(pool, event, borrower.id, 'borrowedBalance', borrower.borrowedBalance, logged);
  const activity = new RepaidBorrow(activityId(event));
  activity.borrower = borrower.id;
  activity.sender = event.params.sender;
  activity.amount = event.params.amount;
  activity.newBorrowedBalance = logged;
  record(activity, pool, event);
  activity.save();
  borrower.save();
  pool.save();
}

export function handleRepaidDebt(event: RepaidDebtEvent): void {
  const pool = loadPool(event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const logged = event.params.newDebtBalance;
  repayDebt(pool, borrower, event.params.amount);
  borrower.debtBalance = adopt(pool, event, borrower.id, 'debtBalance', borrower.debtBalance, logged);
  const activity = new RepaidDebt(activityId(event));
  activity.borrower = borrower.id;
  activity.sender = event.params.sender;
  activity.amount = event.params.amount;
  activity.newDebtBalance = logged;
  record(activity, pool, event);
  activity.save();
  borrower.save();
  pool.save();
}
