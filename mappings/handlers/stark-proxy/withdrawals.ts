// Events of SP1Withdrawals.

import { ExternalWithdrewEther, ExternalWithdrewOtherToken, ExternalWithdrewToken } from '../../../generated/schema';
import {
  ExternalWithdrewEther as ExternalWithdrewEtherEvent,
  ExternalWithdrewOtherToken as ExternalWithdrewOtherTokenEvent,
  ExternalWithdrewToken as ExternalWithdrewTokenEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { bookWithdrawal, checkRecipient, surplusBefore, withdrawExternally } from '../../rules/stark-proxy/withdrawals';
import { activityId, record } from '../../store/activity';
import { loadExternalRecipient, saveExternalRecipient } from '../../store/external-recipient';
import { loadPool, savePool } from '../../store/pool';
import { borrowedAndDebt, loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';
import { explainOutflow } from '../../store/token-outflow';

export function handleExternalWithdrewToken(event: ExternalWithdrewTokenEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const amount = event.params.amount;
  const recipient = loadExternalRecipient(proxy, event.params.recipient);
  recipient.cumulativeWithdrawn = recipient.cumulativeWithdrawn.plus(amount);
  const surplus = surplusBefore(proxy, borrowedAndDebt(proxy), amount);
  const purpose = withdrawExternally(proxy, surplus, amount);
  const activity = new ExternalWithdrewToken(activityId(event));
  activity.starkProxy = proxy.id;
  activity.recipient = event.params.recipient;
  activity.amount = amount;
  activity.purpose = purpose;
  activity.surplus = surplus;
  activity.newApprovedAmount = proxy.approvedAmountForExternalWithdrawal;
  const actors = [proxy.id, event.params.recipient];
  const journal = record(activity, 'externalWithdrawToken', amount, actors, pool, event);
  activity.save();
  bookWithdrawal(journal, proxy, amount, purpose);
  explainOutflow(journal, proxy, amount, purpose);
  checkRecipient(journal, proxy, recipient);
  saveExternalRecipient(journal, recipient);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleExternalWithdrewOtherToken(event: ExternalWithdrewOtherTokenEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const recipient = loadExternalRecipient(proxy, event.params.recipient);
  const activity = new ExternalWithdrewOtherToken(activityId(event));
  activity.starkProxy = proxy.id;
  activity.token = event.params.token;
  activity.recipient = event.params.recipient;
  activity.otherTokenAmount = event.params.amount;
  const actors = [proxy.id, event.params.recipient];
  const journal = record(activity, 'externalWithdrawOtherToken', null, actors, pool, event);
  activity.save();
  checkRecipient(journal, proxy, recipient);
  saveExternalRecipient(journal, recipient);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleExternalWithdrewEther(event: ExternalWithdrewEtherEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const recipient = loadExternalRecipient(proxy, event.params.recipient);
  const activity = new ExternalWithdrewEther(activityId(event));
  activity.starkProxy = proxy.id;
  activity.recipient = event.params.recipient;
  activity.etherAmount = event.params.amount;
  const actors = [proxy.id, event.params.recipient];
  const journal = record(activity, 'externalWithdrawEther', null, actors, pool, event);
  activity.save();
  checkRecipient(journal, proxy, recipient);
  saveExternalRecipient(journal, recipient);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
