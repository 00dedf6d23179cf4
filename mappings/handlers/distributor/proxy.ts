// Events of the upgradeable proxy in front of the distributor.
import { dataSource } from '@graphprotocol/graph-ts';
import {
  AdminChanged as AdminChangedEvent,
  Upgraded as UpgradedEvent,
} from '../../../generated/RewardsDistributor/MerkleDistributorV1';
import { AdminChanged, Upgraded } from '../../../generated/schema';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadDistributor, saveDistributor } from '../../store/rewards-distributor';

export function handleUpgraded(event: UpgradedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const configured = dataSource.context().get('distributorImplementation');
  const activity = new Upgraded(activityId(event));
  activity.proxy = event.address;
  activity.implementation = event.params.implementation;
  activity.previousImplementation = distributor.implementation;
  distributor.implementation = event.params.implementation;
  distributor.upgradedFromConfiguration =
    configured === null || !configured.toBytes().equals(event.params.implementation);
  const journal = record(activity, 'upgrade', null, [], pool, event);
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}

export function handleAdminChanged(event: AdminChangedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const activity = new AdminChanged(activityId(event));
  activity.proxy = event.address;
  activity.previousAdmin = event.params.previousAdmin;
  activity.newAdmin = event.params.newAdmin;
  distributor.proxyAdmin = event.params.newAdmin;
  const journal = record(
    activity,
    'changeAdmin',
    null,
    [event.params.previousAdmin, event.params.newAdmin],
    pool,
    event,
  );
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}
