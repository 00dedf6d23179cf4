/** Numbers, places in the chain, blocks and epochs of the activities. */
import { type Check, placeOf, type World } from '../check.ts';
import type { Activity, LedgerRow } from '../ledger/rows.ts';
import { Sheet } from '../sheet.ts';

export class OrderCheck implements Check {
  readonly sheet = new Sheet(
    'order',
    'Activities are numbered without a gap and in chain order, each in its block and in the epoch of its second.',
  );
  readonly #world: World;
  readonly #first: number;
  #last: Activity | null = null;

  constructor(world: World) {
    this.#world = world;
    this.#first = Number(world.opening?.pool.activityCount ?? 0) + 1;
  }

  before({ activity }: LedgerRow): void {
    const place = placeOf(activity);
    this.#checkNumber(activity);
    const { blockNumber, timestamp, block } = activity;
    this.sheet.equal(block.number, blockNumber, 'the number of the block it names', place);
    this.sheet.equal(block.timestamp, timestamp, 'the timestamp of the block it names', place);
    this.sheet.equal(activity.epoch, this.#epochAt(timestamp), 'its epoch', place);
    if (this.#last !== null) this.#checkPlace(this.#last, activity);
    this.#last = activity;
  }

  stray(activity: Activity): void {
    this.sheet.fault(`the number ${activity.sequence} is below the first`, placeOf(activity));
  }

  rowsEnd({ pool }: { pool: { activityCount?: unknown } }): void {
    const last = this.#last?.sequence ?? this.#first - 1;
    const count = Number(pool.activityCount);
    this.sheet.count();
    if (last < count) this.sheet.fault(`${numbers(last + 1, count)} missing at the end`, { sequence: last + 1 });
    if (last > count) this.sheet.fault(`the pool counts ${count} activities, the last one is number ${last}`);
    this.sheet.figures.activities = String(last - this.#first + 1);
    if (last >= this.#first) this.sheet.figures.sequence = `${this.#first} to ${last}`;
  }

  #checkNumber(activity: Activity): void {
    const expected = this.#last === null ? this.#first : this.#last.sequence + 1;
    const { sequence } = activity;
    this.sheet.count();
    if (sequence < expected) this.sheet.fault(`the number ${sequence} is given twice`, placeOf(activity));
    if (sequence > expected) {
      this.sheet.fault(`${numbers(expected, sequence - 1)} missing`, { ...placeOf(activity), sequence: expected });
    }
  }

  #checkPlace(last: Activity, activity: Activity): void {
    const place = placeOf(activity);
    this.sheet.count();
    if (compare(placeInChain(last), placeInChain(activity)) > 0) {
      this.sheet.fault(`it comes after number ${last.sequence}, which is later in the chain`, place);
    }
    if (activity.timestamp < last.timestamp) {
      this.sheet.fault(`its second ${activity.timestamp} is before that of number ${last.sequence}`, place);
    }
    if (activity.blockNumber !== last.blockNumber) return;
    this.sheet.equal(activity.block.id, last.block.id, 'its block, within one block number,', place);
    const isSame = activity.transactionHash === last.transactionHash;
    const isSamePlace = activity.transactionIndex === last.transactionIndex;
    this.sheet.equal(isSamePlace, isSame, 'the position in the block, being that of the transaction before,', place);
    if (isSame) this.sheet.equal(activity.transactionFrom, last.transactionFrom, 'the signer', place);
  }

  /** By the schedule before it: the one that changes the schedule belongs to the epoch of the old one. */
  #epochAt(timestamp: bigint): string | null {
    const { books } = this.#world;
    return books.started(timestamp) ? String(books.epoch(timestamp)) : null;
  }
}

const numbers = (from: number, to: number): string =>
  from === to ? `number ${from} is` : `numbers ${from} to ${to} are`;

/** A call comes after all logs of its transaction. */
function placeInChain({ blockNumber, transactionIndex, logIndex }: Activity): number[] {
  return [blockNumber, transactionIndex, logIndex < 0 ? Number.POSITIVE_INFINITY : logIndex];
}

function compare(a: number[], b: number[]): number {
  const i = a.findIndex((value, at) => value !== b[at]);
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number);
}
