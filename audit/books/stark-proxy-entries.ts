/** What each activity of a StarkProxy does to the second set of books. */
import type { Activity } from '../ledger/rows.ts';
import { queueTrade, submitTrade, vetoTrade } from './forced-trades.ts';
import type { StarkProxyStorage } from './stark-proxies.ts';
import { move, transfer, type Withdrawal, withdraw } from './stark-proxy-money.ts';
import { add, type Row } from './stark-proxy-rows.ts';
import { bookRole, requireDebt, requireKey, requireOwedKept, requireRecipient } from './stark-proxy-rules.ts';

type Booking = (books: StarkProxyStorage, activity: Activity, proxy: Row) => void;

const payOther: Booking = (books, activity) => {
  const { starkProxy = '', recipient = '' } = activity.fields;
  requireRecipient(books, activity, books.recipient(starkProxy, recipient));
};

const BOOKINGS: Readonly<Record<string, Booking>> = {
  StarkProxyTokenTransfer: transfer,
  StarkProxyBorrowed: (books, activity, proxy) => {
    move(books, activity, 'borrowed', activity.fields.amount);
    if (proxy.isBorrowingRestricted === 'true')
      books.breach(activity.fields.starkProxy ?? '', activity, 'borrowedWhileRestricted');
  },
  StarkProxyRepaidBorrow: (books, activity) =>
    move(books, activity, 'repaidBorrow', activity.fields.amount, 'repaidBorrow'),
  StarkProxyRepaidDebt: (books, activity) => move(books, activity, 'repaidDebt', activity.fields.amount, 'repaidDebt'),
  DepositedToExchange: (books, activity) => {
    const { starkKey = '', position = '', tokenAmount = '0' } = activity.fields;
    move(books, activity, 'depositedToExchange', tokenAmount, 'exchangeDeposit');
    add(books.key(starkKey), 'cumulativeDeposited', tokenAmount);
    add(books.position(position), 'cumulativeDeposited', tokenAmount);
    requireKey(books, activity, books.key(starkKey), 'depositedWithDisallowedKey');
    requireOwedKept(books, activity);
  },
  WithdrewFromExchange: (books, activity) => {
    const { starkKey = '', tokenAmount = '0' } = activity.fields;
    move(books, activity, 'withdrawnFromExchange', tokenAmount);
    add(books.key(starkKey), 'cumulativeWithdrawn', tokenAmount);
    requireKey(books, activity, books.key(starkKey), 'withdrewWithDisallowedKey');
  },
  DepositCanceled: (books, activity) => {
    const { starkKey = '', position = '' } = activity.fields;
    books.position(position).canceledAt = String(activity.timestamp);
    requireKey(books, activity, books.key(starkKey), 'canceledWithDisallowedKey');
  },
  DepositReclaimed: (books, activity) => {
    const { starkKey = '', position = '', fundsReclaimed = '0' } = activity.fields;
    move(books, activity, 'reclaimedFromExchange', fundsReclaimed);
    add(books.key(starkKey), 'cumulativeReclaimed', fundsReclaimed);
    add(books.position(position), 'cumulativeReclaimed', fundsReclaimed);
    books.position(position).canceledAt = '';
    requireKey(books, activity, books.key(starkKey), 'reclaimedWithDisallowedKey');
  },
  RequestedForcedWithdrawal: (books, activity) => {
    if (activity.fields.isGuardianAction === 'true') requireDebt(books, activity);
  },
  RequestedForcedTrade: (books, activity) => {
    if (activity.fields.isGuardianAction === 'true') requireDebt(books, activity);
    else submitTrade(books, activity);
  },
  QueuedForcedTradeRequest: queueTrade,
  GuardianVetoedForcedTradeRequest: vetoTrade,
  StarkProxyBorrowingRestrictionChanged: (_, { fields }, proxy) => {
    proxy.isBorrowingRestricted = fields.isBorrowingRestricted ?? '';
  },
  GuardianUpdateApprovedAmountForExternalWithdrawal: (_, { fields }, proxy) => {
    proxy.approvedAmountForExternalWithdrawal = fields.approvedAmount ?? '';
  },
  UpdatedStarkKey: (books, { fields, timestamp }) => {
    const set = { isAllowed: fields.isAllowed ?? '', updatedAt: String(timestamp) };
    Object.assign(books.key(fields.starkKey ?? ''), set);
  },
  UpdatedExternalRecipient: (books, { fields, timestamp }) => {
    const set = { isAllowed: fields.isAllowed ?? '', updatedAt: String(timestamp) };
    Object.assign(books.recipient(fields.starkProxy ?? '', fields.recipient ?? ''), set);
  },
  ExternalWithdrewOtherToken: payOther,
  ExternalWithdrewEther: payOther,
};

/** Books an activity of a StarkProxy; of a withdrawal to a recipient, what it was. */
export function bookStarkProxy(books: StarkProxyStorage, activity: Activity): Withdrawal | null {
  const { type, fields } = activity;
  if (fields.role !== undefined) bookRole(books, activity);
  if (books.isStarkProxy(fields.proxy)) books.proxy(fields.proxy ?? '', activity);
  if (fields.starkProxy === undefined) return null;
  const proxy = books.proxy(fields.starkProxy, activity);
  // What is only named has a row too.
  if (fields.starkKey !== undefined) books.key(fields.starkKey);
  if (fields.position !== undefined) books.position(fields.position);
  if (type === 'ExternalWithdrewToken') return withdraw(books, activity);
  BOOKINGS[type]?.(books, activity, proxy);
  return null;
}
