/** Epoch entities against the schedule and the parameters that the activities set. */
import type { Check, Closing, World } from '../check.ts';
import type { LedgerRow } from '../ledger/rows.ts';
import { allOf, type Stored, textOf } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';

/** What an Epoch entity must say, by field. */
type Expected = Record<string, string>;

const LAST_IN_FORCE = [
  ...['end', 'blackoutStart', 'epochInterval', 'epochOffset', 'blackoutWindow', 'rewardsPerSecond'],
] as const;

export class EpochsCheck implements Check {
  readonly sheet = new Sheet(
    'epochs',
    'Every epoch with an activity is recorded, with its first activity, its bounds and the parameters last in force.',
  );
  readonly #world: World;
  readonly #expected = new Map<string, Expected>();
  #start = '';

  constructor(world: World) {
    this.#world = world;
  }

  before({ activity: { epoch } }: LedgerRow): void {
    // By the schedule in force when the epoch was first seen.
    if (epoch !== null) this.#start = String(this.#startOf(BigInt(epoch)));
  }

  after({ activity: { epoch, sequence } }: LedgerRow): void {
    if (epoch === null) return;
    const { books } = this.#world;
    const first = this.#expected.get(epoch) ?? {
      number: epoch,
      start: this.#start,
      firstSequence: String(sequence),
    };
    const end = this.#startOf(BigInt(epoch) + 1n);
    this.#expected.set(epoch, {
      ...first,
      end: String(end),
      blackoutStart: String(end - books.blackoutWindow),
      epochInterval: String(books.epochInterval),
      epochOffset: String(books.epochOffset),
      blackoutWindow: String(books.blackoutWindow),
      rewardsPerSecond: String(books.rewardsPerSecond),
    });
  }

  async finish({ source }: Closing): Promise<void> {
    const before = new Map<string, Stored>();
    for (const row of this.#world.opening ? await allOf(this.#world.opening.source, 'epoches') : []) {
      before.set(textOf(row, 'id'), row);
    }
    const rows = await allOf(source, 'epoches');
    for (const row of rows) this.#compare(row, before.get(textOf(row, 'id')));
    for (const id of this.#expected.keys()) {
      if (!rows.some((row) => row.id === id))
        this.sheet.fault('it has activities and no record', { subject: `epoch ${id}` });
    }
    this.sheet.figures.epochs = String(rows.length);
  }

  #compare(row: Stored, before: Stored | undefined): void {
    const id = textOf(row, 'id');
    const subject = `epoch ${id}`;
    const found = this.#expected.get(id);
    if (found === undefined && before === undefined) {
      this.sheet.fault('no activity is of it', { subject });
      return;
    }
    const fields = ['number', 'start', 'firstSequence', ...LAST_IN_FORCE];
    for (const field of fields) {
      // Of a window: an epoch that began before it keeps its beginning.
      const isOld = before !== undefined && !(LAST_IN_FORCE as readonly string[]).includes(field);
      const expected = isOld || found === undefined ? textOf(before ?? {}, field) : found[field];
      this.sheet.equal(textOf(row, field), expected, field, { subject });
    }
  }

  #startOf(epoch: bigint): bigint {
    const { epochInterval, epochOffset } = this.#world.books;
    return epochOffset + epoch * epochInterval;
  }
}
