/** `markDebt` worked out again: what each borrower is charged, and the factor that inactive stake is cut by. */
import { type Check, type Closing, placeOf, type World } from '../check.ts';
import { entryOf, type LedgerRow } from '../ledger/rows.ts';
import { allOf, integerOf, type Stored, textOf } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';

const SHORTFALL_INDEX_BASE = 10n ** 36n;
const POINTS = 10_000n;

/** One call of `markDebt`, from its first log to its last. */
interface Call {
  readonly transaction: string;
  readonly active: bigint;
  readonly inactive: bigint;
  /** Total borrowed less total active. */
  readonly missing: bigint;
  /** In 1/10,000, still to be charged. */
  points: bigint;
  marked: bigint;
}

/** What a Shortfall entity must say. */
type Expected = Readonly<Record<string, string>>;

export class ShortfallsCheck implements Check {
  readonly sheet = new Sheet(
    'shortfalls',
    'Each borrower was charged its excess, rounded up, and inactive stake cut by the factor of what was missing.',
  );
  readonly #world: World;
  readonly #expected: Expected[] = [];
  #call: Call | null = null;
  #marked: bigint;

  constructor(world: World) {
    this.#world = world;
    this.#marked = world.opening ? integerOf(world.opening.pool, 'cumulativeMarkedDebt') : 0n;
  }

  before(row: LedgerRow): void {
    const { type, transactionHash } = row.activity;
    if (this.#call !== null && this.#call.transaction !== transactionHash) {
      this.sheet.fault('debt was marked without a shortfall at the end', { transaction: this.#call.transaction });
      this.#call = null;
    }
    if (type === 'DebtMarked') this.#charge(row, this.#open(row));
    if (type === 'ConvertedInactiveBalancesToDebt') this.#convert(row, this.#open(row));
  }

  async finish({ source }: Closing): Promise<void> {
    const before = this.#world.opening ? Number(this.#world.opening.pool.shortfallCount) : 0;
    const rows = new Map((await allOf(source, 'shortfalls')).map((row) => [Number(row.id), row]));
    for (const [i, expected] of this.#expected.entries()) {
      const row = rows.get(before + i);
      if (row === undefined) this.sheet.fault('nothing is stored of it', { subject: `shortfall ${before + i}` });
      else this.#compare(row, expected);
      rows.delete(before + i);
    }
    for (const id of rows.keys()) {
      if (!(id < before)) this.sheet.fault('no activity is of it', { subject: `shortfall ${id}` });
    }
    this.sheet.figures.shortfalls = String(this.#expected.length);
  }

  /** The call that this log belongs to, as the books stood before it. */
  #open({ activity: { timestamp, transactionHash } }: LedgerRow): Call {
    const { books } = this.#world;
    const rolled = ({ epoch, current, next }: { epoch: bigint; current: bigint; next: bigint }) =>
      books.epoch(timestamp) > epoch ? next : current;
    const active = rolled(books.totalActive);
    const missing = books.totalBorrowedBalance - active;
    this.#call ??= {
      transaction: transactionHash,
      active,
      inactive: rolled(books.totalInactive),
      missing,
      points: missing * POINTS,
      marked: 0n,
    };
    return this.#call;
  }

  #charge({ activity }: LedgerRow, call: Call): void {
    const { books } = this.#world;
    const { timestamp, address, amount } = entryOf(activity);
    const { borrowedBalance, allocation } = books.borrower(address('borrower'));
    const fraction = books.epoch(timestamp) > allocation.epoch ? allocation.next : allocation.current;
    const excess = borrowedBalance * POINTS - call.active * fraction;
    const taken = excess < call.points ? excess : call.points;
    this.sheet.equal(amount('amount'), (taken + POINTS - 1n) / POINTS, 'the charge', placeOf(activity));
    const { shortfall } = activity.fields;
    this.sheet.equal(shortfall, String(books.shortfalls.length), 'the shortfall it names', placeOf(activity));
    call.points -= taken;
    call.marked += amount('amount');
    this.#marked += amount('amount');
  }

  #convert({ activity }: LedgerRow, call: Call): void {
    const place = placeOf(activity);
    const { inactive, missing } = call;
    this.#call = null;
    if (missing <= 0n) {
      this.sheet.fault('nothing is borrowed above active stake, so that nothing is missing', place);
      return;
    }
    const left = inactive > missing ? inactive - missing : 0n;
    const index = inactive > missing ? (SHORTFALL_INDEX_BASE * left) / inactive : 0n;
    const { amount, timestamp } = entryOf(activity);
    this.sheet.equal(call.points, 0n, 'what is missing and charged to nobody, in 1/10,000,', place);
    this.sheet.equal(amount('shortfallAmount'), inactive - left, 'shortfallAmount', place);
    this.sheet.equal(amount('shortfallIndex'), index, 'shortfallIndex', place);
    const epoch = String(this.#world.books.epoch(timestamp));
    const number = String(this.#world.books.shortfalls.length);
    this.sheet.equal(activity.fields.shortfall, number, 'the shortfall it names', place);
    this.#expected.push({
      index: number,
      ...{ epoch, bookedIn: epoch, shortfallIndex: String(index), shortfallAmount: String(inactive - left) },
      ...{ borrowedExceededActive: String(missing), markedDebt: String(call.marked) },
      ...{ cumulativeMarkedDebt: String(this.#marked), inactiveBefore: String(inactive), inactiveAfter: String(left) },
      ...{ block: activity.block.id, timestamp: String(timestamp), transactionHash: activity.transactionHash },
    });
  }

  #compare(row: Stored, expected: Expected): void {
    for (const [field, value] of Object.entries(expected)) {
      this.sheet.equal(textOf(row, field), value, field, { subject: `shortfall ${textOf(row, 'id')}` });
    }
  }
}
