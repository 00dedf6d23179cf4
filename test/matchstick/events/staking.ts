// Logs that LS1Staking and LS1StakedBalances emit.
import {
  ReceivedDebt,
  Staked,
  WithdrawalRequested,
  WithdrewDebt,
  WithdrewStake,
} from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, newLog, uint } from './log';

export function staked(staker: string, spender: string, amount: string, second: i32): Staked {
  return changetype<Staked>(
    newLog(second, [address('staker', staker), address('spender', spender), uint('amount', amount)]),
  );
}

export function withdrawalRequested(staker: string, amount: string, second: i32): WithdrawalRequested {
  return changetype<WithdrawalRequested>(newLog(second, [address('staker', staker), uint('amount', amount)]));
}

export function withdrewStake(staker: string, recipient: string, amount: string, second: i32): WithdrewStake {
  return changetype<WithdrewStake>(
    newLog(second, [address('staker', staker), address('recipient', recipient), uint('amount', amount)]),
  );
}

export function withdrewDebt(
  staker: string,
  recipient: string,
  amount: string,
  newDebtBalance: string,
  second: i32,
): WithdrewDebt {
  return changetype<WithdrewDebt>(
    newLog(second, [
      address('staker', staker),
      address('recipient', recipient),
      uint('amount', amount),
      uint('newDebtBalance', newDebtBalance),
    ]),
  );
}

export function receivedDebt(staker: string, amount: string, newDebtBalance: string, second: i32): ReceivedDebt {
  return changetype<ReceivedDebt>(
    newLog(second, [address('staker', staker), uint('amount', amount), uint('newDebtBalance', newDebtBalance)]),
  );
}
