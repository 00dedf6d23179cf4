// USDC into and out of the pool: what it holds, donations included.
import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { Transfer as TransferEvent } from '../../generated/StakedTokenIn/ERC20';
import { StakedTokenTransfer } from '../../generated/schema';
import { activityId, record } from '../store/activity';
import { poolAt, savePool } from '../store/pool';

export function handleTransferIn(event: TransferEvent): void {
  // A transfer from the pool to itself comes to both handlers: it is recorded here, and moves nothing.
  const amount = isToItself(event) ? BigInt.zero() : event.params.value;
  recordTransfer(event, 'receiveStakedToken', event.params.to, event.params.from, amount, amount);
}

export function handleTransferOut(event: TransferEvent): void {
  const amount = event.params.value;
  if (!isToItself(event))
    recordTransfer(event, 'sendStakedToken', event.params.from, event.params.to, amount, amount.neg());
}

function isToItself(event: TransferEvent): boolean {
  return event.params.from.equals(event.params.to);
}

function recordTransfer(
  event: TransferEvent,
  verb: string,
  address: Bytes,
  other: Bytes,
  amount: BigInt,
  change: BigInt,
): void {
  const pool = poolAt(address, event.block);
  pool.tokenBalance = pool.tokenBalance.plus(change);
  const activity = new StakedTokenTransfer(activityId(event));
  activity.from = event.params.from;
  activity.to = event.params.to;
  activity.value = event.params.value;
  activity.newTokenBalance = pool.tokenBalance;
  const journal = record(activity, verb, amount, [other], pool, event);
  activity.save();
  savePool(journal, pool);
}
