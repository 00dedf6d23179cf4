/** StarkProxies in the second set of books: what their activities say that is stored of them, as text. */
import type { Activity } from '../ledger/rows.ts';
import { allOf, type LedgerSource, textOf } from '../ledger/source.ts';
import { textAt } from './distributor.ts';
import type { LedgerBooks } from './ledger-books.ts';
import { add, newEpoch, newKey, newPosition, newProxy, newRecipient, type Row } from './stark-proxy-rows.ts';

export const STARK_PROXY_KINDS = [
  ...(['starkProxies', 'starkKeys', 'externalRecipients', 'exchangePositions', 'forcedTrades'] as const),
  ...(['tokenOutflows', 'starkProxyEpoches', 'breaches'] as const),
] as const;

export type StarkProxyKind = (typeof STARK_PROXY_KINDS)[number];

export class StarkProxyStorage {
  readonly rows = Object.fromEntries(STARK_PROXY_KINDS.map((kind) => [kind, new Map()])) as Record<
    StarkProxyKind,
    Map<string, Row>
  >;
  /** Admin role of each role, and who holds which, by the ids that the index gives them. */
  readonly admins = new Map<string, string>();
  readonly holders = new Set<string>();
  /** What no activity tells: whether each StarkProxy is configured, and the arguments that a hash stands for. */
  readonly #isConfigured = new Map<string, boolean>();
  readonly args = new Map<string, readonly string[]>();
  readonly #pool: string;
  readonly #books: LedgerBooks;

  constructor(pool: string, books: LedgerBooks) {
    this.#pool = pool;
    this.#books = books;
  }

  /** Reads what configuration and calls tell and the activities do not. */
  async know(source: LedgerSource): Promise<void> {
    for (const row of await allOf(source, 'starkProxies'))
      this.#isConfigured.set(textOf(row, 'id'), row.isKnownFromCreation === true);
    for (const row of await allOf(source, 'forcedTrades'))
      this.args.set(textOf(row, 'id'), textAt(row, 'args').split(','));
  }

  /** Takes what is stored at the start of a window as given. */
  async load(source: LedgerSource): Promise<void> {
    for (const kind of STARK_PROXY_KINDS) {
      for (const row of await allOf(source, kind)) {
        const texts = Object.fromEntries(Object.keys(row).map((field) => [field, textAt(row, field)]));
        this.rows[kind].set(textOf(row, 'id'), texts);
      }
    }
    for (const row of await allOf(source, 'roles')) this.admins.set(textOf(row, 'id'), textOf(row, 'adminRole'));
    for (const row of await allOf(source, 'roleHolders')) if (row.isHolder) this.holders.add(textOf(row, 'id'));
  }

  isStarkProxy(contract: string | undefined): boolean {
    return contract !== undefined && this.#isConfigured.has(contract);
  }

  isConfigured(proxy: string): boolean {
    return this.#isConfigured.get(proxy) === true;
  }

  /** What the pool is owed by it, as far as its entries are booked. */
  owed(proxy: string): { borrowed: bigint; debt: bigint } {
    const { borrowedBalance = 0n, debtBalance = 0n } = this.#books.borrowers.get(proxy) ?? {};
    return { borrowed: borrowedBalance, debt: debtBalance };
  }

  proxy(id: string, { blockNumber }: Activity): Row {
    return this.#row('starkProxies', id, () => newProxy(this.#pool, this.isConfigured(id), blockNumber));
  }

  key(id: string): Row {
    return this.#row('starkKeys', id, () => newKey(id));
  }

  position(id: string): Row {
    return this.#row('exchangePositions', id, () => newPosition(id));
  }

  recipient(proxy: string, recipient: string): Row {
    return this.#row('externalRecipients', proxy + recipient.slice(2), () => newRecipient(proxy, recipient));
  }

  /** Adds to a flow of the epoch of the activity; before epoch zero there is none. */
  flow(proxy: string, { epoch }: Activity, name: string, amount: string | bigint): void {
    if (epoch === null) return;
    const number = Buffer.alloc(4);
    number.writeInt32LE(Number(epoch));
    const row = this.#row('starkProxyEpoches', proxy + number.toString('hex'), () => newEpoch(proxy, epoch));
    add(row, name, amount);
  }

  /** The activity does not keep to that rule. */
  breach(proxy: string, activity: Activity, rule: string): void {
    const { id, sequence, epoch, blockNumber, timestamp, transactionHash } = activity;
    add(this.proxy(proxy, activity), 'breachCount', '1');
    this.rows.breaches.set(id + Buffer.from(rule).toString('hex'), {
      ...{ starkProxy: proxy, rule, activity: id, sequence: String(sequence), epoch: epoch ?? '' },
      ...{ blockNumber: String(blockNumber), timestamp: String(timestamp), transactionHash },
    });
  }

  #row(kind: StarkProxyKind, id: string, fresh: () => Row): Row {
    const row = this.rows[kind].get(id) ?? fresh();
    this.rows[kind].set(id, row);
    return row;
  }
}
