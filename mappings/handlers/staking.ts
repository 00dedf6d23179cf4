// Events of LS1Staking and LS1StakedBalances.
import {
  ReceivedDebt as ReceivedDebtEvent,
  Staked as StakedEvent,
  WithdrawalRequested as WithdrawalRequestedEvent,
  WithdrewDebt as WithdrewDebtEvent,
  WithdrewStake as WithdrewStakeEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { ReceivedDebt, Staked, WithdrawalRequested, WithdrewDebt, WithdrewStake } from '../../generated/schema';
import { receiveDebt } from '../rules/staked-balances';
import { requestWithdrawal, stake, stakeForZeroAddress, withdrawDebt, withdrawStake } from '../rules/staking';
import { activityId, record } from '../store/activity';
import { adopt } from '../store/discrepancy';
import { poolAt, savePool } from '../store/pool';
import { loadStaker, saveStaker } from '../store/staker';
import { addToStakerEpoch } from '../store/staker-epoch';
import { isZero } from '../store/zero-address';

export function handleStaked(event: StakedEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.staker, event.block);
  if (isZero(staker.id)) stakeForZeroAddress(pool, staker, event.params.amount, event.block.timestamp);
  else stake(pool, staker, event.params.amount, event.block.timestamp);
  const activity = new Staked(activityId(event));
  activity.staker = staker.id;
  activity.spender = event.params.spender;
  activity.amount = event.params.amount;
  const journal = record(activity, 'stake', event.params.amount, [staker.id, event.params.spender], pool, event);
  activity.save();
  addToStakerEpoch(journal, staker, 'staked', event.params.amount);
  saveStaker(journal, staker);
  savePool(journal, pool);
}

export function handleWithdrawalRequested(event: WithdrawalRequestedEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.staker, event.block);
  requestWithdrawal(pool, staker, event.params.amount, event.block.timestamp);
  const activity = new WithdrawalRequested(activityId(event));
  activity.staker = staker.id;
  activity.amount = event.params.amount;
  const journal = record(activity, 'requestWithdrawal', event.params.amount, [staker.id], pool, event);
  activity.save();
  addToStakerEpoch(journal, staker, 'withdrawalRequested', event.params.amount);
  saveStaker(journal, staker);
  savePool(journal, pool);
}

export function handleWithdrewStake(event: WithdrewStakeEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.staker, event.block);
  withdrawStake(pool, staker, event.params.amount, event.block.timestamp);
  const activity = new WithdrewStake(activityId(event));
  activity.staker = staker.id;
  activity.recipient = event.params.recipient;
  activity.amount = event.params.amount;
  const journal = record(
    activity,
    'withdrawStake',
    event.params.amount,
    [staker.id, event.params.recipient],
    pool,
    event,
  );
  activity.save();
  addToStakerEpoch(journal, staker, 'withdrawnStake', event.params.amount);
  saveStaker(journal, staker);
  savePool(journal, pool);
}

export function handleWithdrewDebt(event: WithdrewDebtEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.staker, event.block);
  const logged = event.params.newDebtBalance;
  withdrawDebt(pool, staker, event.params.amount, event.block.timestamp);
  staker.settledDebtBalance = adopt(pool, event, staker.id, 'settledDebtBalance', staker.settledDebtBalance, logged);
  const activity = new WithdrewDebt(activityId(event));
  activity.staker = staker.id;
  activity.recipient = event.params.recipient;
  activity.amount = event.params.amount;
  activity.newDebtBalance = logged;
  const journal = record(
    activity,
    'withdrawDebt',
    event.params.amount,
    [staker.id, event.params.recipient],
    pool,
    event,
  );
  activity.save();
  addToStakerEpoch(journal, staker, 'withdrawnDebt', event.params.amount);
  saveStaker(journal, staker);
  savePool(journal, pool);
}

export function handleReceivedDebt(event: ReceivedDebtEvent): void {
  const pool = poolAt(event.address, event.block);
  const staker = loadStaker(pool, event.params.staker, event.block);
  const logged = event.params.newDebtBalance;
  receiveDebt(pool, staker, event.params.amount);
  staker.settledDebtBalance = adopt(pool, event, staker.id, 'settledDebtBalance', staker.settledDebtBalance, logged);
  const activity = new ReceivedDebt(activityId(event));
  activity.staker = staker.id;
  activity.amount = event.params.amount;
  activity.newDebtBalance = logged;
  const journal = record(activity, 'receiveDebt', event.params.amount, [staker.id], pool, event);
  activity.save();
  addToStakerEpoch(journal, staker, 'receivedDebt', event.params.amount);
  saveStaker(journal, staker);
  savePool(journal, pool);
}
