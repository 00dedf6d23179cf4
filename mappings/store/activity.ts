import { BigInt, Bytes, Entity, ethereum, Value } from '@graphprotocol/graph-ts';
import { Pool } from '../../generated/schema';
import { touchBlock } from './block';
import { touchEpoch } from './epoch';
import { countFlow } from './flow';
import { Journal } from './journal';
import { put } from './put';
import { isZero } from './zero-address';

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
  put(activity, 'logIndex', Value.fromI32(event.logIndex.toI32()));
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
  put(activity, 'logIndex', Value.fromI32(NO_LOG));
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
  const sequence = pool.activityCount + 1;
  pool.activityCount = sequence;
  pool.lastTimestamp = block.timestamp;
  const epochReference = epoch === null ? Value.fromNull() : Value.fromString(epoch);
  put(activity, 'sequence', Value.fromI32(sequence));
  put(activity, 'epoch', epochReference);
  put(activity, 'block', Value.fromBytes(block.hash));
  put(activity, 'blockNumber', Value.fromBigInt(block.number));
  put(activity, 'timestamp', Value.fromBigInt(block.timestamp));
  put(activity, 'transactionHash', Value.fromBytes(transaction.hash));
  put(activity, 'transactionIndex', Value.fromI32(transaction.index.toI32()));
  put(activity, 'transactionFrom', Value.fromBytes(transaction.from));
  put(activity, 'verb', Value.fromString(verb));
  put(activity, 'actors', Value.fromBytesArray(distinctAccounts(actors)));
  countFlow(pool, epoch, verb, amount);
  return new Journal(activity, amount);
}

/** Each account once; the zero address is nobody. */
function distinctAccounts(addresses: Bytes[]): Bytes[] {
  const accounts: Bytes[] = [];
  for (let i = 0; i < addresses.length; i++) {
    if (!isZero(addresses[i]) && !accounts.includes(addresses[i])) accounts.push(addresses[i]);
  }
  return accounts;
}
