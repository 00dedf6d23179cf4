// Logs that LS1Operators emits.
import {
  OperatorClaimedRewardsFor,
  OperatorDecreasedBorrowerDebt,
  OperatorDecreasedStakerDebt,
  OperatorStakedFor,
  OperatorWithdrawalRequestedFor,
  OperatorWithdrewStakeFor,
} from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, newLog, uint } from './log';

export function operatorStakedFor(staker: string, amount: string, operator: string, second: i32): OperatorStakedFor {
  return changetype<OperatorStakedFor>(
    newLog(second, [address('staker', staker), uint('amount', amount), address('operator', operator)]),
  );
}

export function operatorWithdrawalRequestedFor(
  staker: string,
  amount: string,
  operator: string,
  second: i32,
): OperatorWithdrawalRequestedFor {
  return changetype<OperatorWithdrawalRequestedFor>(
    newLog(second, [address('staker', staker), uint('amount', amount), address('operator', operator)]),
  );
}

export function operatorWithdrewStakeFor(
  staker: string,
  recipient: string,
  amount: string,
  operator: string,
  second: i32,
): OperatorWithdrewStakeFor {
  return changetype<OperatorWithdrewStakeFor>(
    newLog(second, [
      address('staker', staker),
      address('recipient', recipient),
      uint('amount', amount),
      address('operator', operator),
    ]),
  );
}

export function operatorClaimedRewardsFor(
  staker: string,
  recipient: string,
  claimedRewards: string,
  operator: string,
  second: i32,
): OperatorClaimedRewardsFor {
  return changetype<OperatorClaimedRewardsFor>(
    newLog(second, [
      address('staker', staker),
      address('recipient', recipient),
      uint('claimedRewards', claimedRewards),
      address('operator', operator),
    ]),
  );
}

export function operatorDecreasedStakerDebt(
  staker: string,
  amount: string,
  newDebtBalance: string,
  operator: string,
  second: i32,
): OperatorDecreasedStakerDebt {
  return changetype<OperatorDecreasedStakerDebt>(
    newLog(second, [
      address('staker', staker),
      uint('amount', amount),
      uint('newDebtBalance', newDebtBalance),
      address('operator', operator),
    ]),
  );
}

export function operatorDecreasedBorrowerDebt(
  borrower: string,
  amount: string,
  newDebtBalance: string,
  operator: string,
  second: i32,
): OperatorDecreasedBorrowerDebt {
  return changetype<OperatorDecreasedBorrowerDebt>(
    newLog(second, [
      address('borrower', borrower),
      uint('amount', amount),
      uint('newDebtBalance', newDebtBalance),
      address('operator', operator),
    ]),
  );
}
