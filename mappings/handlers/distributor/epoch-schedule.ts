// Events of MD1EpochSchedule: the distributor's own schedule, which is not the pool's.
import { EpochScheduleUpdated as EpochScheduleUpdatedEvent } from '../../../generated/RewardsDistributor/MerkleDistributorV1';
import { EpochScheduleUpdated } from '../../../generated/schema';
import { setEpochParameters } from '../../rules/distributor/epoch-schedule';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { isInitialised, loadDistributor, saveDistributor } from '../../store/rewards-distributor';

export function handleEpochScheduleUpdated(event: EpochScheduleUpdatedEvent): void {
  const pool = loadPool(event.block);
  const distributor = loadDistributor(event.block);
  const parameters = event.params.epochParameters;
  const activity = new EpochScheduleUpdated(activityId(event));
  activity.interval = parameters.interval;
  activity.offset = parameters.offset;
  if (isInitialised(distributor)) {
    activity.previousInterval = distributor.epochInterval;
    activity.previousOffset = distributor.epochOffset;
  }
  setEpochParameters(distributor, parameters.interval, parameters.offset);
  const journal = record(activity, 'setDistributorEpochParameters', null, [], pool, event);
  activity.save();
  saveDistributor(journal, distributor);
  savePool(journal, pool);
}
