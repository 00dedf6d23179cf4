/** Every epoch as it opened and closed: what the API says of it, the books, and the opening of the next one. */
import { poolAt } from '../../api/domain/pool-at.ts';
import { emittedRewards } from '../../api/domain/rewards.ts';
import type { PoolAt } from '../../api/domain/state.ts';
import type { Check, Closing, World } from '../check.ts';
import type { Activity, LedgerRow } from '../ledger/rows.ts';
import { type EpochBounds, integerOf, type PoolMoment, type Stored, textOf } from '../ledger/source.ts';
import { FIELDS } from '../replay.ts';
import { Sheet } from '../sheet.ts';
import { compareDerived, derivedSelection } from './derived.ts';
import type { RunningSums } from './running-sums.ts';
import { compareStored } from './stored.ts';

/** Fields as an epoch closes, and those that must have their values as the next one opens. */
const CARRIED: readonly (readonly [closing: string, opening: string])[] = [
  ['totalActiveBalanceNextEpoch', 'totalActiveBalanceCurrentEpoch'],
  ['totalInactiveBalanceNextEpoch', 'totalInactiveBalanceCurrentEpoch'],
  ['contractBalanceAvailableToWithdraw', 'contractBalanceAvailableToWithdraw'],
];

const DERIVED = {
  pools: derivedSelection('pools', null),
  stakers: derivedSelection('stakers', null),
  borrowers: derivedSelection('borrowers', null),
};
/** Names in the rows of the pool that time changes; all others are what was stored last. */
const DERIVED_NAMES = new Set(DERIVED.pools.split(/[\s{}]+/));

/** The pool at the first second of an epoch, before anything happened in it. */
interface Opened {
  readonly pool: PoolAt;
  /** The last activity before. */
  readonly last: Activity | null;
  /** The pool as the API says that the epoch before closed; of the first one, as replayed and summed up until then. */
  readonly before: Stored;
}

export class ClosingsCheck implements Check {
  readonly sheet = new Sheet(
    'closings',
    'Every epoch closed as the books closed it, in every account, and the next one opened with the same.',
  );
  readonly #world: World;
  readonly #sums: RunningSums;
  #opened: Opened | null = null;
  #last: Activity | null = null;
  #count = 0;
  #epochs = 0;
  /** Of the API: what lies beyond is a projection of it, with nothing to compare. */
  #current: bigint | null = null;

  constructor(world: World, sums: RunningSums) {
    this.#world = world;
    this.#sums = sums;
  }

  before({ activity }: LedgerRow): void {
    if (activity.epoch !== null) this.#openFirst(BigInt(activity.epoch));
  }

  after({ activity }: LedgerRow): void {
    this.#last = activity;
    if (activity.epoch !== null) this.#count++;
  }

  async epochEnd(epoch: bigint, { source }: Closing, isOver: boolean): Promise<void> {
    this.#openFirst(epoch);
    this.#current ??= await source.currentEpoch();
    if (!isOver || this.#current === null || epoch >= this.#current) return;
    const { books } = this.#world;
    const end = books.epochOffset + (epoch + 1n) * books.epochInterval;
    const next = poolAt(books.pool(), end);
    const row = await source.epoch(epoch, DERIVED);
    this.sheet.equal(textOf(row.epoch, 'number'), String(epoch), 'its number', { subject: `epoch ${epoch}` });
    this.sheet.equal(integerOf(row.epoch, 'end'), end, 'end', { subject: `epoch ${epoch}` });
    if (this.#opened !== null) this.#compareOpening(`epoch ${epoch}`, row, this.#opened, next);
    await this.#compareClosing(`epoch ${epoch} closing `, row, poolAt(books.pool(), end - 1n));
    this.#opened = { pool: next, last: this.#last, before: row.closing.pool };
    this.#count = 0;
    this.#epochs++;
  }

  rowsEnd(): void {
    this.sheet.figures.closed = `${this.#epochs} epochs`;
  }

  /** Of a window's first epoch the opening lies before the window. */
  #openFirst(epoch: bigint): void {
    if (this.#opened !== null || this.#epochs > 0 || this.#world.opening !== null) return;
    const { books, replay, pool } = this.#world;
    const start = books.epochOffset + epoch * books.epochInterval;
    const replayed = (FIELDS.pool ?? []).map((name) => [name, String(replay.value('pool', pool, name))]);
    const before = { id: pool, ...Object.fromEntries([...replayed, ...this.#sums.poolSums()]) };
    this.#opened = { pool: poolAt(books.pool(), start), last: this.#last, before };
  }

  #compareOpening(subject: string, { epoch, opening }: EpochBounds, opened: Opened, next: PoolAt): void {
    this.#compareMoment(`${subject} opening `, opening, opened.pool, opened.last);
    this.#compareCarried(`${subject} opening`, opening.pool, opened.before);
    const first = (opened.last?.sequence ?? 0) + 1;
    const expected = {
      start: opened.pool.at,
      activityCount: BigInt(this.#count),
      firstSequence: BigInt(first),
      lastSequence: BigInt(first + this.#count - 1),
      rewardsEmitted: emittedRewards(next) - emittedRewards(opened.pool),
    };
    for (const [name, value] of Object.entries(expected)) {
      this.sheet.equal(integerOf(epoch, name), value, name, { subject });
    }
    this.sheet.equal(epoch.filled, this.#count === 0, 'filled', { subject });
  }

  /** Nothing happens between the two seconds: what is stored is the same. */
  #compareCarried(subject: string, opening: Stored, before: Stored): void {
    const stored = Object.keys(before).filter((name) => !DERIVED_NAMES.has(name));
    const carried = CARRIED.filter(([name]) => name in before);
    for (const [closing, field] of [...carried, ...stored.map((name) => [name, name] as const)]) {
      const what = `${field}, against ${closing} of the closing before,`;
      this.sheet.equal(textOf(opening, field), textOf(before, closing), what, { subject });
    }
  }

  async #compareClosing(where: string, { closing, accounts }: EpochBounds, closed: PoolAt): Promise<void> {
    const { replay, books } = this.#world;
    this.#compareMoment(where, closing, closed, this.#last);
    compareStored(this.sheet, 'pool', closing.pool, replay, where);
    this.#sums.compare(this.sheet, 'pools', closing.pool, where);
    for (const kind of ['stakers', 'borrowers'] as const) {
      const seen = new Set<string>();
      for await (const page of accounts(kind)) {
        for (const row of page) {
          seen.add(textOf(row, 'id'));
          compareStored(this.sheet, kind.slice(0, -1), row, replay, where);
          compareDerived(this.sheet, kind, row, closed, books, where);
          this.#sums.compare(this.sheet, kind, row, where);
        }
      }
      for (const id of this.#sums.accounts(kind)) {
        if (!seen.has(id)) this.sheet.fault('it is missing', { subject: `${where}${kind.slice(0, -1)} ${id}` });
      }
    }
  }

  #compareMoment(where: string, { timestamp, block, pool }: PoolMoment, at: PoolAt, last: Activity | null): void {
    const subject = where.trim();
    this.sheet.equal(timestamp, at.at, 'its second', { subject });
    if (last !== null) this.sheet.equal(block.hash, last.block.id, 'the block it is the state of', { subject });
    compareDerived(this.sheet, 'pools', pool, at, this.#world.books, where);
  }
}
