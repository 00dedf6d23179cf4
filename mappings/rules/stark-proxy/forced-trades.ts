// SP1Owner: forced trades wait for the veto guardian before the exchange hears of them.
import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { ForcedTrade, StarkKey, StarkProxy } from '../../../generated/schema';
import { remember } from '../../store/journal';
import { toWord } from '../../store/stark-key';

/** `FORCED_TRADE_WAITING_PERIOD` and `FORCED_TRADE_GRACE_PERIOD`, seconds. */
const WAITING_PERIOD = BigInt.fromI32(604800);
const GRACE_PERIOD = BigInt.fromI32(604800);

/** A trade that was never queued, as the contract's mapping has it. */
export function newForcedTrade(proxy: StarkProxy, key: StarkKey, args: BigInt[], argsHash: Bytes): ForcedTrade {
  const trade = new ForcedTrade(proxy.id.concat(argsHash));
  trade.starkProxy = proxy.id;
  trade.argsHash = argsHash;
  trade.args = args;
  trade.starkKey = key.id;
  trade.vaultId = args[2];
  trade.queuedTimestamp = BigInt.zero();
  trade.queueCount = 0;
  remember(trade);
  return trade;
}

/** `queueForcedTradeRequest`: queued again, it starts to wait again. */
export function queue(trade: ForcedTrade, event: ethereum.Event): void {
  const now = event.block.timestamp;
  trade.status = 'queued';
  trade.queuedTimestamp = now;
  trade.queuedAt = now;
  trade.queuedBy = event.transaction.from;
  trade.queueCount += 1;
  trade.earliestSubmission = now.plus(WAITING_PERIOD);
  trade.latestSubmission = trade.earliestSubmission.plus(GRACE_PERIOD);
  trade.decidedAt = null;
  trade.decidedBy = null;
}

/** Vetoed or submitted: it waits no more. */
export function decide(trade: ForcedTrade, status: string, event: ethereum.Event): void {
  trade.status = status;
  trade.queuedTimestamp = BigInt.zero();
  trade.decidedAt = event.block.timestamp;
  trade.decidedBy = event.transaction.from;
}

/** One of several was submitted and nothing tells which: of none is known whether it still waits. */
export function leaveOpen(trade: ForcedTrade): void {
  trade.status = 'ambiguous';
  trade.queuedTimestamp = null;
}

/** The trade that was submitted: the only one of that key and vault that was due, or the one in the call; else all. */
export function due(key: StarkKey, vaultId: BigInt, now: BigInt, input: Bytes): ForcedTrade[] {
  const found: ForcedTrade[] = [];
  const trades = key.forcedTrades.load();
  for (let i = 0; i < trades.length; i++) {
    const trade = trades[i];
    if (!trade.vaultId.equals(vaultId) || trade.status == 'vetoed' || trade.status == 'submitted') continue;
    if (now.lt(trade.earliestSubmission) || now.gt(trade.latestSubmission)) continue;
    remember(trade);
    found.push(trade);
  }
  return namedInCall(found, input);
}

/** Of several, those whose arguments stand in the call of the transaction; all of them if none does. */
function namedInCall(trades: ForcedTrade[], input: Bytes): ForcedTrade[] {
  if (trades.length < 2) return trades;
  const call = input.toHexString();
  const named: ForcedTrade[] = [];
  for (let i = 0; i < trades.length; i++) {
    if (call.includes(wordsOf(trades[i].args))) named.push(trades[i]);
  }
  return named.length > 0 ? named : trades;
}

function wordsOf(args: BigInt[]): string {
  let words = '';
  for (let i = 0; i < args.length; i++) words += toWord(args[i]).toHexString().slice(2);
  return words;
}
