// Events of SP1Owner and SP1Guardian that force the exchange.

import {
  ForcedTrade,
  GuardianVetoedForcedTradeRequest,
  QueuedForcedTradeRequest,
  RequestedForcedTrade,
  RequestedForcedWithdrawal,
} from '../../../generated/schema';
import {
  GuardianVetoedForcedTradeRequest as GuardianVetoedForcedTradeRequestEvent,
  QueuedForcedTradeRequest as QueuedForcedTradeRequestEvent,
  RequestedForcedTrade as RequestedForcedTradeEvent,
  RequestedForcedWithdrawal as RequestedForcedWithdrawalEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { checkGuardianForce } from '../../rules/stark-proxy/exchange';
import { decide, due, leaveOpen, newForcedTrade, queue } from '../../rules/stark-proxy/forced-trades';
import { activityId, record } from '../../store/activity';
import { recordBreach } from '../../store/breach';
import { loadForcedTrade, saveForcedTrade } from '../../store/forced-trade';
import { loadPool, savePool } from '../../store/pool';
import { loadPosition, loadStarkKey, saveStarkKey } from '../../store/stark-key';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';

export function handleRequestedForcedWithdrawal(event: RequestedForcedWithdrawalEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const key = loadStarkKey(proxy, event.params.starkKey);
  const position = loadPosition(key, event.params.vaultId);
  const activity = new RequestedForcedWithdrawal(activityId(event));
  activity.starkProxy = proxy.id;
  activity.starkKey = key.id;
  activity.position = position.id;
  activity.isGuardianAction = event.params.isGuardianAction;
  const journal = record(activity, 'requestForcedWithdrawal', null, [proxy.id], pool, event);
  activity.save();
  if (event.params.isGuardianAction) checkGuardianForce(journal, proxy);
  position.save();
  saveStarkKey(journal, key);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleQueuedForcedTradeRequest(event: QueuedForcedTradeRequestEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const args = event.params.args;
  const key = loadStarkKey(proxy, args[0]);
  const known = loadForcedTrade(proxy, event.params.argsHash);
  const trade = known === null ? newForcedTrade(proxy, key, args, event.params.argsHash) : known;
  queue(trade, event);
  const activity = new QueuedForcedTradeRequest(activityId(event));
  activity.starkProxy = proxy.id;
  activity.argsHash = event.params.argsHash;
  activity.forcedTrade = trade.id;
  const journal = record(activity, 'queueForcedTrade', null, [proxy.id], pool, event);
  activity.save();
  saveStarkKey(journal, key);
  saveForcedTrade(journal, trade);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleGuardianVetoedForcedTradeRequest(event: GuardianVetoedForcedTradeRequestEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const trade = loadForcedTrade(proxy, event.params.argsHash);
  const activity = new GuardianVetoedForcedTradeRequest(activityId(event));
  activity.starkProxy = proxy.id;
  activity.argsHash = event.params.argsHash;
  if (trade !== null) activity.forcedTrade = trade.id;
  const journal = record(activity, 'vetoForcedTrade', null, [proxy.id], pool, event);
  activity.save();
  if (trade !== null) {
    decide(trade, 'vetoed', event);
    saveForcedTrade(journal, trade);
  }
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleRequestedForcedTrade(event: RequestedForcedTradeEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const isGuardian = event.params.isGuardianAction;
  const key = loadStarkKey(proxy, event.params.starkKey);
  const position = loadPosition(key, event.params.vaultId);
  const activity = new RequestedForcedTrade(activityId(event));
  activity.starkProxy = proxy.id;
  activity.starkKey = key.id;
  activity.position = position.id;
  activity.isGuardianAction = isGuardian;
  let submitted: ForcedTrade[] = [];
  if (!isGuardian) submitted = due(key, event.params.vaultId, event.block.timestamp, event.transaction.input);
  if (submitted.length == 1) activity.forcedTrade = submitted[0].id;
  const journal = record(activity, 'requestForcedTrade', null, [proxy.id], pool, event);
  activity.save();
  for (let i = 0; i < submitted.length; i++) {
    if (submitted.length == 1) decide(submitted[i], 'submitted', event);
    else leaveOpen(submitted[i]);
    saveForcedTrade(journal, submitted[i]);
  }
  if (isGuardian) checkGuardianForce(journal, proxy);
  else if (submitted.length == 0 && proxy.isKnownFromCreation) recordBreach(journal, proxy, 'forcedTradeOutsideWindow');
  position.save();
  saveStarkKey(journal, key);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
