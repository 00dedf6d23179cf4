// SP1Exchange, SP1Guardian: what must hold where USDC goes to the exchange or comes back.
import { StarkKey, StarkProxy } from '../../../generated/schema';
import { recordBreach } from '../../store/breach';
import { Journal } from '../../store/journal';
import { borrowedAndDebt, debtOf } from '../../store/stark-proxy';

/** `onlyAllowedKey`: the guardian may use any. Keys allowed before the StarkProxy was followed are not known. */
export function checkKey(journal: Journal, proxy: StarkProxy, key: StarkKey, isGuardian: boolean, rule: string): void {
  if (isGuardian || key.isAllowed || !proxy.isKnownFromCreation) return;
  recordBreach(journal, proxy, rule);
}

/** `depositToExchange`: while borrowing is restricted, what is owed must stay in the StarkProxy. */
export function checkDeposit(journal: Journal, proxy: StarkProxy, key: StarkKey): void {
  checkKey(journal, proxy, key, false, 'depositedWithDisallowedKey');
  const held = proxy.tokenBalance;
  if (!proxy.isBorrowingRestricted || held === null) return;
  if (held.lt(borrowedAndDebt(proxy))) recordBreach(journal, proxy, 'depositedBelowOwedWhileRestricted');
}

/** The guardian may force the exchange only while there is debt. */
export function checkGuardianForce(journal: Journal, proxy: StarkProxy): void {
  if (debtOf(proxy).isZero()) recordBreach(journal, proxy, 'forcedByGuardianWithoutDebt');
}
