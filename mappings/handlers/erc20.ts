// Events of LS1ERC20.
import {
  Approval as ApprovalEvent,
  Transfer as TransferEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { Approval, Transfer } from '../../generated/schema';
import { receiveActiveBalance, sendActiveBalance } from '../rules/erc20';
import { activityId, record } from '../store/activity';
import { setAllowance } from '../store/allowance';
import { isZero, loadPool } from '../store/pool';
import { loadStaker } from '../store/staker';

/** Mint and burn legs name whoever called, not the staker: Staked and WithdrewStake move those balances. */
export function handleTransfer(event: TransferEvent): void {
  const pool = loadPool(event.block);
  if (!isZero(event.params.from) && !isZero(event.params.to)) {
    const now = event.block.timestamp;
    const sender = loadStaker(pool, event.params.from, event.block);
    sendActiveBalance(pool, sender, event.params.value, now);
    // Saved first, so that a transfer to oneself reads it back.
    sender.save();
    const recipient = loadStaker(pool, event.params.to, event.block);
    receiveActiveBalance(pool, recipient, event.params.value, now);
    recipient.save();
  }
  const activity = new Transfer(activityId(event));
  activity.from = event.params.from;
  activity.to = event.params.to;
  activity.value = event.params.value;
  record(activity, pool, event);
  activity.save();
  pool.save();
}

export function handleApproval(event: ApprovalEvent): void {
  const pool = loadPool(event.block);
  setAllowance(event.params.owner, event.params.spender, event.params.value);
  const activity = new Approval(activityId(event));
  activity.owner = event.params.owner;
  activity.spender = event.params.spender;
  activity.value = event.params.value;
  record(activity, pool, event);
  activity.save();
  pool.save();
}
