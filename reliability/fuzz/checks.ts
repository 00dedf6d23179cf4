/** What no answer may be, whatever was asked. */
import { readFileSync } from 'node:fs';
import type { Reply } from './send.ts';

/** Why an answer is a finding: the check that it fails, and what shows it. */
export interface Fault {
  readonly check: 'hung' | 'slow' | 'status' | 'internal' | 'code' | 'leak' | 'shape' | 'differs' | 'log' | 'gone';
  readonly what: string;
}

/** What two faults have in common that look alike: numbers and quoted names aside. */
export function likeness({ check, what }: Fault): string {
  return `${check} ${what.replace(/0x[0-9a-f]+|\d+|["'`][^"'`]*["'`]/gi, '#').slice(0, 80)}`;
}

const DOCUMENTED = new Set(
  [...readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8').matchAll(/^\| `([A-Z_]+)`/gm)].map(
    ([, code]) => code,
  ),
);

/** Marks of what lies behind: stacks, files, the database, the runtime, the Graph Node's own words. */
const LEAKS: readonly RegExp[] = [
  /^\s+at .+[:(]/m,
  /node_modules|node:internal|\bfile:\/\//,
  /(^|[\s'"(])\/(home|root|tmp|usr|opt|work|var|app)\/\w/,
  /\.(ts|mjs|cjs|js|rs):\d+/,
  /\b(postgres|diesel|sgd\d+|SQLSTATE|deadlock|pg_\w+|relation "|panicked|RUST_BACKTRACE)\b/i,
  /syntax error at or near|Store error|internal error|subgraph error/i,
  /Cannot read propert|is not a function|is not iterable|undefined is not|Maximum call stack|Unexpected token/,
  /\b(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|127\.0\.0\.1)\b/,
];

interface Shown {
  readonly message?: unknown;
  readonly extensions?: { readonly code?: unknown };
}

/** The first thing wrong with this answer, or null. `slowMs`: nothing may take longer. */
export function judge(path: string, reply: Reply, slowMs: number): Fault | null {
  if (reply.hung) return { check: 'hung', what: `no answer in ${Math.round(reply.milliseconds)} ms` };
  if (reply.milliseconds > slowMs) return { check: 'slow', what: `${Math.round(reply.milliseconds)} ms` };
  // Closed without an answer: what was sent was not to be understood, or its sender left.
  if (reply.status === 0 || reply.status === 204 || reply.status === 304) return null;
  const text = reply.body.toString();
  const parsed = /json/.test(reply.headers.get('content-type') ?? '') ? parse(text) : undefined;
  const errors = isObject(parsed) && Array.isArray(parsed.errors) ? (parsed.errors as Shown[]) : [];
  const isRefused = reply.status >= 400;
  return (
    judgeErrors(errors) ??
    (isRefused ? judgeLeak(text) : null) ??
    judgeStatus(path, reply, errors) ??
    (/^\/graphql/.test(path) && reply.status === 200 ? judgeShape(parsed, errors) : null)
  );
}

function judgeErrors(errors: readonly Shown[]): Fault | null {
  for (const { message, extensions } of errors) {
    const code = extensions?.code;
    if (code === 'INTERNAL_SERVER_ERROR') return { check: 'internal', what: String(message) };
    if (!DOCUMENTED.has(String(code))) return { check: 'code', what: `${code} is not in docs/errors.md: ${message}` };
    const leak = judgeLeak(String(message));
    if (leak) return leak;
  }
  return null;
}

function judgeLeak(text: string): Fault | null {
  const found = LEAKS.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
  return found === undefined ? null : { check: 'leak', what: `“${found.trim()}” in: ${text.slice(0, 300)}` };
}

function judgeStatus(path: string, { status, body }: Reply, errors: readonly Shown[]): Fault | null {
  // The HTTP parser refuses what is no HTTP in its own words, which have no body.
  if (status < 400 || (status < 500 && body.length === 0)) return null;
  if (status >= 500 && status !== 501 && !/^\/ready/.test(path))
    return { check: 'status', what: `${status} ${body.toString().slice(0, 300)}` };
  if (errors.length === 0 && !/^\/ready/.test(path))
    return { check: 'code', what: `${status} without a code: ${body.toString().slice(0, 300)}` };
  return null;
}

function judgeShape(answer: unknown, errors: readonly Shown[]): Fault | null {
  if (!isObject(answer)) return { check: 'shape', what: 'an answer that is no JSON object' };
  const isWarned = errors.every(({ extensions }) => extensions?.code === 'INDEXING_ERROR');
  if (isObject(answer.data) ? isWarned : errors.length > 0) return null;
  return { check: 'shape', what: isObject(answer.data) ? 'data beside errors' : 'neither data nor errors' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
