// Events of SP1Borrowing, and what the guardian repays: the pool's own events come just before.

import { StarkProxyBorrowed, StarkProxyRepaidBorrow, StarkProxyRepaidDebt } from '../../../generated/schema';
import {
  Borrowed as BorrowedEvent,
  RepaidBorrow as RepaidBorrowEvent,
  RepaidDebt as RepaidDebtEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { activityId, record } from '../../store/activity';
import { recordBreach } from '../../store/breach';
import { loadPool, savePool } from '../../store/pool';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';
import { addToStarkProxyEpoch } from '../../store/stark-proxy-epoch';
import { explainOutflow } from '../../store/token-outflow';

export function handleBorrowed(event: BorrowedEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const amount = event.params.amount;
  proxy.cumulativeBorrowed = proxy.cumulativeBorrowed.plus(amount);
  const activity = new StarkProxyBorrowed(activityId(event));
  activity.starkProxy = proxy.id;
  activity.amount = amount;
  activity.newBorrowedBalance = event.params.newBorrowedBalance;
  const journal = record(activity, 'borrowByProxy', amount, [proxy.id], pool, event);
  activity.save();
  addToStarkProxyEpoch(journal, proxy, 'borrowed', amount);
  if (proxy.isBorrowingRestricted) recordBreach(journal, proxy, 'borrowedWhileRestricted');
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleRepaidBorrow(event: RepaidBorrowEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const amount = event.params.amount;
  proxy.cumulativeRepaidBorrow = proxy.cumulativeRepaidBorrow.plus(amount);
  const activity = new StarkProxyRepaidBorrow(activityId(event));
  activity.starkProxy = proxy.id;
  activity.amount = amount;
  activity.newBorrowedBalance = event.params.newBorrowedBalance;
  activity.isGuardianAction = event.params.isGuardianAction;
  const journal = record(activity, 'repayBorrowByProxy', amount, [proxy.id], pool, event);
  activity.save();
  addToStarkProxyEpoch(journal, proxy, 'repaidBorrow', amount);
  explainOutflow(journal, proxy, amount, 'repaidBorrow');
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleRepaidDebt(event: RepaidDebtEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const amount = event.params.amount;
  proxy.cumulativeRepaidDebt = proxy.cumulativeRepaidDebt.plus(amount);
  const activity = new StarkProxyRepaidDebt(activityId(event));
  activity.starkProxy = proxy.id;
  activity.amount = amount;
  activity.newDebtBalance = event.params.newDebtBalance;
  activity.isGuardianAction = event.params.isGuardianAction;
  const journal = record(activity, 'repayDebtByProxy', amount, [proxy.id], pool, event);
  activity.save();
  addToStarkProxyEpoch(journal, proxy, 'repaidDebt', amount);
  explainOutflow(journal, proxy, amount, 'repaidDebt');
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
