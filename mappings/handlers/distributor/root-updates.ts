// Events of MD1RootUpdates: a root is proposed, waits, and becomes active.
import {
  RootProposed as RootProposedEvent,
  RootUpdated as RootUpdatedEvent,
} from '../../../generated/RewardsDistributor/MerkleDistributorV1';
import { RootProposed, RootUpdated } from '../../../generated/schema';
import { proposeRoot, updateRoot } from '../../rules/distributor/root-updates';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadDistributor, saveDistributor } from '../../store/rewards-distributor';
import { loadRewardsRoot } from '../../store/rewards-root';

export function handleRootProposed(event: RootProposedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const epoch = event.params.epoch.toI32();
  const now = event.block.timestamp;
  const root = loadRewardsRoot(distributor, event.params.merkleRoot, epoch, event.params.ipfsCid, now);
  proposeRoot(distributor, root, event.params.waitingPeriodEnd, now);
  const activity = new RootProposed(activityId(event));
  activity.root = root.id;
  activity.merkleRoot = root.merkleRoot;
  activity.rootEpoch = epoch;
  activity.ipfsCid = root.ipfsCid;
  activity.waitingPeriodEnd = event.params.waitingPeriodEnd;
  const journal = record(activity, 'proposeRoot', null, [], pool, event);
  activity.save();
  root.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}

export function handleRootUpdated(event: RootUpdatedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const epoch = event.params.epoch.toI32();
  const now = event.block.timestamp;
  const root = loadRewardsRoot(distributor, event.params.merkleRoot, epoch, event.params.ipfsCid, now);
  const activity = new RootUpdated(activityId(event));
  activity.root = root.id;
  activity.merkleRoot = root.merkleRoot;
  activity.rootEpoch = epoch;
  activity.ipfsCid = root.ipfsCid;
  activity.previousRoot = distributor.activeRoot;
  updateRoot(distributor, root, now);
  const journal = record(activity, 'updateRoot', null, [], pool, event);
  activity.save();
  root.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}
