/** Flows of each epoch, and of each account in each epoch, against the sums of the activities. */
import type { Check, Closing, World } from '../check.ts';
import type { LedgerRow } from '../ledger/rows.ts';
import { allOf, integerOf, type LedgerSource, type Stored, textOf, type Where } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';
import { amountOf, flowsOf, termsSetFor } from './flow-table.ts';

const ACCOUNT_FLOWS = {
  stakerEpoches: [
    ...['staked', 'withdrawalRequested', 'withdrawnStake', 'transferredIn', 'transferredOut', 'receivedDebt'],
    ...['withdrawnDebt', 'decreasedDebt', 'deletedInactive', 'deletedDebt', 'claimedRewards'],
  ],
  borrowerEpoches: ['borrowed', 'repaidBorrow', 'markedDebt', 'repaidDebt', 'decreasedDebt'],
  epochFlows: ['count', 'amount'],
} as const;

type Kind = keyof typeof ACCOUNT_FLOWS;
const KINDS = Object.keys(ACCOUNT_FLOWS) as Kind[];

/** Sums of the running epoch, by kind and by id of the row. */
type Tally = Record<Kind, Map<string, Map<string, bigint>>>;

const emptyTally = (): Tally => ({ stakerEpoches: new Map(), borrowerEpoches: new Map(), epochFlows: new Map() });

export class FlowsCheck implements Check {
  readonly sheet = new Sheet(
    'flows',
    'The flows of every epoch, of verbs, of stakers and of borrowers, are the sums of its activities.',
  );
  readonly #world: World;
  readonly #named: bigint | null;
  readonly #seen: bigint[] = [];
  #isLoaded = false;
  #tally = emptyTally();

  /** The flows of the epoch that is `named` are shown. */
  constructor(world: World, named: bigint | null) {
    this.#world = world;
    this.#named = named;
  }

  after({ activity }: LedgerRow): void {
    const { epoch, verb } = activity;
    if (epoch === null) return;
    for (const { kind, account, inEpoch, amount } of flowsOf(activity)) {
      this.#add(`${kind}Epoches`, rowId(account, epoch), inEpoch, amount);
    }
    const borrower = termsSetFor(activity);
    if (borrower !== null) this.#add('borrowerEpoches', rowId(borrower, epoch), 'borrowed', 0n);
    this.#add('epochFlows', `${epoch}-${verb}`, 'count', 1n);
    this.#add('epochFlows', `${epoch}-${verb}`, 'amount', amountOf(activity));
  }

  async epochEnd(epoch: bigint, { source }: Closing): Promise<void> {
    const { opening } = this.#world;
    // Of a window: what flowed in the epoch before the window began.
    if (opening !== null && !this.#isLoaded) await this.#load(opening.source, epoch);
    // Rows of quiet epochs, of which there should be none, are looked for at the end.
    if (KINDS.every((kind) => this.#tally[kind].size === 0)) return;
    this.#seen.push(epoch);
    if (epoch === this.#named) this.#show();
    for (const kind of KINDS) {
      for await (const page of source.entities(kind, whereOf(kind, epoch))) {
        for (const row of page) this.#compare(kind, row);
      }
      for (const id of this.#tally[kind].keys()) {
        this.sheet.fault('activities say there is one and none is stored', { subject: `${kind} ${id}` });
      }
    }
    this.#tally = emptyTally();
  }

  async finish({ source }: Closing): Promise<void> {
    this.sheet.figures.epochs = String(this.#seen.length);
    const seen = this.#seen.map(String);
    for (const kind of KINDS) {
      const others = kind === 'epochFlows' ? { epoch_not_in: seen } : { number_not_in: seen.map(Number) };
      const where = seen.length === 0 ? {} : others;
      const before = new Set(await this.#before(kind, where));
      for (const row of await allOf(source, kind, where)) {
        if (before.has(JSON.stringify(row))) continue;
        this.sheet.fault('no activity is of its epoch', { subject: `${kind} ${textOf(row, 'id')}` });
      }
    }
  }

  /** Of a window: rows of epochs that were over as it began, which must stand as they stood. */
  async #before(kind: Kind, where: Where): Promise<string[]> {
    const { opening } = this.#world;
    return opening === null ? [] : (await allOf(opening.source, kind, where)).map((row) => JSON.stringify(row));
  }

  #show(): void {
    for (const [id, sums] of this.#tally.epochFlows) {
      const verb = id.slice(id.indexOf('-') + 1);
      this.sheet.figures[verb] = `${sums.get('count')} times ${sums.get('amount')}`;
    }
  }

  async #load(source: LedgerSource, epoch: bigint): Promise<void> {
    this.#isLoaded = true;
    for (const kind of KINDS) {
      for (const row of await allOf(source, kind, whereOf(kind, epoch))) {
        for (const flow of ACCOUNT_FLOWS[kind]) this.#add(kind, textOf(row, 'id'), flow, integerOf(row, flow));
      }
    }
  }

  #compare(kind: Kind, row: Stored): void {
    const id = textOf(row, 'id');
    const sums = this.#tally[kind].get(id);
    if (sums === undefined) {
      this.sheet.fault('no activity of its epoch is of it', { subject: `${kind} ${id}` });
      return;
    }
    for (const flow of ACCOUNT_FLOWS[kind]) {
      const subject = `${kind} ${id} ${flow}`;
      this.sheet.equal(integerOf(row, flow), sums.get(flow) ?? 0n, 'the sum', { subject });
    }
    this.sheet.equal(namedId(kind, row), id, 'what it is of', { subject: `${kind} ${id}` });
    this.#tally[kind].delete(id);
  }

  #add(kind: Kind, id: string, flow: string, amount: bigint): void {
    const sums = this.#tally[kind].get(id) ?? new Map<string, bigint>();
    this.#tally[kind].set(id, sums.set(flow, (sums.get(flow) ?? 0n) + amount));
  }
}

const whereOf = (kind: Kind, epoch: bigint) =>
  kind === 'epochFlows' ? { epoch: String(epoch) } : { number: Number(epoch) };

/** Id of a row of an account: its address and the epoch number as four little-endian bytes. */
function rowId(account: string, epoch: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(Number(epoch));
  return account + bytes.toString('hex');
}

/** The id that its references make. */
function namedId(kind: Kind, row: Stored): string {
  const epoch = textOf(row, 'epoch');
  if (kind === 'epochFlows') return `${epoch}-${textOf(row, 'verb')}`;
  const account = textOf(row, kind === 'stakerEpoches' ? 'staker' : 'borrower');
  return textOf(row, 'number') === epoch ? rowId(account, epoch) : `epoch ${epoch}, number ${textOf(row, 'number')}`;
}
