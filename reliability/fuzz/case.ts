/** One case of a seed: what is sent, how it is judged, and the least of it that is still judged so. */
import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'undici';
import { type Random, randomFrom } from '../random.ts';
import { type Fault, judge, likeness } from './checks.ts';
import { MONSTERS, misspell } from './misspell.ts';
import { makeOperation, type Operation, type Source, wellFormed } from './operation.ts';
import { bytesOf, makeRequest, type RawRequest, withBody } from './requests.ts';
import { Gone, type Reply, sendBytes, type Target } from './send.ts';
import { shrinkBytes, shrinkOperation } from './shrink.ts';

export type Kind = 'operation' | 'request' | 'same';

export interface Case {
  /** What was sent, for a report. */
  readonly shown: string;
  /** Asks, and says what is wrong with the answer, or null. `seen` is given each answer. */
  fault(seen?: (reply: Reply) => void): Promise<Fault | null>;
  /** The least of it that has a fault like this one. */
  shrunk(fault: Fault): Promise<Case>;
}

export interface World {
  readonly source: Source;
  /** What the Graph Node answers alone, and how to ask it; null where it is not known. */
  readonly direct: { readonly source: Source; readonly pool: Pool; readonly path: string } | null;
  readonly pool: Pool;
  readonly target: Target;
  /** Longest time that an answer may take, and that one is waited for. */
  readonly slowMs: number;
}

const isLike = (found: Fault | null, fault: Fault): boolean => found !== null && likeness(found) === likeness(fault);

/** Each try takes as long as the first. */
const TOO_LONG: ReadonlySet<Fault['check']> = new Set(['hung', 'slow', 'gone']);
const WAIT_FACTOR = 2;
/** Of a kind of its own so that the cases of one do not change when there are more of another. */
const STREAMS: Readonly<Record<Kind, number>> = { operation: 0, request: 1, same: 2 };

/** The case with as little in it as still has that fault. */
export async function shrink(item: Case, fault: Fault): Promise<Case> {
  return TOO_LONG.has(fault.check) ? item : item.shrunk(fault);
}

/** The n-th case of its kind, the same for the same seed on the same data. */
export function makeCase(world: World, kind: Kind, seed: number, n: number): Case {
  const random = randomFrom(seed * 3 + STREAMS[kind], n);
  if (kind === 'same' && world.direct) return sameCase(world, world.direct, makeOperation(world.direct.source, random));
  const operation = makeOperation(world.source, random);
  if (kind === 'request') return bytesCase(world, makeRequest(operation, random));
  return operationCase(world, varied(operation, random), random.chance(0.1));
}

function varied(operation: Operation, random: Random): Operation {
  if (random.chance(0.01)) return random.pick(MONSTERS)(random.pick([3, 40, 700, 3000]));
  return random.chance(0.15) ? misspell(operation, random) : operation;
}

function operationCase(world: World, operation: Operation, byGet: boolean): Case {
  const again = (fault: Fault) => async (smaller: Operation) =>
    isLike(await operationCase(world, smaller, byGet).fault(), fault);
  return {
    shown: `${byGet ? 'GET ' : ''}${JSON.stringify(operation)}`,
    async fault(seen) {
      const reply = await ask(world.pool, '/graphql', operation, byGet, world.slowMs * WAIT_FACTOR);
      seen?.(reply);
      return judge('/graphql', reply, world.slowMs);
    },
    shrunk: async (fault) => operationCase(world, await shrinkOperation(operation, again(fault)), byGet),
  };
}

function bytesCase(world: World, request: RawRequest): Case {
  const bytes = bytesOf(request);
  const path = /^\S+ (\S*)/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1] ?? '';
  const again = (fault: Fault) => async (body: Buffer) =>
    isLike(await bytesCase(world, withBody(request, body)).fault(), fault);
  return {
    shown: JSON.stringify(bytes.toString('latin1')),
    async fault(seen) {
      const reply = await sendBytes(world.target, bytes, request.isWhole, world.slowMs * WAIT_FACTOR);
      seen?.(reply);
      return judge(path, reply, world.slowMs);
    },
    shrunk: async (fault) => bytesCase(world, withBody(request, await shrinkBytes(request.body, again(fault)))),
  };
}

/** A plain query: the gateway says what the Graph Node says, or both refuse. */
function sameCase(world: World, direct: NonNullable<World['direct']>, operation: Operation): Case {
  const again = (fault: Fault) => async (smaller: Operation) =>
    isLike(await sameCase(world, direct, smaller).fault(), fault);
  return {
    shown: JSON.stringify(operation),
    async fault(seen) {
      const wait = world.slowMs * WAIT_FACTOR;
      const [own, node] = await Promise.all([
        ask(world.pool, '/graphql', operation, false, wait),
        ask(direct.pool, direct.path, operation, false, wait),
      ]);
      seen?.(own);
      return judge('/graphql', own, world.slowMs) ?? compare(own, node);
    },
    shrunk: async (fault) => sameCase(world, direct, await shrinkOperation(operation, again(fault))),
  };
}

interface Said {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

function compare(own: Reply, node: Reply): Fault | null {
  // One of the two gave no answer in time, or is of a request that no Graph Node reads.
  if (own.status === 0 || node.status !== 200) return null;
  const [ours, theirs] = [own, node].map(({ body }) => JSON.parse(body.toString()) as Said) as [Said, Said];
  const [here, there] = [ours.errors?.[0]?.message, theirs.errors?.[0]?.message];
  if (here !== undefined && there !== undefined) return null;
  if (here !== undefined) return { check: 'differs', what: `refused here only: ${here}` };
  if (there !== undefined) return { check: 'differs', what: `refused by the Graph Node only: ${there}` };
  // Of an operation of which nothing is left a Graph Node answers `{}`, without any data.
  return isDeepStrictEqual(ours.data, theirs.data ?? {}) ? null : { check: 'differs', what: 'other data' };
}

async function ask(pool: Pool, path: string, operation: Operation, byGet: boolean, wait: number): Promise<Reply> {
  const started = performance.now();
  const text = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
  const search = `?query=${encodeURIComponent(wellFormed(operation.query))}&variables=${text(operation.variables)}`;
  // A longer address is refused before anybody reads it.
  const asGet = byGet && search.length < 12_000;
  const options = asGet
    ? ({ method: 'GET', path: path + search, headers: { 'apollo-require-preflight': '1' } } as const)
    : ({
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(operation),
      } as const);
  try {
    const answer = await pool.request({ ...options, signal: AbortSignal.timeout(wait) });
    const body = Buffer.from(await answer.body.arrayBuffer());
    const headers = new Map(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    return { status: answer.statusCode, headers, body, milliseconds: performance.now() - started, hung: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') throw new Gone();
    const milliseconds = performance.now() - started;
    return { status: 0, headers: new Map(), body: Buffer.alloc(0), milliseconds, hung: milliseconds >= wait };
  }
}
