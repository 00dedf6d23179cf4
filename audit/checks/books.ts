/** The second set of books: the activities booked by the contract's rules, against what the changes say. */
import { ZeroAddress } from 'ethers';
import { fieldsOf } from '../books/fields.ts';
import { BooksError } from '../books/storage.ts';
import { type Check, placeOf, type World } from '../check.ts';
import type { Activity, LedgerRow } from '../ledger/rows.ts';
import { FIELDS } from '../replay.ts';
import { Sheet } from '../sheet.ts';

/** Kinds of entity that the books keep: those of the pool. */
const BOOKED = new Set(['pool', 'staker', 'borrower', 'epoch']);

export class BooksCheck implements Check {
  readonly sheet = new Sheet(
    'books',
    'Booked anew by the rules and the rounding of the contract, each activity leaves the values that its changes say.',
  );
  readonly #world: World;
  /** What is known to differ, so that a difference is named once, where it appears. */
  readonly #drift = new Map<string, bigint>();
  #totalEpoch = '';

  constructor(world: World) {
    this.#world = world;
  }

  before(): void {
    // The reward index at the end of this epoch may be recorded.
    this.#totalEpoch = String(this.#world.books.totalActive.epoch);
  }

  after({ activity, changes }: LedgerRow): void {
    const touched = new Set([`pool ${this.#world.pool}`, `epoch ${this.#totalEpoch}`, ...accountsOf(activity)]);
    for (const { subjectKind, subject } of changes)
      if (BOOKED.has(subjectKind)) touched.add(`${subjectKind} ${subject}`);
    for (const each of touched) this.#compare(each, activity);
  }

  /** The books could not follow. */
  refused(activity: Activity, error: unknown): void {
    if (!(error instanceof BooksError)) throw error;
    this.sheet.fault(`the contract would have refused it: ${error.message}`, placeOf(activity));
  }

  #compare(touched: string, activity: Activity): void {
    const [kind = '', subject = ''] = touched.split(' ');
    const { books, replay } = this.#world;
    const booked = fieldsOf(books, kind, subject);
    const stored = replay.of(kind, subject);
    // Of the zero address an index event tells nothing the books can tell before the event that follows it.
    const isEarly = kind === 'staker' && subject === ZeroAddress && activity.type === 'UserIndexUpdated';
    if (isEarly) return;
    for (const field of FIELDS[kind] ?? []) {
      const key = `${touched} ${field}`;
      const [value, expected] = [stored.get(field), booked.get(field)];
      const drift = (value ?? 0n) - (expected ?? 0n);
      this.sheet.count();
      // Only of an epoch's index does it matter whether 0 or nothing is stored.
      const isOneMissing = kind === 'epoch' && (value === undefined) !== (expected === undefined);
      if (drift === (this.#drift.get(key) ?? 0n) && !isOneMissing) continue;
      this.#drift.set(key, drift);
      const place = { ...placeOf(activity), subject: key };
      const [stands, says] = [value ?? 'nothing', expected ?? 'nothing'];
      const what = drift === 0n && !isOneMissing ? `${stands}, as the books say and it did not before` : stands;
      this.sheet.fault(`after it stands ${what}${what === stands ? `, the books say ${says}` : ''}`, place);
    }
  }
}

/** Records that the activity may change. */
function accountsOf({ type, verb, fields }: Activity): string[] {
  const { staker = fields.user, borrower, from, to } = fields;
  if (verb === 'transfer') return [`staker ${from}`, `staker ${to}`];
  if (type === 'StakedTokenTransfer') return [];
  return [...(staker ? [`staker ${staker}`] : []), ...(borrower ? [`borrower ${borrower}`] : [])];
}
