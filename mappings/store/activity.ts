import { Address, BigInt, Bytes, Entity, ethereum, Value } from '@graphprotocol/graph-ts';
import { Pool } from '../../generated/schema';
import { touchBlock } from './block';
import { touchEpoch } from './epoch';
import { countFlow } from './flow';
import { Journal } from './journal';

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

/**
 * Gives an activity the next sequence number, its place in the chain and its epoch, and counts its verb. `amount` is
 * null where nothing is moved. What it changes goes into the journal.
 */
export function record(
  activity: Entity,
  verb: string,
  amount: BigInt | null,
  actors: Bytes[],
  pool: Pool,
  event: ethereum.Event,
): Journal {
  activity.setI32('logIndex', event.logIndex.toI32());
  return stamp(activity, verb, amount, actors, pool, event.block, event.transaction);
}

/** The same for a call. */
export function recordCall(
  activity: Entity,
  verb: string,
  amount: BigInt | null,
  actors: Bytes[],
  pool: Pool,
  call: ethereum.Call,
): Journal {
  activity.setI32('logIndex', NO_LOG);
  return stamp(activity, verb, amount, actors, pool, call.block, call.transaction);
}

function stamp(
  activity: Entity,
  verb: string,
  amount: BigInt | null,
  actors: Bytes[],
  pool: Pool,
  block: ethereum.Block,
  transaction: ethereum.Transaction,
): Journal {
  touchBlock(pool, block);
  const epoch = touchEpoch(pool, block.timestamp);
  pool.activityCount += 1;
  pool.lastTimestamp = block.timestamp;
  activity.setI32('sequence', pool.activityCount);
  activity.set('epoch', epoch === null ? Value.fromNull() : Value.fromString(epoch));
  activity.setBytes('block', block.hash);
  activity.setBigInt('blockNumber', block.number);
  activity.setBigInt('timestamp', block.timestamp);
  activity.setBytes('transactionHash', transaction.hash);
  activity.setI32('transactionIndex', transaction.index.toI32());
  activity.setBytes('transactionFrom', transaction.from);
  activity.setString('verb', verb);
  activity.set('actors', Value.fromBytesArray(distinctAccounts(actors)));
  countFlow(pool, epoch, verb, amount);
  return new Journal(activity, amount);
}

/** Each account once; the zero address is nobody. */
function distinctAccounts(addresses: Bytes[]): Bytes[] {
  const accounts: Bytes[] = [];
  for (let i = 0; i < addresses.length; i++) {
    if (!addresses[i].equals(Address.zero()) && !accounts.includes(addresses[i])) accounts.push(addresses[i]);
  }
  return accounts;
}
