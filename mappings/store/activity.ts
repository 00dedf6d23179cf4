import { Bytes, Entity, ethereum, Value } from '@graphprotocol/graph-ts';
import { Pool } from '../../generated/schema';
import { touchBlock } from './block';
import { touchEpoch } from './epoch';

/** Log index of what has no log: a call. */
const NO_LOG = -1;

/** Id of an activity: `<transaction hash><log index, four little-endian bytes>`. */
export function activityId(event: ethereum.Event): Bytes {
  return event.transaction.hash.concatI32(event.logIndex.toI32());
}

/** Id of an activity without a log: `<transaction hash><sequence number><-1>`, longer than any other. */
export function callId(call: ethereum.Call, pool: Pool): Bytes {
  return call.transaction.hash.concatI32(pool.activityCount + 1).concatI32(NO_LOG);
}

/** Gives an activity the next sequence number, its place in the chain and its epoch. */
export function record(activity: Entity, pool: Pool, event: ethereum.Event): void {
  stamp(activity, pool, event.block, event.transaction, event.logIndex.toI32());
}

/** The same for a call. */
export function recordCall(activity: Entity, pool: Pool, call: ethereum.Call): void {
  stamp(activity, pool, call.block, call.transaction, NO_LOG);
}

function stamp(activity: Entity, pool: Pool, block: ethereum.Block, transaction: ethereum.Transaction, log: i32): void {
  touchBlock(pool, block);
  const epoch = touchEpoch(pool, block.timestamp);
  pool.activityCount += 1;
  pool.lastTimestamp = block.timestamp;
  activity.setI32('sequence', pool.activityCount);
  if (epoch === null) activity.set('epoch', Value.fromNull());
  else activity.setString('epoch', epoch);
  activity.setBytes('block', block.hash);
  activity.setBigInt('blockNumber', block.number);
  activity.setBigInt('timestamp', block.timestamp);
  activity.setBytes('transactionHash', transaction.hash);
  activity.setI32('transactionIndex', transaction.index.toI32());
  activity.setBytes('transactionFrom', transaction.from);
  activity.setI32('logIndex', log);
}
