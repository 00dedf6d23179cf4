// Events of SP1Exchange: USDC to and from the exchange.

import { DepositedToExchange, WithdrewFromExchange } from '../../../generated/schema';
import {
  DepositedToExchange as DepositedToExchangeEvent,
  WithdrewFromExchange as WithdrewFromExchangeEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { checkDeposit, checkKey } from '../../rules/stark-proxy/exchange';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadPosition, loadStarkKey, saveStarkKey } from '../../store/stark-key';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';
import { addToStarkProxyEpoch } from '../../store/stark-proxy-epoch';
import { explainOutflow } from '../../store/token-outflow';

export function handleDepositedToExchange(event: DepositedToExchangeEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const amount = event.params.tokenAmount;
  const key = loadStarkKey(proxy, event.params.starkKey);
  const position = loadPosition(key, event.params.starkVaultId);
  proxy.cumulativeDepositedToExchange = proxy.cumulativeDepositedToExchange.plus(amount);
  key.cumulativeDeposited = key.cumulativeDeposited.plus(amount);
  position.cumulativeDeposited = position.cumulativeDeposited.plus(amount);
  const activity = new DepositedToExchange(activityId(event));
  activity.starkProxy = proxy.id;
  activity.starkKey = key.id;
  activity.starkAssetType = event.params.starkAssetType;
  activity.position = position.id;
  activity.tokenAmount = amount;
  const journal = record(activity, 'depositToExchange', amount, [proxy.id], pool, event);
  activity.save();
  addToStarkProxyEpoch(journal, proxy, 'depositedToExchange', amount);
  explainOutflow(journal, proxy, amount, 'exchangeDeposit');
  checkDeposit(journal, proxy, key);
  position.save();
  saveStarkKey(journal, key);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleWithdrewFromExchange(event: WithdrewFromExchangeEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const amount = event.params.tokenAmount;
  const key = loadStarkKey(proxy, event.params.starkKey);
  proxy.cumulativeWithdrawnFromExchange = proxy.cumulativeWithdrawnFromExchange.plus(amount);
  key.cumulativeWithdrawn = key.cumulativeWithdrawn.plus(amount);
  const activity = new WithdrewFromExchange(activityId(event));
  activity.starkProxy = proxy.id;
  activity.starkKey = key.id;
  activity.starkAssetType = event.params.starkAssetType;
  activity.tokenAmount = amount;
  activity.isGuardianAction = event.params.isGuardianAction;
  const journal = record(activity, 'withdrawFromExchange', amount, [proxy.id], pool, event);
  activity.save();
  addToStarkProxyEpoch(journal, proxy, 'withdrawnFromExchange', amount);
  checkKey(journal, proxy, key, event.params.isGuardianAction, 'withdrewWithDisallowedKey');
  saveStarkKey(journal, key);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
