// Events of MD1Pausable.
import {
  RootUpdatesPaused as RootUpdatesPausedEvent,
  RootUpdatesUnpaused as RootUpdatesUnpausedEvent,
} from '../../../generated/RewardsDistributor/MerkleDistributorV1';
import { RootUpdatesPaused, RootUpdatesUnpaused } from '../../../generated/schema';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadDistributor, saveDistributor } from '../../store/rewards-distributor';

export function handleRootUpdatesPaused(event: RootUpdatesPausedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  distributor.rootUpdatesPaused = true;
  const activity = new RootUpdatesPaused(activityId(event));
  const journal = record(activity, 'pauseRootUpdates', null, [], pool, event);
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}

export function handleRootUpdatesUnpaused(event: RootUpdatesUnpausedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  distributor.rootUpdatesPaused = false;
  const activity = new RootUpdatesUnpaused(activityId(event));
  const journal = record(activity, 'unpauseRootUpdates', null, [], pool, event);
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}
