import { BigInt, Bytes, Entity, Value, ValueKind } from '@graphprotocol/graph-ts';
import { StateChange } from '../../generated/schema';
import { put } from './put';

/** Stored fields whose changes are written down; running sums and counts of entities are not. */
const FIELDS: StaticArray<string> = [
  'epochInterval',
  'epochOffset',
  'blackoutWindow',
  'rewardsPerSecond',
  'globalIndex',
  'globalIndexTimestamp',
  'cumulativeEmittedRewards',
  'totalActiveEpoch',
  'totalActiveCurrent',
  'totalActiveNext',
  'totalInactiveEpoch',
  'totalInactiveCurrent',
  'totalInactiveNext',
  'totalBorrowedBalance',
  'totalBorrowerDebtBalance',
  'totalDebtAvailableToWithdraw',
  'tokenBalance',
  'shortfallCount',
  'activeEpoch',
  'activeCurrent',
  'activeNext',
  'inactiveEpoch',
  'inactiveCurrent',
  'inactiveNext',
  'shortfallCounter',
  'settledDebtBalance',
  'rewardsIndex',
  'accruedRewards',
  'allocationEpoch',
  'allocationCurrent',
  'allocationNext',
  'borrowedBalance',
  'debtBalance',
  'isBorrowingRestricted',
  'approvedAmountForExternalWithdrawal',
  'isAllowed',
  'queuedTimestamp',
  'nextRootEpoch',
  'waitingPeriodEnd',
  'rootUpdatesPaused',
  'ipfsUpdatePeriod',
  'marketMakerRewardsAmount',
  'traderRewardsAmount',
  'traderScoreAlpha',
  'claimedRewards',
  'alwaysAllowClaims',
];

/** An entity and its values as they were loaded. Setting a field replaces its value: equal references are unchanged. */
class Loaded {
  constructor(
    readonly entity: Entity,
    readonly values: StaticArray<Value | null>,
  ) {}
}

/** A change of something that is saved before its activity is recorded. */
class Change {
  constructor(
    readonly kind: string,
    readonly subject: string,
    readonly field: string,
    readonly after: BigInt,
  ) {}
}

const loaded: Loaded[] = [];
let deferred: Change[] = [];

/** Remembers an entity as it is now, just loaded or just created with nothing in it. */
export function remember(entity: Entity): void {
  const entries = entity.entries;
  const values = new StaticArray<Value | null>(entries.length);
  for (let i = 0; i < entries.length; i++) values[i] = entries[i].value;
  loaded.push(new Loaded(entity, values));
}

/** Leaves a value set for the first time to the next journal that is written. */
export function defer(kind: string, subject: string, field: string, after: BigInt): void {
  deferred.push(new Change(kind, subject, field, after));
}

/** Writes down what one activity changes, in the order in which the entities are saved. */
export class Journal {
  private position: i32 = 0;

  constructor(
    readonly activity: Entity,
    /** Amount moved, if the activity moves one. */
    readonly amount: BigInt | null,
  ) {}

  /** The changes of an entity since it was remembered. */
  write(kind: string, id: Bytes, entity: Entity): void {
    const before = this.valuesOf(entity);
    if (before === null) return;
    let subject: string | null = null;
    for (let i = 0; i < before.length; i++) {
      const entry = entity.entries[i];
      const then = before[i] as Value;
      if (entry.value === then || !FIELDS.includes(entry.key)) continue;
      // What is not known any more has no value to write down.
      if (entry.value.kind == ValueKind.NULL) continue;
      const old = toInteger(then);
      const now = toInteger(entry.value);
      if (old.equals(now)) continue;
      if (subject === null) subject = id.toHexString();
      this.append(kind, subject, entry.key, old, now);
    }
  }

  /** What was left to this journal; values of 0 too, since the contract tells an epoch index of 0 from none. */
  writeDeferred(): void {
    const changes = deferred;
    deferred = [];
    for (let i = 0; i < changes.length; i++) {
      this.append(changes[i].kind, changes[i].subject, changes[i].field, BigInt.zero(), changes[i].after);
    }
  }

  private valuesOf(entity: Entity): StaticArray<Value | null> | null {
    for (let i = loaded.length - 1; i >= 0; i--) {
      if (loaded[i].entity === entity) return loaded.splice(i, 1)[0].values;
    }
    return null;
  }

  private append(kind: string, subject: string, field: string, before: BigInt, after: BigInt): void {
    const activity = this.activity;
    const id = activity.getBytes('id');
    const change = new StateChange(id.concatI32(this.position));
    put(change, 'activity', Value.fromBytes(id));
    put(change, 'sequence', activity.get('sequence') as Value);
    put(change, 'position', Value.fromI32(this.position));
    put(change, 'epoch', activity.get('epoch') as Value);
    put(change, 'blockNumber', activity.get('blockNumber') as Value);
    put(change, 'timestamp', activity.get('timestamp') as Value);
    put(change, 'subjectKind', Value.fromString(kind));
    put(change, 'subject', Value.fromString(subject));
    put(change, 'field', Value.fromString(field));
    put(change, 'before', Value.fromBigInt(before));
    put(change, 'change', Value.fromBigInt(after.minus(before)));
    put(change, 'after', Value.fromBigInt(after));
    change.save();
    this.position += 1;
  }
}

function toInteger(value: Value): BigInt {
  if (value.kind == ValueKind.NULL) return BigInt.zero();
  if (value.kind == ValueKind.INT) return BigInt.fromI32(value.toI32());
  if (value.kind == ValueKind.BOOL) return BigInt.fromI32(value.toBoolean() ? 1 : 0);
  return value.toBigInt();
}
