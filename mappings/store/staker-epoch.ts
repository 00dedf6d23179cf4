import { BigInt, Bytes, Value } from '@graphprotocol/graph-ts';
import { StakerEpoch } from '../../generated/schema';
import { currentEpochOf } from './epoch';
import { Journal } from './journal';

/** Adds an amount to a flow of the account in the epoch of the activity. Nothing of an account moves before epoch zero. */
export function addToStakerEpoch(journal: Journal, staker: Bytes, flow: string, amount: BigInt): void {
  const number = currentEpochOf(journal.activity);
  if (number < 0) return;
  const row = loadStakerEpoch(staker, number);
  row.setBigInt(flow, (row.get(flow) as Value).toBigInt().plus(amount));
  row.save();
}

function loadStakerEpoch(staker: Bytes, number: i32): StakerEpoch {
  const id = staker.concatI32(number);
  const known = StakerEpoch.load(id);
  if (known !== null) return known;
  const row = new StakerEpoch(id);
  const zero = BigInt.zero();
  row.staker = staker;
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
