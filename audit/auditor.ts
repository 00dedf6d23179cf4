/** Walks a ledger once, from its first row to the stored state at its end, with all checks looking on. */
import { book } from './books/entries.ts';
import { BooksError } from './books/storage.ts';
import type { Check, Closing, World } from './check.ts';
import { BooksCheck } from './checks/books.ts';
import { derivedSelection } from './checks/derived.ts';
import { type Activity, entryOf, joinRows, type LedgerRow } from './ledger/rows.ts';
import type { WalkedKind } from './ledger/source.ts';

/** Told as the walk goes on: what is done, and how much of it. */
export type Report = (step: string, done: number, of: number | null) => void;

const WALKED: readonly WalkedKind[] = ['pools', 'stakers', 'borrowers'];

export class Auditor {
  readonly #world: World;
  readonly #checks: readonly Check[];
  readonly #closing: Closing;
  readonly #report: Report;
  #last: Activity | null = null;
  /** The epoch whose end comes next; null until epoch zero has begun. */
  #epoch: bigint | null = null;

  constructor(world: World, checks: readonly Check[], closing: Closing, report: Report) {
    this.#world = world;
    this.#checks = checks;
    this.#closing = closing;
    this.#report = report;
    const { books, opening } = world;
    if (opening !== null && books.started(opening.at)) this.#epoch = books.epoch(opening.at);
  }

  async run(): Promise<void> {
    const { source, pool } = this.#closing;
    const [first, last] = [Number(this.#world.opening?.pool.activityCount ?? 0), Number(pool.activityCount)];
    if (this.#world.opening === null) await this.#strays();
    for await (const window of source.windows(first)) {
      const { rows, orphans } = joinRows(window);
      for (const row of rows) await this.#row(row);
      for (const change of orphans) this.#each((check) => check.orphan?.(change));
      this.#report('activities', (this.#last?.sequence ?? first) - first, last - first);
    }
    if (this.#last !== null) this.#each((check) => check.transactionEnd?.(this.#last as Activity));
    await this.#epochsUpTo(this.#epochAt(this.#closing.at));
    if (this.#epoch !== null) await this.#epochEnd(this.#epoch, false);
    this.#each((check) => check.rowsEnd?.(this.#closing));
    for (const kind of WALKED) await this.#entities(kind);
    for (const check of this.#checks) await check.finish?.(this.#closing);
  }

  async #row(row: LedgerRow): Promise<void> {
    const { activity } = row;
    if (this.#last !== null && this.#last.transactionHash !== activity.transactionHash) {
      const last = this.#last;
      this.#each((check) => check.transactionEnd?.(last));
    }
    await this.#epochsUpTo(this.#epochAt(activity.timestamp));
    this.#each((check) => check.before?.(row), activity);
    for (const change of row.changes) this.#world.replay.apply(change);
    this.#book(activity);
    this.#each((check) => check.after?.(row), activity);
    this.#last = activity;
  }

  /** What the contract would refuse is a fault of the row; the books go on from where they stopped. */
  #book(activity: Activity): void {
    try {
      book(this.#world.books, entryOf(activity), this.#world.pool);
    } catch (error) {
      for (const check of this.#checks) if (check instanceof BooksCheck) check.refused(activity, error);
    }
  }

  /** Ends all epochs before that one, quiet ones too. */
  async #epochsUpTo(epoch: bigint | null): Promise<void> {
    const last = this.#epochAt(this.#closing.at);
    if (epoch === null || last === null) return;
    this.#epoch ??= 0n;
    // A second that is wrong must not lead beyond the end.
    for (; this.#epoch < epoch && this.#epoch < last; this.#epoch++) {
      this.#report('epochs', Number(this.#epoch), null);
      await this.#epochEnd(this.#epoch, true);
    }
  }

  async #epochEnd(epoch: bigint, isOver: boolean): Promise<void> {
    for (const check of this.#checks) await check.epochEnd?.(epoch, this.#closing, isOver);
  }

  async #entities(kind: WalkedKind): Promise<void> {
    const { source, at, pool } = this.#closing;
    const of = kind === 'pools' ? 1 : Number(pool[`${kind.slice(0, -1)}Count`]);
    let done = 0;
    for await (const page of source.entities(kind, {}, derivedSelection(kind, at))) {
      for (const row of page) this.#each((check) => check.entity?.(kind, row));
      done += page.length;
      this.#report(kind, done, of);
    }
  }

  async #strays(): Promise<void> {
    const { activities, changes } = await this.#closing.source.strays();
    for (const activity of activities) this.#each((check) => check.stray?.(activity));
    for (const change of changes) this.#each((check) => check.orphan?.(change));
  }

  #epochAt(second: bigint): bigint | null {
    const { books } = this.#world;
    return books.started(second) ? books.epoch(second) : null;
  }

  /** A check that the books cannot answer is broken at that row; nothing else is caught. */
  #each(call: (check: Check) => void, activity?: Activity): void {
    for (const check of this.#checks) {
      try {
        call(check);
      } catch (error) {
        if (!(error instanceof BooksError)) throw error;
        const place = activity === undefined ? {} : { sequence: activity.sequence, activity: activity.id };
        check.sheet.fault(`it cannot be checked: ${error.message}`, place);
      }
    }
  }
}
