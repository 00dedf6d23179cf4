// Events of LS1ERC20.

import { Bytes } from '@graphprotocol/graph-ts';
import {
  Approval as ApprovalEvent,
  Transfer as TransferEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { Approval, Pool, Transfer } from '../../generated/schema';
import { receiveActiveBalance, sendActiveBalance } from '../rules/erc20';
import { activityId, record } from '../store/activity';
import { setAllowance } from '../store/allowance';
import { Journal } from '../store/journal';
import { poolAt, savePool } from '../store/pool';
import { loadStaker, saveStaker } from '../store/staker';
import { addToStakerEpoch } from '../store/staker-epoch';
import { isZero } from '../store/zero-address';

/** Mint and burn legs name whoever called, not the staker: Staked and WithdrewStake move those balances. */
export function handleTransfer(event: TransferEvent): void {
  const pool = poolAt(event.address, event.block);
  const activity = new Transfer(activityId(event));
  activity.from = event.params.from;
  activity.to = event.params.to;
  activity.value = event.params.value;
  const actors: Bytes[] = [event.params.from, event.params.to];
  const mints = isZero(event.params.from);
  const moves = !mints && !isZero(event.params.to);
  const verb = moves ? 'transfer' : mints ? 'mint' : 'burn';
  const journal = record(activity, verb, moves ? event.params.value : null, actors, pool, event);
  activity.save();
  if (moves) moveActiveBalance(event, pool, journal);
  savePool(journal, pool);
}

function moveActiveBalance(event: TransferEvent, pool: Pool, journal: Journal): void {
  const now = event.block.timestamp;
  const value = event.params.value;
  const sender = loadStaker(pool, event.params.from, event.block);
  sendActiveBalance(pool, sender, value, now);
  addToStakerEpoch(journal, sender, 'transferredOut', value);
  // Saved first, so that a transfer to oneself reads it back.
  saveStaker(journal, sender);
  const recipient = loadStaker(pool, event.params.to, event.block);
  receiveActiveBalance(pool, recipient, value, now);
  addToStakerEpoch(journal, recipient, 'transferredIn', value);
  saveStaker(journal, recipient);
}

export function handleApproval(event: ApprovalEvent): void {
  const pool = poolAt(event.address, event.block);
  setAllowance(event.params.owner, event.params.spender, event.params.value);
  const activity = new Approval(activityId(event));
  activity.owner = event.params.owner;
  activity.spender = event.params.spender;
  activity.value = event.params.value;
  const journal = record(activity, 'approve', null, [event.params.owner, event.params.spender], pool, event);
  activity.save();
  savePool(journal, pool);
}
