// USDC into and out of the pool: what it holds, donations included.
import { BigInt } from '@graphprotocol/graph-ts';
import { Transfer as TransferEvent } from '../../generated/StakedTokenIn/ERC20';
import { StakedTokenTransfer } from '../../generated/schema';
import { activityId, record } from '../store/activity';
import { loadPool } from '../store/pool';

export function handleTransferIn(event: TransferEvent): void {
  // A transfer from the pool to itself comes to both handlers: it is recorded here, and moves nothing.
  const change = isToItself(event) ? BigInt.zero() : event.params.value;
  recordTransfer(event, change);
}

export function handleTransferOut(event: TransferEvent): void {
  if (!isToItself(event)) recordTransfer(event, event.params.value.neg());
}

function isToItself(event: TransferEvent): boolean {
  return event.params.from.equals(event.params.to);
}

function recordTransfer(event: TransferEvent, change: BigInt): void {
  const pool = loadPool(event.block);
  pool.tokenBalance = pool.tokenBalance.plus(change);
  const activity = new StakedTokenTransfer(activityId(event));
  activity.from = event.params.from;
  activity.to = event.params.to;
  activity.value = event.params.value;
  activity.newTokenBalance = pool.tokenBalance;
  record(activity, pool, event);
  activity.save();
  pool.save();
}
