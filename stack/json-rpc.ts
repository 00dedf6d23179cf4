import { Client } from 'undici';
import { StackError } from './error.ts';

export interface RpcCall {
  method: string;
  params: unknown[];
}

interface RpcAnswer {
  id: number;
  result?: unknown;
  error?: { message: string };
}

function refused(method: string | undefined, message: string): StackError {
  return new StackError('CHAIN_ERROR', `the chain refused ${method}: ${message}.`);
}

/** JSON-RPC over one kept-alive connection; `batch` sends calls in one request and answers in the order asked. */
export class JsonRpc {
  readonly #client: Client;
  readonly #path: string;

  constructor(url: string) {
    const { origin, pathname, search } = new URL(url);
    this.#client = new Client(origin, { bodyTimeout: 120_000, headersTimeout: 120_000, pipelining: 1 });
    this.#path = pathname + search;
  }

  async #post<T>(payload: unknown): Promise<T> {
    const response = await this.#client.request({
      method: 'POST',
      path: this.#path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    const text = await response.body.text();
    if (response.statusCode >= 400) throw new StackError('CHAIN_ERROR', `HTTP status ${response.statusCode}`);
    return JSON.parse(text) as T;
  }

  async batch(calls: readonly RpcCall[]): Promise<unknown[]> {
    if (calls.length === 0) return [];
    const answers = await this.#post<RpcAnswer[]>(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call })));
    const results = new Array<unknown>(calls.length);
    for (const answer of answers) {
      if (answer.error) throw refused(calls[answer.id]?.method, answer.error.message);
      results[answer.id] = answer.result;
    }
    return results;
  }

  async call<T>(method: string, ...params: unknown[]): Promise<T> {
    const answer = await this.#post<RpcAnswer>({ jsonrpc: '2.0', id: 0, method, params });
    if (answer.error) throw refused(method, answer.error.message);
    return answer.result as T;
  }

  async close(): Promise<void> {
    await this.#client.destroy();
  }
}
