// Events of LS1Operators. Those named …For only tell who acted; the event before them moves the balance.
import {
  OperatorClaimedRewardsFor as OperatorClaimedRewardsForEvent,
  OperatorDecreasedBorrowerDebt as OperatorDecreasedBorrowerDebtEvent,
  OperatorDecreasedStakerDebt as OperatorDecreasedStakerDebtEvent,
  OperatorStakedFor as OperatorStakedForEvent,
  OperatorWithdrawalRequestedFor as OperatorWithdrawalRequestedForEvent,
  OperatorWithdrewStakeFor as OperatorWithdrewStakeForEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import {
  OperatorClaimedRewardsFor,
  OperatorDecreasedBorrowerDebt,
  OperatorDecreasedStakerDebt,
  OperatorStakedFor,
  OperatorWithdrawalRequestedFor,
  OperatorWithdrewStakeFor,
} from '../../generated/schema';
import { decreaseBorrowerDebt } from '../rules/borrowing';
import { decreaseStakerDebt } from '../rules/staking';
import { activityId, record } from '../store/activity';
import { loadBorrower, saveBorrower } from '../store/borrower';
import { addToBorrowerEpoch } from '../store/borrower-epoch';
import { adopt } from '../store/discrepancy';
import { poolAt, savePool } from '../store/pool';
import { loadStaker, saveStaker } from '../store/staker';
import { addToStakerEpoch } from '../store/staker-epoch';

export function handleOperatorStakedFor(event: OperatorStakedForEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.staker, event.block);
  const activity = new OperatorStakedFor(activityId(event));
  activity.staker = staker.id;
  activity.amount = event.params.amount;
  activity.operator = event.params.operator;
  const journal = record(activity, 'stakeFor', event.params.amount, [staker.id, event.params.operator], pool, event);
  activity.save();
  saveStaker(journal, staker);
  savePool(journal, pool);
}

export function handleOperatorWithdrawalRequestedFor(event: OperatorWithdrawalRequestedForEvent): void {
  const pool = poolAt(event.address, event.block);
  const activity = new OperatorWithdrawalRequestedFor(activityId(event));
  activity.staker = event.params.staker;
  activity.amount = event.params.amount;
  activity.operator = event.params.operator;
  const journal = record(
    activity,
    'requestWithdrawalFor',
    event.params.amount,
    [event.params.staker, event.params.operator],
    pool,
    event,
  );
  activity.save();
  savePool(journal, pool);
}

export function handleOperatorWithdrewStakeFor(event: OperatorWithdrewStakeForEvent): void {
  const pool = poolAt(event.address, event.block);
  const activity = new OperatorWithdrewStakeFor(activityId(event));
  activity.staker = event.params.staker;
  activity.recipient = event.params.recipient;
  activity.amount = event.params.amount;
  activity.operator = event.params.operator;
  const journal = record(
    activity,
    'withdrawStakeFor',
    event.params.amount,
    [event.params.staker, event.params.recipient, event.params.operator],
    pool,
    event,
  );
  activity.save();
  savePool(journal, pool);
}

export function handleOperatorClaimedRewardsFor(event: OperatorClaimedRewardsForEvent): void {
  const pool = poolAt(event.address, event.block);
  const activity = new OperatorClaimedRewardsFor(activityId(event));
  activity.staker = event.params.staker;
  activity.recipient = event.params.recipient;
  activity.claimedRewards = event.params.claimedRewards;
  activity.operator = event.params.operator;
  const journal = record(
    activity,
    'claimRewardsFor',
    event.params.claimedRewards,
    [event.params.staker, event.params.recipient, event.params.operator],
    pool,
    event,
  );
  activity.save();
  savePool(journal, pool);
}

export function handleOperatorDecreasedStakerDebt(event: OperatorDecreasedStakerDebtEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.staker, event.block);
  const logged = event.params.newDebtBalance;
  decreaseStakerDebt(pool, staker, event.params.amount, event.block.timestamp);
  staker.settledDebtBalance = adopt(pool, event, staker.id, 'settledDebtBalance', staker.settledDebtBalance, logged);
  const activity = new OperatorDecreasedStakerDebt(activityId(event));
  activity.staker = staker.id;
  activity.amount = event.params.amount;
  activity.newDebtBalance = logged;
  activity.operator = event.params.operator;
  const journal = record(
    activity,
    'decreaseStakerDebt',
    event.params.amount,
    [staker.id, event.params.operator],
    pool,
    event,
  );
  activity.save();
  addToStakerEpoch(journal, staker, 'decreasedDebt', event.params.amount);
  saveStaker(journal, staker);
  savePool(journal, pool);
}

export function handleOperatorDecreasedBorrowerDebt(event: OperatorDecreasedBorrowerDebtEvent): void {
  const pool = poolAt(event.address, event.block);
  const borrower = loadBorrower(pool, event.params.borrower, event.block);
  const logged = event.params.newDebtBalance;
  decreaseBorrowerDebt(pool, borrower, event.params.amount);
  borrower.debtBalance = adopt(pool, event, borrower.id, 'debtBalance', borrower.debtBalance, logged);
  const activity = new OperatorDecreasedBorrowerDebt(activityId(event));
  activity.borrower = borrower.id;
  activity.amount = event.params.amount;
  activity.newDebtBalance = logged;
  activity.operator = event.params.operator;
  const journal = record(
    activity,
    'decreaseBorrowerDebt',
    event.params.amount,
    [borrower.id, event.params.operator],
    pool,
    event,
  );
  activity.save();
  addToBorrowerEpoch(journal, borrower.id, 'decreasedDebt', event.params.amount);
  saveBorrower(journal, borrower);
  savePool(journal, pool);
}
