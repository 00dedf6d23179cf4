import { BigInt, Entity, Value, ValueKind } from '@graphprotocol/graph-ts';
import { Epoch, Pool } from '../../generated/schema';
import { currentEpoch, hasEpochZeroStarted, startOfEpoch } from '../rules/epoch-schedule';
import { defer } from './journal';

/** Id of an epoch: its number in decimal, for instance `12`. */
export function epochId(number: i32): string {
  return number.toString();
}

/** Id of the epoch at that second, recorded if it is new; null before epoch zero. */
export function touchEpoch(pool: Pool, at: BigInt): string | null {
  if (!hasEpochZeroStarted(pool, at)) return null;
  const number = currentEpoch(pool, at);
  const last = pool.lastTimestamp;
  const known = last.equals(at) || (hasEpochZeroStarted(pool, last) && currentEpoch(pool, last) == number);
  if (!known) loadEpoch(pool, number).save();
  return epochId(number);
}

/** The epoch of that number, new with the schedule in force now. */
export function loadEpoch(pool: Pool, number: i32): Epoch {
  const known = Epoch.load(epochId(number));
  if (known !== null) return known;
  const epoch = new Epoch(epochId(number));
  epoch.pool = pool.id;
  epoch.number = number;
  epoch.start = startOfEpoch(pool, number);
  epoch.firstSequence = pool.activityCount + 1;
  applySchedule(pool, epoch);
  return epoch;
}

/** Number of the epoch that an activity was recorded in; -1 before epoch zero. */
export function currentEpochOf(activity: Entity): i32 {
  const epoch = activity.get('epoch') as Value;
  return epoch.kind == ValueKind.NULL ? -1 : I32.parseInt(epoch.toString());
}

/** Moves the end, the blackout and the parameters of the running epoch to what is in force now. */
export function rescheduleEpoch(pool: Pool, at: BigInt): void {
  if (!hasEpochZeroStarted(pool, at)) return;
  const epoch = loadEpoch(pool, currentEpoch(pool, at));
  applySchedule(pool, epoch);
  epoch.save();
}

function applySchedule(pool: Pool, epoch: Epoch): void {
  epoch.end = startOfEpoch(pool, epoch.number + 1);
  epoch.blackoutStart = epoch.end.minus(pool.blackoutWindow);
  epoch.epochInterval = pool.epochInterval;
  epoch.epochOffset = pool.epochOffset;
  epoch.blackoutWindow = pool.blackoutWindow;
  epoch.rewardsPerSecond = pool.rewardsPerSecond;
}

/** `_EPOCH_INDEXES_[number] = globalIndex`. */
export function recordEpochIndex(pool: Pool, number: i32): void {
  const epoch = loadEpoch(pool, number);
  epoch.globalIndexAtEnd = pool.globalIndex;
  defer('epoch', epoch.id, 'globalIndexAtEnd', pool.globalIndex);
  epoch.save();
}

/** `_EPOCH_INDEXES_[number]`, zero where the contract has stored none. */
export function epochIndex(number: i32, none: BigInt): BigInt {
  const epoch = Epoch.load(epochId(number));
  if (epoch === null) return none;
  const index = epoch.globalIndexAtEnd;
  return index === null ? none : index;
}
