/** A ledger read from the API, pinned to one block. */
import { AuditError } from '../error.ts';
import type { Api } from './api.ts';
import { type Json, readActivity, readChange, readMoment, readStored } from './read.ts';
import type { LedgerWindow } from './rows.ts';
import { ACTIVITY, ACTIVITY_TYPES, ENTITIES, type EntityKind, EPOCH, STATE_CHANGE } from './selections.ts';
import type { EpochBounds, LedgerSource, Stored, WalkedKind, Where } from './source.ts';
import { isRefused, namingRow, type Rows } from './unreadable.ts';

/** The block that is read, by number and hash. */
export interface Pin {
  readonly number: number;
  readonly hash: string;
}

/** A Graph Node gives at most so many rows of a list. */
const PAGE = 1000;

const TYPES = Object.entries(ACTIVITY_TYPES).map(([type, fields]) => `... on ${type} { ${fields} }`);
const ACTIVITY_SELECTION = `${ACTIVITY} ${TYPES.join(' ')}`;

export class ApiSource implements LedgerSource {
  readonly #api: Api;
  readonly #pin: Pin;
  readonly #view: Pin;

  /** `pin` is the block of the last activity, `view` the one up to whose second epochs are known. */
  constructor(api: Api, pin: Pin, view: Pin) {
    this.#api = api;
    this.#pin = pin;
    this.#view = view;
  }

  async *windows(after: number): AsyncGenerator<LedgerWindow> {
    let ahead = this.#window(after);
    for (;;) {
      const window = await ahead;
      // The next stretch is on its way while this one is checked.
      if (window.next !== null) ahead = this.#window(window.next);
      // Whoever waits for it hears of an error; nobody may wait.
      ahead.catch(() => undefined);
      yield window;
      if (window.next === null) return;
    }
  }

  async strays(): Promise<LedgerWindow> {
    const [activities, changes] = await Promise.all([
      this.#list('activities', ACTIVITY_SELECTION, 'sequence_lte: 0', 'sequence'),
      this.#list('stateChanges', STATE_CHANGE, 'sequence_lte: 0', 'sequence'),
    ]);
    return { activities: activities.map(readActivity), changes: changes.map(readChange) };
  }

  async *entities(kind: EntityKind, where: Where = {}, derived = ''): AsyncGenerator<readonly Stored[]> {
    const conditions = Object.entries(where).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
    let last: string | null = null;
    do {
      const after: string = last === null ? '' : `id_gt: ${JSON.stringify(last)}`;
      const rows = await this.#list(kind, `${ENTITIES[kind]} ${derived}`, [...conditions, after].join(' '), 'id');
      if (rows.length > 0) yield rows.map(readStored);
      last = rows.length < PAGE ? null : String(rows.at(-1)?.id);
    } while (last !== null);
  }

  async currentEpoch(): Promise<bigint | null> {
    const query = `{ pools(first: 1, block: { number: ${this.#view.number} }) { currentEpoch } }`;
    const [pool] = (await this.#pinned(query, this.#view)).pools as Json[];
    return typeof pool?.currentEpoch === 'string' ? BigInt(pool.currentEpoch) : null;
  }

  async epoch(epoch: bigint, derived: Readonly<Record<WalkedKind, string>>): Promise<EpochBounds> {
    const pool = `timestamp block { number hash } pool { ${ENTITIES.pools} ${derived.pools} }`;
    const list = (kind: AccountKind, after: string) =>
      `${kind}(first: ${PAGE}, orderBy: id, where: { id_gt: "${after}" }) { ${ENTITIES[kind]} ${derived[kind]} }`;
    const accounts = `${list('stakers', '0x')} ${list('borrowers', '0x')}`;
    const { opening, closing, ...row } = await this.#epoch(
      epoch,
      `${EPOCH} opening { ${pool} } closing { ${pool} ${accounts} }`,
    );
    const further = async (kind: AccountKind, after: string) =>
      pageOf((await this.#epoch(epoch, `closing { ${list(kind, after)} }`)).closing, kind);
    return {
      epoch: readStored(row),
      opening: readMoment(opening as Json),
      closing: readMoment(closing as Json),
      async *accounts(kind) {
        for (let page = pageOf(closing, kind); page.length > 0; ) {
          yield page.map(readStored);
          page = page.length < PAGE ? [] : await further(kind, String(page.at(-1)?.id));
        }
      },
    };
  }

  async #epoch(epoch: bigint, selection: string): Promise<Json> {
    const bounds = `from: ${epoch}, to: ${epoch}, block: { number: ${this.#view.number} }`;
    return ((await this.#pinned(`{ epochs(${bounds}) { ${selection} } }`, this.#view)).epochs as Json[])[0] as Json;
  }

  /** A page of activities and the changes up to its last number; after the last page, all further changes. */
  async #window(after: number): Promise<LedgerWindow & { next: number | null }> {
    const page = await this.#bySequence('activities', ACTIVITY_SELECTION, after, null);
    const changes: Json[] = [];
    let from: number | null = after;
    while (from !== null) {
      const part = await this.#bySequence('stateChanges', STATE_CHANGE, from, page.next);
      changes.push(...part.rows);
      from = part.next;
    }
    return { activities: page.rows.map(readActivity), changes: changes.map(readChange), next: page.next };
  }

  /**
   * A page of rows by sequence. Of a full page the last number is left to the next one, whose rows may have been cut
   * off; `next` is the number to go on after, or null at the end.
   */
  async #bySequence(
    list: string,
    selection: string,
    after: number,
    upTo: number | null,
  ): Promise<{ rows: Json[]; next: number | null }> {
    const where = `sequence_gt: ${after}${upTo === null ? '' : ` sequence_lte: ${upTo}`}`;
    const rows = await this.#list(list, selection, where, 'sequence');
    if (rows.length < PAGE) return { rows, next: null };
    const last = Number(rows.at(-1)?.sequence) - 1;
    if (last <= after)
      throw new AuditError(
        'LEDGER_UNREADABLE',
        `more than ${PAGE} rows of ${list} have the sequence number ${last + 1}.`,
      );
    return { rows: rows.filter(({ sequence }) => Number(sequence) <= last), next: last };
  }

  async #list(list: string, selection: string, where: string, orderBy: string): Promise<Json[]> {
    const rows = async (fields: string, ids?: readonly string[]): Promise<Json[]> => {
      const only = ids === undefined ? where : `${where} id_in: ${JSON.stringify(ids)}`;
      const bounds = `first: ${PAGE}, orderBy: ${orderBy}, where: { ${only} }, block: { number: ${this.#pin.number} }`;
      return (await this.#pinned(`{ ${list}(${bounds}) { ${fields} } }`, this.#pin))[list] as Json[];
    };
    try {
      return await rows(selection);
    } catch (error) {
      throw isRefused(error) ? await namingRow(list, selection, rows satisfies Rows, error) : error;
    }
  }

  async #pinned(query: string, { number, hash }: Pin): Promise<Json> {
    const { data, block } = await this.#api.ask(query);
    if (block?.hash === hash) return data;
    const what = `block ${number} is not the one that was read before`;
    throw new AuditError('REORGANISED', `${what}: a reorganisation came between, start again.`);
  }
}

type AccountKind = 'stakers' | 'borrowers';

const pageOf = (moment: unknown, kind: AccountKind): Json[] => (moment as Readonly<Record<AccountKind, Json[]>>)[kind];
