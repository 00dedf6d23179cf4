/** The API over HTTP: one question at a time, every answer of the block it should be of. */
import { AuditError, reasonOf } from '../error.ts';

/** A block as an answer shows it. */
export interface BlockShown {
  readonly number: number;
  readonly hash: string | null;
  readonly timestamp: string | null;
}

export interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly block: BlockShown | null;
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly block?: BlockShown };
}

const TIMEOUT_MS = 120_000;

export class Api {
  readonly url: string;

  /** The address of the server, with or without `/graphql`. */
  constructor(address: string) {
    if (!URL.canParse(address) || !/^https?:/.test(address))
      throw new AuditError('API_UNREACHABLE', `${address} is no http(s) address; check --api.`);
    const url = new URL(address);
    if (!url.pathname.endsWith('/graphql')) url.pathname = `${url.pathname.replace(/\/+$/, '')}/graphql`;
    this.url = url.href;
  }

  /** Asks; an error of the API becomes an AuditError with the API's own code. */
  async ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const { data, errors, extensions } = await this.#post({ query, variables });
    const error = errors?.[0];
    if (error !== undefined || !data)
      throw new AuditError(error?.extensions?.code ?? 'API_UNREACHABLE', error?.message ?? this.#isNoApi());
    return { data, block: extensions?.block ?? null };
  }

  async #post(body: unknown): Promise<Body> {
    let text: string;
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await response.text();
    } catch (error) {
      const hint = 'start it with npm start, or give its address with --api.';
      throw new AuditError('API_UNREACHABLE', `no API answers at ${this.url} (${reasonOf(error)}); ${hint}`);
    }
    try {
      return JSON.parse(text) as Body;
    } catch {
      throw new AuditError('API_UNREACHABLE', this.#isNoApi());
    }
  }

  #isNoApi(): string {
    return `what answers at ${this.url} is not this API; check --api.`;
  }
}
