// USDC into and out of the configured StarkProxies.
import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { Transfer as TransferEvent } from '../../../generated/StarkProxyTokenIn/ERC20';
import { StarkProxyTokenTransfer } from '../../../generated/schema';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';
import { addToStarkProxyEpoch } from '../../store/stark-proxy-epoch';
import { openOutflow } from '../../store/token-outflow';

export function handleTransferIn(event: TransferEvent): void {
  // A transfer of a StarkProxy to itself comes to both handlers: it is recorded here, and moves nothing.
  const amount = isToItself(event) ? BigInt.zero() : event.params.value;
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.params.to, event.block);
  const held = proxy.tokenBalance as BigInt;
  proxy.tokenBalance = held.plus(amount);
  const activity = transferOf(event, proxy.id, proxy.tokenBalance as BigInt);
  const actors: Bytes[] = [proxy.id, event.params.from];
  const journal = record(activity, 'receiveProxyToken', amount, actors, pool, event);
  activity.save();
  addToStarkProxyEpoch(journal, proxy, 'received', amount);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleTransferOut(event: TransferEvent): void {
  if (isToItself(event)) return;
  const amount = event.params.value;
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.params.from, event.block);
  const held = proxy.tokenBalance as BigInt;
  proxy.tokenBalance = held.minus(amount);
  const activity = transferOf(event, proxy.id, proxy.tokenBalance as BigInt);
  const actors: Bytes[] = [proxy.id, event.params.to];
  const journal = record(activity, 'sendProxyToken', amount, actors, pool, event);
  activity.save();
  addToStarkProxyEpoch(journal, proxy, 'sent', amount);
  openOutflow(journal, proxy, activity);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

function isToItself(event: TransferEvent): boolean {
  return event.params.from.equals(event.params.to);
}

/** The log may be recorded for the pool or another StarkProxy too, so its id alone would not do. */
function transferOf(event: TransferEvent, proxy: Bytes, newTokenBalance: BigInt): StarkProxyTokenTransfer {
  const activity = new StarkProxyTokenTransfer(activityId(event).concat(proxy));
  activity.starkProxy = proxy;
  activity.from = event.params.from;
  activity.to = event.params.to;
  activity.value = event.params.value;
  activity.newTokenBalance = newTokenBalance;
  return activity;
}
