// For `gnd test` only, as flat-schedule.ts: the distributor's schedule with the struct's members side by side.
import { ethereum } from '@graphprotocol/graph-ts';
import { EpochScheduleUpdated } from '../../generated/RewardsDistributor/MerkleDistributorV1';
import { handleEpochScheduleUpdated } from '../../mappings/handlers/distributor/epoch-schedule';

export function handleFlatEpochScheduleUpdated(event: ethereum.Event): void {
  const parameters = new ethereum.Tuple();
  parameters.push(event.parameters[0].value);
  parameters.push(event.parameters[1].value);
  event.parameters = [new ethereum.EventParam('epochParameters', ethereum.Value.fromTuple(parameters))];
  handleEpochScheduleUpdated(changetype<EpochScheduleUpdated>(event));
}
