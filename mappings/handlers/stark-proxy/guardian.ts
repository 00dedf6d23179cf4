// Events of SP1Guardian that set something.

import {
  GuardianUpdateApprovedAmountForExternalWithdrawal,
  StarkProxyBorrowingRestrictionChanged,
} from '../../../generated/schema';
import {
  BorrowingRestrictionChanged as BorrowingRestrictionChangedEvent,
  GuardianUpdateApprovedAmountForExternalWithdrawal as GuardianUpdateApprovedAmountForExternalWithdrawalEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';

export function handleBorrowingRestrictionChanged(event: BorrowingRestrictionChangedEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  proxy.isBorrowingRestricted = event.params.isBorrowingRestricted;
  const activity = new StarkProxyBorrowingRestrictionChanged(activityId(event));
  activity.starkProxy = proxy.id;
  activity.isBorrowingRestricted = event.params.isBorrowingRestricted;
  const journal = record(activity, 'setProxyBorrowingRestriction', null, [proxy.id], pool, event);
  activity.save();
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleGuardianUpdateApprovedAmountForExternalWithdrawal(
  event: GuardianUpdateApprovedAmountForExternalWithdrawalEvent,
): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  proxy.approvedAmountForExternalWithdrawal = event.params.amount;
  const activity = new GuardianUpdateApprovedAmountForExternalWithdrawal(activityId(event));
  activity.starkProxy = proxy.id;
  activity.approvedAmount = event.params.amount;
  const journal = record(activity, 'setApprovedAmountForExternalWithdrawal', null, [proxy.id], pool, event);
  activity.save();
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
