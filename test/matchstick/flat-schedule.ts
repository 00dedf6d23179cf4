// For `gnd test` only, which cannot write a log with a struct: the same log with the struct's members side by side,
// put together again here and handed to the real handler.
import { ethereum } from '@graphprotocol/graph-ts';
import { EpochParametersChanged } from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { handleEpochParametersChanged } from '../../mappings/handlers/admin';

export function handleFlatEpochParametersChanged(event: ethereum.Event): void {
  const parameters = new ethereum.Tuple();
  parameters.push(event.parameters[0].value);
  parameters.push(event.parameters[1].value);
  event.parameters = [new ethereum.EventParam('epochParameters', ethereum.Value.fromTuple(parameters))];
  handleEpochParametersChanged(changetype<EpochParametersChanged>(event));
}
