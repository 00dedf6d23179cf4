/** USDC of StarkProxies in the second set of books: what came and went, and what it was for. */
import type { Activity } from '../ledger/rows.ts';
import type { StarkProxyStorage } from './stark-proxies.ts';
import { add, type Row } from './stark-proxy-rows.ts';
import { requireRecipient } from './stark-proxy-rules.ts';

/** Adds an amount to the sum since the start and to that of the epoch, and says what USDC left for. */
export function move(books: StarkProxyStorage, activity: Activity, flow: string, amount = '0', purpose = ''): void {
  const { starkProxy = '' } = activity.fields;
  const sum = `cumulative${flow[0]?.toUpperCase()}${flow.slice(1)}`;
  add(books.proxy(starkProxy, activity), sum, amount);
  books.flow(starkProxy, activity, flow, amount);
  explain(books, activity, amount, purpose);
}

/** The log that tells what USDC was for comes after the transfer, in the same transaction. */
function explain(books: StarkProxyStorage, activity: Activity, amount: string, purpose: string): void {
  const { starkProxy = '' } = activity.fields;
  const proxy = books.proxy(starkProxy, activity);
  const outflow = books.rows.tokenOutflows.get(proxy.lastOutflow ?? '');
  if (purpose === '' || outflow === undefined || outflow.purpose !== 'other') return;
  if (outflow.amount !== amount || outflow.transactionHash !== activity.transactionHash) return;
  Object.assign(outflow, { purpose, explainedBy: activity.id });
  add(proxy, 'cumulativeOtherOutflow', -BigInt(amount));
  books.flow(starkProxy, activity, 'otherOutflow', -BigInt(amount));
}

export function transfer(books: StarkProxyStorage, activity: Activity, proxy: Row): void {
  const { starkProxy = '', from, to, value = '0' } = activity.fields;
  // One to itself comes in and moves nothing.
  const amount = from === to ? '0' : value;
  const isIn = to === starkProxy;
  add(proxy, 'tokenBalance', isIn ? amount : -BigInt(amount));
  books.flow(starkProxy, activity, isIn ? 'received' : 'sent', amount);
  if (isIn) return;
  const { id, transactionHash } = activity;
  const outflow = { starkProxy, transfer: id, amount, transactionHash, purpose: 'other', explainedBy: '' };
  books.rows.tokenOutflows.set(id, outflow);
  proxy.lastOutflow = id;
  add(proxy, 'cumulativeOtherOutflow', amount);
  books.flow(starkProxy, activity, 'otherOutflow', amount);
}

/** A withdrawal to a recipient, after its transfer. */
export function withdraw(books: StarkProxyStorage, activity: Activity): Withdrawal {
  const { starkProxy = '', recipient = '', amount = '0' } = activity.fields;
  const withdrawal = withdrawExternally(books, activity);
  const { purpose } = withdrawal;
  add(books.recipient(starkProxy, recipient), 'cumulativeWithdrawn', amount);
  if (purpose === 'withdrawnInBreach') {
    books.flow(starkProxy, activity, purpose, amount);
    books.breach(starkProxy, activity, 'withdrewAboveSurplus');
    explain(books, activity, amount, purpose);
  } else if (purpose !== '') move(books, activity, purpose, amount, purpose);
  requireRecipient(books, activity, books.recipient(starkProxy, recipient));
  return withdrawal;
}

/** What a withdrawal to a recipient was, as the contract decides it. */
export interface Withdrawal {
  readonly purpose: string;
  readonly surplus: string;
}

/** `externalWithdrawToken`: within the approval, or else the approval is void and the surplus must be enough. */
function withdrawExternally(books: StarkProxyStorage, activity: Activity): Withdrawal {
  const { starkProxy: id = '', amount: text = '0' } = activity.fields;
  const proxy = books.proxy(id, activity);
  const amount = BigInt(text);
  const { borrowed, debt } = books.owed(id);
  const isFollowed = proxy.tokenBalance !== '';
  // The transfer came first: what was held before it is what is held and the amount.
  const excess = isFollowed ? BigInt(proxy.tokenBalance ?? 0) + amount - borrowed - debt : 0n;
  const surplus = isFollowed ? String(excess > 0n ? excess : 0n) : '';
  const approved = proxy.approvedAmountForExternalWithdrawal ?? '';
  if (approved === '') return { purpose: '', surplus };
  if (BigInt(approved) >= amount) {
    add(proxy, 'approvedAmountForExternalWithdrawal', -amount);
    return { purpose: 'withdrawnByApproval', surplus };
  }
  proxy.approvedAmountForExternalWithdrawal = '0';
  if (!isFollowed) return { purpose: '', surplus };
  return { purpose: BigInt(surplus) >= amount ? 'withdrawnFromSurplus' : 'withdrawnInBreach', surplus };
}
