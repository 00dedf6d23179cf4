// Events of LS1DebtAccounting.
import {
  ConvertedInactiveBalancesToDebt as ConvertedInactiveBalancesToDebtEvent,
  DebtMarked as DebtMarkedEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { ConvertedInactiveBalancesToDebt, DebtMarked } from '../../generated/schema';
import { convertInactiveBalancesToDebt, markDebt } from '../rules/debt-accounting';
import { activityId, record } from '../store/activity';
import { loadBorrower, saveBorrower } from '../store/borrower';
import { addToBorrowerEpoch } from '../store/borrower-epoch';
import { adopt } from '../store/discrepancy';
import { loadPool, savePool } from '../store/pool';
import { appendShortfall, markedSinceLast, shortfallId } from '../store/shortfall';

export function handleDebtMarked(event: DebtMarkedEvent): void {
  const pool = loadPool(event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const borrowed = event.params.newBorrowedBalance;
  const debt = event.params.newDebtBalance;
  markDebt(pool, borrower, event.params.amount);
  borrower.borrowedBalance = adopt(pool, event, borrower.id, 'borrowedBalance', borrower.borrowedBalance, borrowed);
  borrower.debtBalance = adopt(pool, event, borrower.id, 'debtBalance', borrower.debtBalance, debt);
  const activity = new DebtMarked(activityId(event));
  activity.borrower = borrower.id;
  // The shortfall itself is logged last.
  activity.shortfall = shortfallId(pool.shortfallCount);
  activity.amount = event.params.amount;
  activity.newBorrowedBalance = borrowed;
  activity.newDebtBalance = debt;
  const journal = record(activity, 'markDebt', event.params.amount, [borrower.id], pool, event);
  activity.save();
  addToBorrowerEpoch(journal, borrower.id, 'markedDebt', event.params.amount);
  saveBorrower(journal, borrower);
  savePool(journal, pool);
}

export function handleConvertedInactiveBalancesToDebt(event: ConvertedInactiveBalancesToDebtEvent): void {
  const pool = loadPool(event.block);
  const amount = event.params.shortfallAmount;
  const logged = event.params.newInactiveBalance;
  const shortfall = appendShortfall(pool, amount, event.params.shortfallIndex, event);
  convertInactiveBalancesToDebt(pool, shortfall, markedSinceLast(shortfall), event.block.timestamp);
  const computed = pool.totalInactiveCurrent;
  pool.totalInactiveCurrent = adopt(pool, event, pool.id, 'totalInactiveCurrent', computed, logged);
  pool.totalInactiveNext = pool.totalInactiveNext.plus(logged.minus(computed));
  shortfall.inactiveAfter = logged;
  const activity = new ConvertedInactiveBalancesToDebt(activityId(event));
  activity.shortfall = shortfall.id;
  activity.shortfallAmount = amount;
  activity.shortfallIndex = event.params.shortfallIndex;
  activity.newInactiveBalance = logged;
  const journal = record(activity, 'convertInactiveBalancesToDebt', amount, [], pool, event);
  activity.save();
  shortfall.save();
  savePool(journal, pool);
}
