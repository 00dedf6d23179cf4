import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { ExternalRecipient, StarkProxy } from '../../generated/schema';
import { Journal, remember } from './journal';

/** The recipient as stored, new where it is first named. */
export function loadExternalRecipient(proxy: StarkProxy, recipient: Bytes): ExternalRecipient {
  const id = proxy.id.concat(recipient);
  const known = ExternalRecipient.load(id);
  if (known !== null) {
    remember(known);
    return known;
  }
  const record = new ExternalRecipient(id);
  record.starkProxy = proxy.id;
  record.recipient = recipient;
  record.isAllowed = false;
  record.cumulativeWithdrawn = BigInt.zero();
  remember(record);
  return record;
}

/** Saves the recipient and writes down whether it became allowed or not. */
export function saveExternalRecipient(journal: Journal, recipient: ExternalRecipient): void {
  journal.write('externalRecipient', recipient.id, recipient);
  recipient.save();
}
