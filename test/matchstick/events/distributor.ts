// Logs that the Merkle distributor emits.
import { Address, Bytes, ethereum } from '@graphprotocol/graph-ts';
import {
  AlwaysAllowClaimForUpdated,
  EpochScheduleUpdated,
  IpnsNameUpdated,
  RewardsClaimed,
  RewardsParametersUpdated,
  RootProposed,
  RootUpdated,
  RootUpdatesPaused,
  Upgraded,
} from '../../../generated/RewardsDistributor/MerkleDistributorV1';
import { DISTRIBUTOR } from '../pool';
import { address, bool, bytes32, newLog, uint } from './log';

function newDistributorLog(second: i32, parameters: ethereum.EventParam[]): ethereum.Event {
  const event = newLog(second, parameters);
  event.address = Address.fromString(DISTRIBUTOR);
  return event;
}

function cidOf(cid: string): ethereum.EventParam {
  return new ethereum.EventParam('ipfsCid', ethereum.Value.fromBytes(Bytes.fromUTF8(cid)));
}

export function rootProposed(root: string, epoch: string, cid: string, end: string, second: i32): RootProposed {
  const parameters = [bytes32('merkleRoot', root), uint('epoch', epoch), cidOf(cid), uint('waitingPeriodEnd', end)];
  return changetype<RootProposed>(newDistributorLog(second, parameters));
}

export function rootUpdated(root: string, epoch: string, cid: string, second: i32): RootUpdated {
  return changetype<RootUpdated>(
    newDistributorLog(second, [bytes32('merkleRoot', root), uint('epoch', epoch), cidOf(cid)]),
  );
}

export function rootUpdatesPaused(second: i32): RootUpdatesPaused {
  return changetype<RootUpdatesPaused>(newDistributorLog(second, []));
}

export function rewardsClaimed(account: string, amount: string, second: i32): RewardsClaimed {
  return changetype<RewardsClaimed>(newDistributorLog(second, [address('account', account), uint('amount', amount)]));
}

export function alwaysAllowClaimForUpdated(user: string, allow: boolean, second: i32): AlwaysAllowClaimForUpdated {
  return changetype<AlwaysAllowClaimForUpdated>(
    newDistributorLog(second, [address('user', user), bool('allow', allow)]),
  );
}

export function ipnsNameUpdated(name: string, second: i32): IpnsNameUpdated {
  const parameter = new ethereum.EventParam('ipnsName', ethereum.Value.fromString(name));
  return changetype<IpnsNameUpdated>(newDistributorLog(second, [parameter]));
}

export function rewardsParametersUpdated(
  marketMakers: string,
  traders: string,
  alpha: string,
  second: i32,
): RewardsParametersUpdated {
  const parameters = [
    uint('marketMakerRewardsAmount', marketMakers),
    uint('traderRewardsAmount', traders),
    uint('traderScoreAlpha', alpha),
  ];
  return changetype<RewardsParametersUpdated>(newDistributorLog(second, parameters));
}

export function epochScheduleUpdated(interval: string, offset: string, second: i32): EpochScheduleUpdated {
  const parameters = new ethereum.Tuple();
  parameters.push(uint('interval', interval).value);
  parameters.push(uint('offset', offset).value);
  const parameter = new ethereum.EventParam('epochParameters', ethereum.Value.fromTuple(parameters));
  return changetype<EpochScheduleUpdated>(newDistributorLog(second, [parameter]));
}

export function distributorUpgraded(implementation: string, second: i32): Upgraded {
  return changetype<Upgraded>(newDistributorLog(second, [address('implementation', implementation)]));
}
