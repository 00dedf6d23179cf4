/** HTTP requests with their bytes changed: bodies, headers, addresses, and what is no HTTP at all. */
import { gzipSync } from 'node:zlib';
import type { Random } from '../random.ts';
import { ABSURD, BODIES, EXPORTS, METHODS, NO_HTTP, PARAMETERS, PATHS, TYPES } from './corpus.ts';
import { MONSTERS } from './misspell.ts';
import { type Operation, wellFormed } from './operation.ts';

export interface RawRequest {
  readonly head: string;
  readonly body: Buffer;
  /** It is a whole request that ends its connection; otherwise the sender has to give up on an answer. */
  readonly isWhole: boolean;
}

type Headers = Readonly<Record<string, string>>;

export const bytesOf = ({ head, body }: RawRequest): Buffer => Buffer.concat([Buffer.from(head, 'latin1'), body]);

/** The same request with another body, of which it tells the length. */
export function withBody(request: RawRequest, body: Buffer): RawRequest {
  const head = request.head.replace(/(?<=\r\ncontent-length: )\d+/, String(body.length));
  return { ...request, head, body };
}

/** One request: what a client sends with some bits of it turned, or what no client sends. */
export function makeRequest(operation: Operation, random: Random): RawRequest {
  const { pick, chance, below } = random;
  const body = Buffer.from(JSON.stringify(operation));
  const get = (path: string, headers: Headers = { 'apollo-require-preflight': '1' }): RawRequest =>
    whole(chance(0.8) ? 'GET' : pick(METHODS), path, headers, Buffer.alloc(0));

  function turned(bytes: Buffer, most: number): Buffer {
    const changed = Buffer.from(bytes);
    for (let count = 1 + below(most); count > 0 && changed.length > 0; count--) {
      const at = below(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
    }
    return changed;
  }

  const search = (): string =>
    Array.from({ length: 1 + below(3) }, () => `${pick(PARAMETERS)}=${pick(ABSURD)}`).join('&');

  function asked(): string {
    const hash = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: random.hex(64) } });
    const parts = [
      `query=${encodeURIComponent(wellFormed(operation.query))}`,
      `variables=${encodeURIComponent(JSON.stringify(operation.variables))}`,
      `extensions=${encodeURIComponent(hash)}`,
      ...['query', 'variables', 'operationName', 'extensions'].map((name) => `${name}=${pick(ABSURD)}`),
    ];
    return `/graphql?${Array.from({ length: 1 + below(3) }, () => pick(parts)).join('&')}`;
  }

  const accepted = ['text/html', 'multipart/mixed', '*/*;q=x', 'application/graphql-response+json', ''];
  const kept = ['*', '""', 'W/"x"', 'x'.repeat(4000)];
  const lengths = ['-1', '1e3', '9'.repeat(20), String(body.length + 1), '0', '5, 5'];
  const sent = bytesOf(post(body));
  const kinds: readonly (() => RawRequest)[] = [
    () => post(turned(body, 8)),
    () => post(turned(body, 200)),
    () => post(body.subarray(0, below(body.length))),
    () => post(Buffer.concat([body, body])),
    () => post(Buffer.from(pick(BODIES))),
    () => post(Buffer.from(JSON.stringify(pick(MONSTERS)(pick([1, 30, 500, 5000]))))),
    () => post(Buffer.alloc(pick([1, 1_100_000, 3_000_000]), pick(['[', 'x', ' ']))),
    () => post(gzipSync(body), { 'content-encoding': pick(['gzip', 'br', 'x']) }),
    () => post(body, { 'content-type': pick(TYPES) }),
    () => post(body, { 'x-long': 'x'.repeat(pick([1000, 15_000, 70_000])) }),
    () => post(body, { accept: pick(accepted) }),
    () => post(body, { 'if-none-match': pick(kept), origin: pick(['null', 'http://x', '\u00e9']) }),
    () => post(body, { 'content-length': pick(lengths) }),
    () => post(body, { 'transfer-encoding': 'chunked' }),
    () => post(body, {}, pick(PATHS), pick(METHODS)),
    () => get(asked()),
    () => get(asked(), {}),
    () => get(`/graphql?query=${'%'.repeat(below(50))}${random.hex(below(20_000))}`),
    () => get(`/export/${pick(EXPORTS)}?${search()}`),
    () => get(`/export?${search()}`),
    () => get(pick(PATHS)),
    () => cut(turned(sent, 30)),
    () => cut(sent.subarray(0, below(200))),
    () => cut(Buffer.concat([sent, bytesOf(post(turned(body, 5)))])),
    () => cut(Buffer.from(random.hex(2 * below(600)), 'hex')),
    () => cut(Buffer.from(pick(NO_HTTP), 'latin1')),
  ];
  return pick(kinds)();
}

function post(body: Buffer, headers: Headers = {}, path = '/graphql', method = 'POST'): RawRequest {
  const usual = { 'content-type': 'application/json', 'content-length': String(body.length) };
  return whole(method, path, { ...usual, ...headers }, body);
}

function whole(method: string, path: string, headers: Headers, body: Buffer): RawRequest {
  const lines = Object.entries({ host: 'localhost', connection: 'close', ...headers });
  const head = `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  // What announces another length than it has keeps the server waiting, as it must.
  const told = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Number.NaN;
  return { head, body, isWhole: told === body.length };
}

export const cut = (bytes: Buffer): RawRequest => ({ head: '', body: bytes, isWhole: false });
