/** The API as the report asks it: answers of a known shape and of one block, and a record of what was asked. */
import type { z } from 'zod';
import { AuditError } from '../../error.ts';
import { Api } from '../../ledger/api.ts';

export type Variables = Readonly<Record<string, string | number>>;

/** A named query and the shape of its answer. */
export interface Query<Shape extends z.ZodType> {
  readonly name: string;
  readonly text: string;
  readonly shape: Shape;
}

/** A block that an answer must be of. */
export interface Pin {
  readonly number: number;
  readonly hash: string;
}

export interface Asked {
  readonly name: string;
  readonly query: string;
  /** Of each time it was asked; of lists of the first page only. */
  readonly variables: Record<string, string | number>[];
}

interface Options {
  readonly pin?: Pin;
  /** Of a list whose first page is already in the record. */
  readonly isFurtherPage?: boolean;
}

/** What a Graph Node gives at most. */
export const PAGE = 1000;

export class ApiClient {
  readonly #asked = new Map<string, Asked>();
  readonly #api: Api;

  constructor(address: string) {
    this.#api = new Api(address);
  }

  /**
   * Throws an AuditError with the API's code, API_UNREACHABLE, or API_UNEXPECTED for an answer of another shape, and
   * REORGANISED for one of another block than `pin`.
   */
  async ask<Shape extends z.ZodType>(
    { name, text, shape }: Query<Shape>,
    variables: Variables,
    { pin, isFurtherPage = false }: Options = {},
  ): Promise<z.infer<Shape>> {
    if (!isFurtherPage) this.#remember(name, text, variables);
    const { data, block } = await this.#api.ask(text, variables);
    if (pin && block?.hash !== pin.hash)
      throw new AuditError(
        'REORGANISED',
        `block ${pin.number} was ${pin.hash} and is now ${block?.hash}: the chain was reorganised; run it again.`,
      );
    const parsed = shape.safeParse(data);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new AuditError(
      'API_UNEXPECTED',
      `${this.#api.url} answers the query ${name} otherwise than expected (${issue?.path.join('.')}: ${issue?.message}); is it this project's API, of this version?`,
    );
  }

  /** Every query, in the order first asked. */
  get asked(): Asked[] {
    return [...this.#asked.values()];
  }

  #remember(name: string, query: string, variables: Variables): void {
    const known = this.#asked.get(name)?.variables ?? [];
    this.#asked.set(name, { name, query, variables: [...known, { ...variables }] });
  }
}

/** All rows of a list, in pages that begin after the `key` of the last row before. */
export async function readAll<Row>(
  page: (after: string | number, isFurtherPage: boolean) => Promise<readonly Row[]>,
  key: (row: Row) => string | number,
  first: string | number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after = first; ; ) {
    const next = await page(after, rows.length > 0);
    rows.push(...next);
    const last = next.at(-1);
    if (next.length < PAGE || last === undefined) return rows;
    after = key(last);
  }
}

/** What a query over activities of one epoch needs: block, epoch and the sequence number to begin after. */
type ActivityQuery<Row extends { readonly sequence: number }> = Query<z.ZodType<{ readonly activities: Row[] }>>;

/** All activities of an epoch that a query selects, in their order. */
export function readAllActivities<Row extends { readonly sequence: number }>(
  api: ApiClient,
  query: ActivityQuery<Row>,
  pin: Pin,
  epoch: number,
): Promise<Row[]> {
  return readAll(
    async (after, isFurtherPage) => {
      const variables = { block: pin.number, epoch: String(epoch), after };
      return (await api.ask(query, variables, { pin, isFurtherPage })).activities;
    },
    ({ sequence }) => sequence,
    0,
  );
}
