/** The borrowers' contracts: each activity against the books, and what is stored against all of them. */
import { concat, keccak256, toBeHex } from 'ethers';
import { textAt } from '../books/distributor.ts';
import { STARK_PROXY_KINDS, type StarkProxyKind, StarkProxyStorage } from '../books/stark-proxies.ts';
import { bookStarkProxy } from '../books/stark-proxy-entries.ts';
import type { Row } from '../books/stark-proxy-rows.ts';
import { type Check, type Closing, placeOf, type World } from '../check.ts';
import type { LedgerRow } from '../ledger/rows.ts';
import { type LedgerSource, type Stored, textOf } from '../ledger/source.ts';
import { FIELDS } from '../replay.ts';
import { type Place, Sheet } from '../sheet.ts';
import { ProxyCash } from './proxy-cash.ts';
import { compareIds, namedIn } from './stark-proxy-ids.ts';

/** Kinds whose values are replayed. */
const REPLAYED: Partial<Record<StarkProxyKind, string>> = {
  starkProxies: 'starkProxy',
  starkKeys: 'starkKey',
  externalRecipients: 'externalRecipient',
  forcedTrades: 'forcedTrade',
};

export class StarkProxiesCheck implements Check {
  readonly sheet = new Sheet(
    'stark-proxies',
    'Holdings, lists, positions, forced trades, outflows and breaches of StarkProxies are what their activities say.',
  );
  readonly #world: World;
  readonly #books: StarkProxyStorage;
  readonly #cash: ProxyCash;
  /** Of each row: the activity that last named it. */
  readonly #places = new Map<string, Place>();

  constructor(world: World) {
    this.#world = world;
    this.#books = new StarkProxyStorage(world.pool, world.books);
    this.#cash = new ProxyCash(this.sheet, world.pool);
  }

  /** Of a window: what was stored before it. Of all: what configuration and calls tell, as stored at its end. */
  async load(opening: LedgerSource | undefined, closing: LedgerSource): Promise<void> {
    if (opening !== undefined) await this.#books.load(opening);
    await this.#books.know(closing);
  }

  after({ activity }: LedgerRow): void {
    const { fields } = activity;
    const breaches = this.#books.rows.breaches.size;
    const withdrawal = bookStarkProxy(this.#books, activity);
    const place = placeOf(activity);
    if (this.#books.rows.breaches.size > breaches)
      for (const id of [...this.#books.rows.breaches.keys()].slice(breaches)) this.#places.set(id, place);
    if (fields.starkProxy === undefined) return;
    if (this.#books.isConfigured(fields.starkProxy)) this.#cash.see(activity);
    compareIds(this.sheet, this.#books, activity);
    if (withdrawal !== null) {
      const proxy = this.#books.rows.starkProxies.get(fields.starkProxy);
      const said = { ...withdrawal, newApprovedAmount: proxy?.approvedAmountForExternalWithdrawal ?? '' };
      for (const [name, value] of Object.entries(said)) this.sheet.equal(fields[name] ?? '', value, name, place);
    }
    if (activity.type === 'RequestedForcedTrade') this.#forgetAmbiguous();
    for (const [kind, id] of namedIn(activity)) this.#compareReplayed(kind, id, place);
  }

  transactionEnd(): void {
    this.#cash.transactionEnd();
  }

  async finish({ source }: Closing): Promise<void> {
    for (const kind of STARK_PROXY_KINDS) {
      const missing = new Map(this.#books.rows[kind]);
      this.sheet.figures[kind] = String(missing.size);
      for await (const page of source.entities(kind)) {
        for (const row of page) {
          this.#compare(kind, row, missing.get(textOf(row, 'id')));
          missing.delete(textOf(row, 'id'));
        }
      }
      for (const id of missing.keys()) {
        const place = { ...this.#places.get(id), subject: `${kind} ${id}` };
        this.sheet.fault('activities name it and nothing is stored', place);
      }
    }
  }

  /** What is not known any more has no change: the next one starts from nothing. */
  #forgetAmbiguous(): void {
    for (const [id, { status }] of this.#books.rows.forcedTrades)
      if (status === 'ambiguous') this.#world.replay.forget('forcedTrade', id, 'queuedTimestamp');
  }

  #compareReplayed(kind: StarkProxyKind, id: string, place: Place): void {
    this.#places.set(id, place);
    const replayed = REPLAYED[kind];
    const row = this.#books.rows[kind].get(id) ?? {};
    if (replayed === undefined) return;
    for (const field of FIELDS[replayed] ?? []) {
      const value = this.#world.replay.value(replayed, id, field);
      const subject = `${replayed} ${id} ${field}`;
      this.sheet.equal(value, numberOf(row[field]), `${field} by its changes`, { ...place, subject });
    }
  }

  #compare(kind: StarkProxyKind, row: Stored, booked: Row | undefined): void {
    const id = textOf(row, 'id');
    const subject = `${kind} ${id}`;
    if (booked === undefined) {
      this.sheet.fault('no activity names it', { subject });
      return;
    }
    for (const [field, value] of Object.entries(booked)) {
      // What is loaded at the start of a window has fields that are compared elsewhere.
      if (field === 'implementation' || field === 'proxyAdmin' || field === 'borrower' || field === 'args') continue;
      const place = { ...this.#places.get(id), subject: `${subject} ${field}` };
      this.sheet.equal(textAt(row, field), value, `${field} as stored`, place);
    }
    if (kind === 'starkProxies') {
      const borrower = this.#world.books.borrowers.has(id) ? id : '';
      this.sheet.equal(textAt(row, 'borrower'), borrower, 'its borrower', { subject });
    }
    if (kind === 'forcedTrades') {
      const words = (this.#books.args.get(id) ?? []).map((word) => toBeHex(BigInt(word || 0), 32));
      this.sheet.equal(keccak256(concat(words)), textAt(row, 'argsHash'), 'the hash of its arguments', { subject });
    }
  }
}

const numberOf = (text: string | undefined): bigint =>
  text === 'true' ? 1n : text === 'false' ? 0n : BigInt(text || 0);
