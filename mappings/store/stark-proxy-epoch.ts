import { BigInt, Value } from '@graphprotocol/graph-ts';
import { StarkProxy, StarkProxyEpoch } from '../../generated/schema';
import { currentEpochOf } from './epoch';
import { Journal } from './journal';

/** Adds an amount to a flow of the StarkProxy in the epoch of the activity; there is none before epoch zero. */
export function addToStarkProxyEpoch(journal: Journal, proxy: StarkProxy, flow: string, amount: BigInt): void {
  const number = currentEpochOf(journal.activity);
  if (number < 0) return;
  const row = loadStarkProxyEpoch(proxy, number);
  row.setBigInt(flow, (row.get(flow) as Value).toBigInt().plus(amount));
  row.save();
}

function loadStarkProxyEpoch(proxy: StarkProxy, number: i32): StarkProxyEpoch {
  const id = proxy.id.concatI32(number);
  const known = StarkProxyEpoch.load(id);
  if (known !== null) return known;
  const row = new StarkProxyEpoch(id);
  const zero = BigInt.zero();
  row.starkProxy = proxy.id;
  row.epoch = number.toString();
  row.number = number;
  row.borrowed = zero;
  row.repaidBorrow = zero;
  row.repaidDebt = zero;
  row.depositedToExchange = zero;
  row.withdrawnFromExchange = zero;
  row.reclaimedFromExchange = zero;
  row.withdrawnFromSurplus = zero;
  row.withdrawnByApproval = zero;
  row.withdrawnInBreach = zero;
  row.otherOutflow = zero;
  row.received = zero;
  row.sent = zero;
  return row;
}
