// LS1ERC20: stkUSDC moves active balance.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool, Staker } from '../../generated/schema';
import { settleUserRewards } from './rewards';

/** Takes the amount from the sender. Each side earns until now on what it held before. */
export function sendActiveBalance(pool: Pool, sender: Staker, amount: BigInt, now: BigInt): void {
  settleUserRewards(pool, sender, now);
  sender.activeCurrent = sender.activeCurrent.minus(amount);
  sender.activeNext = sender.activeNext.minus(amount);
}

/** Gives the amount to the recipient. */
export function receiveActiveBalance(pool: Pool, recipient: Staker, amount: BigInt, now: BigInt): void {
  settleUserRewards(pool, recipient, now);
  recipient.activeCurrent = recipient.activeCurrent.plus(amount);
  recipient.activeNext = recipient.activeNext.plus(amount);
}
