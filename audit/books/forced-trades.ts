/** Forced trades in the second set of books: 7 days of waiting, 7 days to submit, both ends included. */
import type { Activity } from '../ledger/rows.ts';
import type { StarkProxyStorage } from './stark-proxies.ts';
import type { Row } from './stark-proxy-rows.ts';

const WAITING_PERIOD = 604_800n;
const GRACE_PERIOD = 604_800n;

const word = (value: string): string =>
  BigInt(value || 0)
    .toString(16)
    .padStart(64, '0');

/** `queueForcedTradeRequest`; the stark key and the vault are two of the arguments. */
export function queueTrade(books: StarkProxyStorage, activity: Activity): void {
  const { starkProxy = '', argsHash = '' } = activity.fields;
  const { timestamp, transactionFrom } = activity;
  const id = starkProxy + argsHash.slice(2);
  const args = books.args.get(id) ?? [];
  const key = starkProxy + word(args[0] ?? '0');
  books.key(key);
  const { queueCount = '0' } = books.rows.forcedTrades.get(id) ?? {};
  books.rows.forcedTrades.set(id, {
    ...{ starkProxy, argsHash, starkKey: key, vaultId: args[2] ?? '', status: 'queued' },
    ...{ queuedTimestamp: String(timestamp), queuedAt: String(timestamp), queuedBy: transactionFrom },
    queueCount: String(Number(queueCount) + 1),
    earliestSubmission: String(timestamp + WAITING_PERIOD),
    latestSubmission: String(timestamp + WAITING_PERIOD + GRACE_PERIOD),
    ...{ decidedAt: '', decidedBy: '' },
  });
}

export function vetoTrade(books: StarkProxyStorage, activity: Activity): void {
  const { starkProxy = '', argsHash = '' } = activity.fields;
  const trade = books.rows.forcedTrades.get(starkProxy + argsHash.slice(2));
  if (trade !== undefined) decide(trade, 'vetoed', activity);
}

/**
 * The owner's submission, which names key and vault but not the trade. Of several due the call tells, which is not in
 * the ledger: the one that the activity names must be among them; without a name nobody knows of any.
 */
export function submitTrade(books: StarkProxyStorage, activity: Activity): void {
  const { starkProxy = '', forcedTrade } = activity.fields;
  const due = dueTrades(books, activity);
  const [first] = due;
  if (first === undefined) {
    if (books.isConfigured(starkProxy)) books.breach(starkProxy, activity, 'forcedTradeOutsideWindow');
  } else if (due.length === 1 || forcedTrade !== undefined) {
    const submitted = due.find(([id]) => id === forcedTrade) ?? first;
    decide(submitted[1], 'submitted', activity);
  } else {
    for (const [, trade] of due) Object.assign(trade, { status: 'ambiguous', queuedTimestamp: '' });
  }
}

/** The trades of that key and vault that could be submitted then, by id. */
export function dueTrades(books: StarkProxyStorage, { timestamp, fields }: Activity): [string, Row][] {
  const { position = '', starkKey = '' } = fields;
  const { vaultId } = books.position(position);
  const isDue = (trade: Row) =>
    trade.starkKey === starkKey &&
    trade.vaultId === vaultId &&
    (trade.status === 'queued' || trade.status === 'ambiguous') &&
    timestamp >= BigInt(trade.earliestSubmission ?? 0) &&
    timestamp <= BigInt(trade.latestSubmission ?? 0);
  return [...books.rows.forcedTrades].filter(([, trade]) => isDue(trade));
}

function decide(trade: Row, status: string, { timestamp, transactionFrom }: Activity): void {
  Object.assign(trade, { status, queuedTimestamp: '0', decidedAt: String(timestamp), decidedBy: transactionFrom });
}
