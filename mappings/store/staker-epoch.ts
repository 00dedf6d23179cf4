import { BigInt, Value } from '@graphprotocol/graph-ts';
import { Staker, StakerEpoch } from '../../generated/schema';
import { currentEpochOf } from './epoch';
import { Journal } from './journal';

/**
 * Adds an amount to a flow of the account in the epoch of the activity; the staker is saved afterwards. Nothing of an
 * account moves before epoch zero.
 */
export function addToStakerEpoch(journal: Journal, staker: Staker, flow: string, amount: BigInt): void {
  const number = currentEpochOf(journal.activity);
  if (number < 0) return;
  const row = loadStakerEpoch(staker, number);
  row.setBigInt(flow, (row.get(flow) as Value).toBigInt().plus(amount));
  row.save();
}

/** The staker knows its last row: one that is not there yet is not looked for, which would cost a database query. */
function loadStakerEpoch(staker: Staker, number: i32): StakerEpoch {
  const id = staker.id.concatI32(number);
  const last = staker.lastEpoch;
  if (last !== null && last.equals(id)) return StakerEpoch.load(id) as StakerEpoch;
  staker.lastEpoch = id;
  const row = new StakerEpoch(id);
  const zero = BigInt.zero();
  row.staker = staker.id;
  row.epoch = number.toString();
  row.number = number;
  row.staked = zero;
  row.withdrawalRequested = zero;
  row.withdrawnStake = zero;
  row.transferredIn = zero;
  row.transferredOut = zero;
  row.receivedDebt = zero;
  row.withdrawnDebt = zero;
  row.decreasedDebt = zero;
  row.deletedInactive = zero;
  row.deletedDebt = zero;
  row.claimedRewards = zero;
  return row;
}
