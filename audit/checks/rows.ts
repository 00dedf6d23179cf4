/** Each change by itself, and as a link of its chain. */
import { type Check, placeOf, type World } from '../check.ts';
import type { Activity, LedgerRow, StateChange } from '../ledger/rows.ts';
import { FIELDS } from '../replay.ts';
import { type Place, Sheet } from '../sheet.ts';

/** Where a change is and what it is about. */
function placeOfChange(activity: Activity, { subjectKind, subject, field }: StateChange): Place {
  return { ...placeOf(activity), subject: `${subjectKind} ${subject} ${field}` };
}

export class RowsCheck implements Check {
  readonly sheet = new Sheet(
    'rows',
    'In each change before + change = after; it repeats number, block, second and epoch of its activity.',
  );
  #changes = 0;

  before({ activity, changes }: LedgerRow): void {
    for (const [i, change] of changes.entries()) {
      const place = placeOfChange(activity, change);
      this.sheet.equal(change.before + change.change, change.after, 'before + change', place);
      this.sheet.equal(change.position, i, 'its position', place);
      this.sheet.equal(change.sequence, activity.sequence, 'its number', place);
      this.sheet.equal(change.blockNumber, activity.blockNumber, 'its block', place);
      this.sheet.equal(change.timestamp, activity.timestamp, 'its second', place);
      this.sheet.equal(change.epoch, activity.epoch, 'its epoch', place);
      this.#checkField(change, place);
    }
    this.#checkLinks(activity, changes);
    this.#changes += changes.length;
  }

  orphan(change: StateChange): void {
    const subject = `${change.subjectKind} ${change.subject} ${change.field}`;
    const place = { sequence: change.sequence, activity: change.id, block: change.blockNumber, subject };
    this.sheet.fault('it is a change of no activity of its number', place);
  }

  rowsEnd(): void {
    this.sheet.figures.changes = String(this.#changes);
  }

  #checkField({ subjectKind, field, change }: StateChange, place: Place): void {
    if (!FIELDS[subjectKind]?.includes(field)) this.sheet.fault('no such field is stored', place);
    // The contract tells an epoch index of 0 from none.
    if (change === 0n && subjectKind !== 'epoch') this.sheet.fault('it changes nothing', place);
  }

  /** The changes that name the activity must be those with its number, none more and none less. */
  #checkLinks(activity: Activity, changes: readonly StateChange[]): void {
    const named = new Set(activity.changeIds);
    this.sheet.count();
    for (const change of changes) {
      if (!named.delete(change.id)) this.sheet.fault('it names another activity', placeOfChange(activity, change));
    }
    for (const id of named) this.sheet.fault(`the change ${id} names it and has another number`, placeOf(activity));
  }
}

export class ChainsCheck implements Check {
  readonly sheet = new Sheet(
    'chains',
    'Each change of a value starts from where the one before it ended; the first ones start from nothing.',
  );
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  before({ activity, changes }: LedgerRow): void {
    // A value can change more than once within one activity, as in a transfer to oneself.
    const within = new Map<string, bigint>();
    for (const change of changes) {
      const { subjectKind, subject, field } = change;
      const key = `${subjectKind} ${subject} ${field}`;
      const expected = within.get(key) ?? this.#world.replay.value(subjectKind, subject, field);
      this.sheet.equal(change.before, expected, 'before', placeOfChange(activity, change));
      within.set(key, change.after);
    }
  }

  rowsEnd(): void {
    const { replay } = this.#world;
    const count = (kind: string) => replay.subjects(kind).length;
    this.sheet.figures.subjects = `1 pool, ${count('staker')} stakers, ${count('borrower')} borrowers, ${count('epoch')} epoch indexes`;
  }
}
