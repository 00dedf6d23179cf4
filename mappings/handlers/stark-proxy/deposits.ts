// Events of SP2Exchange and SP2Guardian: deposits that are cancelled and taken back.

import { DepositCanceled, DepositReclaimed } from '../../../generated/schema';
import {
  DepositCanceled as DepositCanceledEvent,
  DepositReclaimed as DepositReclaimedEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { checkKey } from '../../rules/stark-proxy/exchange';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadPosition, loadStarkKey, saveStarkKey } from '../../store/stark-key';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';
import { addToStarkProxyEpoch } from '../../store/stark-proxy-epoch';

export function handleDepositCanceled(event: DepositCanceledEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const key = loadStarkKey(proxy, event.params.starkKey);
  const position = loadPosition(key, event.params.vaultId);
  position.canceledAt = event.block.timestamp;
  const activity = new DepositCanceled(activityId(event));
  activity.starkProxy = proxy.id;
  activity.starkKey = key.id;
  activity.starkAssetType = event.params.starkAssetType;
  activity.position = position.id;
  activity.isGuardianAction = event.params.isGuardianAction;
  const journal = record(activity, 'cancelDeposit', null, [proxy.id], pool, event);
  activity.save();
  checkKey(journal, proxy, key, event.params.isGuardianAction, 'canceledWithDisallowedKey');
  position.save();
  saveStarkKey(journal, key);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleDepositReclaimed(event: DepositReclaimedEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const amount = event.params.fundsReclaimed;
  const key = loadStarkKey(proxy, event.params.starkKey);
  const position = loadPosition(key, event.params.vaultId);
  proxy.cumulativeReclaimedFromExchange = proxy.cumulativeReclaimedFromExchange.plus(amount);
  key.cumulativeReclaimed = key.cumulativeReclaimed.plus(amount);
  position.cumulativeReclaimed = position.cumulativeReclaimed.plus(amount);
  position.canceledAt = null;
  const activity = new DepositReclaimed(activityId(event));
  activity.starkProxy = proxy.id;
  activity.starkKey = key.id;
  activity.starkAssetType = event.params.starkAssetType;
  activity.position = position.id;
  activity.fundsReclaimed = amount;
  activity.isGuardianAction = event.params.isGuardianAction;
  const journal = record(activity, 'reclaimDeposit', amount, [proxy.id], pool, event);
  activity.save();
  addToStarkProxyEpoch(journal, proxy, 'reclaimedFromExchange', amount);
  checkKey(journal, proxy, key, event.params.isGuardianAction, 'reclaimedWithDisallowedKey');
  position.save();
  saveStarkKey(journal, key);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
