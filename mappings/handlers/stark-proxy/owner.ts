// Events of SP1Owner that set lists.

import { UpdatedExternalRecipient, UpdatedStarkKey } from '../../../generated/schema';
import {
  UpdatedExternalRecipient as UpdatedExternalRecipientEvent,
  UpdatedStarkKey as UpdatedStarkKeyEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { activityId, record } from '../../store/activity';
import { loadExternalRecipient, saveExternalRecipient } from '../../store/external-recipient';
import { loadPool, savePool } from '../../store/pool';
import { loadStarkKey, saveStarkKey } from '../../store/stark-key';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';

export function handleUpdatedStarkKey(event: UpdatedStarkKeyEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const key = loadStarkKey(proxy, event.params.starkKey);
  key.isAllowed = event.params.isAllowed;
  key.updatedAt = event.block.timestamp;
  const activity = new UpdatedStarkKey(activityId(event));
  activity.starkProxy = proxy.id;
  activity.starkKey = key.id;
  activity.isAllowed = event.params.isAllowed;
  const journal = record(activity, 'setStarkKeyAllowed', null, [proxy.id], pool, event);
  activity.save();
  saveStarkKey(journal, key);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleUpdatedExternalRecipient(event: UpdatedExternalRecipientEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const recipient = loadExternalRecipient(proxy, event.params.recipient);
  recipient.isAllowed = event.params.isAllowed;
  recipient.updatedAt = event.block.timestamp;
  const activity = new UpdatedExternalRecipient(activityId(event));
  activity.starkProxy = proxy.id;
  activity.externalRecipient = recipient.id;
  activity.recipient = event.params.recipient;
  activity.isAllowed = event.params.isAllowed;
  const actors = [proxy.id, event.params.recipient];
  const journal = record(activity, 'setExternalRecipientAllowed', null, actors, pool, event);
  activity.save();
  saveExternalRecipient(journal, recipient);
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
