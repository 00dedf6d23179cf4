// Events of the upgradeable proxy in front of a StarkProxy.

import { Bytes } from '@graphprotocol/graph-ts';
import { AdminChanged, Upgraded } from '../../../generated/schema';
import {
  AdminChanged as AdminChangedEvent,
  Upgraded as UpgradedEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';

export function handleUpgraded(event: UpgradedEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const activity = new Upgraded(activityId(event));
  activity.proxy = event.address;
  activity.implementation = event.params.implementation;
  activity.previousImplementation = proxy.implementation;
  proxy.implementation = event.params.implementation;
  const journal = record(activity, 'upgrade', null, [], pool, event);
  activity.save();
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleAdminChanged(event: AdminChangedEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const activity = new AdminChanged(activityId(event));
  activity.proxy = event.address;
  activity.previousAdmin = event.params.previousAdmin;
  activity.newAdmin = event.params.newAdmin;
  proxy.proxyAdmin = event.params.newAdmin;
  const actors: Bytes[] = [event.params.previousAdmin, event.params.newAdmin];
  const journal = record(activity, 'changeAdmin', null, actors, pool, event);
  activity.save();
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
