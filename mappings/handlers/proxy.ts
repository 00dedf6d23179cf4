// Events of the upgradeable proxy in front of the pool.
import { dataSource } from '@graphprotocol/graph-ts';
import {
  AdminChanged as AdminChangedEvent,
  Upgraded as UpgradedEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { AdminChanged, Upgraded } from '../../generated/schema';
import { activityId, record } from '../store/activity';
import { loadPool, savePool } from '../store/pool';

export function handleUpgraded(event: UpgradedEvent): void {
  const pool = loadPool(event.block);
  const configured = dataSource.context().get('implementation');
  const activity = new Upgraded(activityId(event));
  activity.proxy = event.address;
  activity.implementation = event.params.implementation;
  activity.previousImplementation = pool.implementation;
  pool.implementation = event.params.implementation;
  pool.upgradedFromConfiguration = configured === null || !configured.toBytes().equals(event.params.implementation);
  const journal = record(activity, 'upgrade', null, [], pool, event);
  activity.save();
  savePool(journal, pool);
}

export function handleAdminChanged(event: AdminChangedEvent): void {
  const pool = loadPool(event.block);
  const activity = new AdminChanged(activityId(event));
  activity.proxy = event.address;
  activity.previousAdmin = event.params.previousAdmin;
  activity.newAdmin = event.params.newAdmin;
  pool.proxyAdmin = event.params.newAdmin;
  const journal = record(
    activity,
    'changeAdmin',
    null,
    [event.params.previousAdmin, event.params.newAdmin],
    pool,
    event,
  );
  activity.save();
  savePool(journal, pool);
}
