// SP1Withdrawals: by what right USDC goes to a recipient.
import { BigInt } from '@graphprotocol/graph-ts';
import { ExternalRecipient, StarkProxy } from '../../../generated/schema';
import { recordBreach } from '../../store/breach';
import { Journal } from '../../store/journal';
import { addToStarkProxyEpoch } from '../../store/stark-proxy-epoch';

/** What it held above what it owed before that amount left; null where its transfers are not followed. */
export function surplusBefore(proxy: StarkProxy, owed: BigInt, amount: BigInt): BigInt | null {
  const held = proxy.tokenBalance;
  if (held === null) return null;
  const surplus = held.plus(amount).minus(owed);
  return surplus.lt(BigInt.zero()) ? BigInt.zero() : surplus;
}

/** `externalWithdrawToken`: an approval that is not enough is void, and the surplus must be. Null if it can't be told. */
export function withdrawExternally(proxy: StarkProxy, surplus: BigInt | null, amount: BigInt): string | null {
  const approved = proxy.approvedAmountForExternalWithdrawal;
  if (approved === null) return null;
  if (approved.ge(amount)) {
    proxy.approvedAmountForExternalWithdrawal = approved.minus(amount);
    return 'withdrawnByApproval';
  }
  proxy.approvedAmountForExternalWithdrawal = BigInt.zero();
  if (surplus === null) return null;
  return surplus.ge(amount) ? 'withdrawnFromSurplus' : 'withdrawnInBreach';
}

/** Adds what went to a recipient to the sums of its purpose. */
export function bookWithdrawal(journal: Journal, proxy: StarkProxy, amount: BigInt, purpose: string | null): void {
  if (purpose === null) return;
  addToStarkProxyEpoch(journal, proxy, purpose as string, amount);
  if (purpose == 'withdrawnByApproval') {
    proxy.cumulativeWithdrawnByApproval = proxy.cumulativeWithdrawnByApproval.plus(amount);
  } else if (purpose == 'withdrawnFromSurplus') {
    proxy.cumulativeWithdrawnFromSurplus = proxy.cumulativeWithdrawnFromSurplus.plus(amount);
  } else {
    recordBreach(journal, proxy, 'withdrewAboveSurplus');
  }
}

/** `onlyAllowedRecipient`. Recipients allowed before the StarkProxy was followed are not known. */
export function checkRecipient(journal: Journal, proxy: StarkProxy, recipient: ExternalRecipient): void {
  if (!recipient.isAllowed && proxy.isKnownFromCreation) recordBreach(journal, proxy, 'paidDisallowedRecipient');
}
