// Logs that LS1Admin emits.
import { ethereum } from '@graphprotocol/graph-ts';
import {
  BlackoutWindowChanged,
  BorrowingRestrictionChanged,
  EpochParametersChanged,
  RewardsPerSecondUpdated,
  ScheduledBorrowerAllocationChange,
} from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, bool, newLog, uint } from './log';

export function rewardsPerSecondUpdated(emissionPerSecond: string, second: i32): RewardsPerSecondUpdated {
  return changetype<RewardsPerSecondUpdated>(newLog(second, [uint('emissionPerSecond', emissionPerSecond)]));
}

export function blackoutWindowChanged(blackoutWindow: string, second: i32): BlackoutWindowChanged {
  return changetype<BlackoutWindowChanged>(newLog(second, [uint('blackoutWindow', blackoutWindow)]));
}

export function epochParametersChanged(interval: string, offset: string, second: i32): EpochParametersChanged {
  const parameters = new ethereum.Tuple();
  parameters.push(uint('interval', interval).value);
  parameters.push(uint('offset', offset).value);
  const parameter = new ethereum.EventParam('epochParameters', ethereum.Value.fromTuple(parameters));
  return changetype<EpochParametersChanged>(newLog(second, [parameter]));
}

export function scheduledBorrowerAllocationChange(
  borrower: string,
  oldAllocation: string,
  newAllocation: string,
  epochNumber: string,
  second: i32,
): ScheduledBorrowerAllocationChange {
  return changetype<ScheduledBorrowerAllocationChange>(
    newLog(second, [
      address('borrower', borrower),
      uint('oldAllocation', oldAllocation),
      uint('newAllocation', newAllocation),
      uint('epochNumber', epochNumber),
    ]),
  );
}

export function borrowingRestrictionChanged(
  borrower: string,
  isBorrowingRestricted: boolean,
  second: i32,
): BorrowingRestrictionChanged {
  return changetype<BorrowingRestrictionChanged>(
    newLog(second, [address('borrower', borrower), bool('isBorrowingRestricted', isBorrowingRestricted)]),
  );
}
