// Logs that LS1Rewards emits.
import {
  ClaimedRewards,
  GlobalIndexUpdated,
  UserIndexUpdated,
} from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, newLog, uint } from './log';

export function globalIndexUpdated(index: string, second: i32): GlobalIndexUpdated {
  return changetype<GlobalIndexUpdated>(newLog(second, [uint('index', index)]));
}

export function userIndexUpdated(user: string, index: string, unclaimedRewards: string, second: i32): UserIndexUpdated {
  return changetype<UserIndexUpdated>(
    newLog(second, [address('user', user), uint('index', index), uint('unclaimedRewards', unclaimedRewards)]),
  );
}

export function claimedRewards(user: string, recipient: string, claimedRewards: string, second: i32): ClaimedRewards {
  return changetype<ClaimedRewards>(
    newLog(second, [address('user', user), address('recipient', recipient), uint('claimedRewards', claimedRewards)]),
  );
}
