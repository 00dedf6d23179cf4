/** What the query string of an export says; anything that is not understood is an error. */
import { ApiError } from '../errors.ts';
import { readInteger } from '../execute/target.ts';
import type { Dataset, Extent } from './dataset.ts';

/** The moment a client names; `at` is a later second to which a block's state is rolled forward. */
export interface MomentQuery {
  readonly kind: 'newest' | 'block' | 'timestamp' | 'epoch';
  readonly value: bigint;
  readonly at: bigint | null;
}

const MOMENTS = ['block', 'timestamp', 'epoch'] as const;
/** Block numbers and sequence numbers are 32-bit integers in the index. */
const MOST = 0x7fffffffn;

/** Reads the moment, of a dataset or of the list of all. Throws BAD_USER_INPUT. */
export function readMomentQuery(query: URLSearchParams): MomentQuery {
  const given = MOMENTS.filter((name) => query.has(name));
  if (given.length > 1)
    throw new ApiError('BAD_USER_INPUT', 'An export is of one moment: give one of block, timestamp and epoch.');
  const at = wholeNumber(query, 'at');
  const [kind] = given;
  if (kind === undefined) {
    if (at !== null) throw new ApiError('BAD_USER_INPUT', 'The parameter at goes with block: give both.');
    return { kind: 'newest', value: 0n, at: null };
  }
  if (at !== null && kind !== 'block')
    throw new ApiError('BAD_USER_INPUT', `The parameter at goes with block, not with ${kind}: leave one out.`);
  const value = wholeNumber(query, kind) as bigint;
  if (kind !== 'timestamp' && value > MOST) throw outOfRange(kind);
  return { kind, value, at };
}

/** Reads what part of a dataset is wanted. Throws BAD_USER_INPUT. */
export function readExtent(query: URLSearchParams, { what, range, series }: Dataset): Extent {
  const [from, to] = [wholeNumber(query, 'from'), wholeNumber(query, 'to')];
  if (range === null && (from ?? to) !== null)
    throw new ApiError('BAD_USER_INPUT', `The export of ${what} takes no from and to: leave them out.`);
  for (const [name, value] of Object.entries({ from, to }))
    if (value !== null && range !== 'unix seconds' && value > MOST) throw outOfRange(name);
  if (from !== null && to !== null && from > to)
    throw new ApiError('BAD_USER_INPUT', `from, ${from}, is above to, ${to}: give them in order.`);
  return { from, to, interval: readInterval(query, what, series) };
}

function readInterval(query: URLSearchParams, what: string, series: boolean): 'hour' | 'day' {
  const interval = query.get('interval');
  if (interval === null) return 'day';
  if (!series) throw new ApiError('BAD_USER_INPUT', `The export of ${what} has no interval: leave it out.`);
  if (interval === 'hour' || interval === 'day') return interval;
  throw new ApiError('BAD_USER_INPUT', 'The parameter interval must be hour or day: correct it.');
}

/** Every parameter is known and given once. */
export function checkNames(query: URLSearchParams, known: readonly string[]): void {
  const names = [...query.keys()];
  for (const name of names) {
    if (!known.includes(name))
      throw new ApiError('BAD_USER_INPUT', `There is no such parameter here: give some of ${known.join(', ')}.`);
    if (query.getAll(name).length > 1)
      throw new ApiError('BAD_USER_INPUT', `The parameter ${name} is there more than once: give it once.`);
  }
}

function wholeNumber(query: URLSearchParams, name: string): bigint | null {
  const text = query.get(name);
  if (text === null) return null;
  const value = readInteger(text, name);
  if (value < 0n) throw outOfRange(name);
  return value;
}

function outOfRange(name: string): ApiError {
  return new ApiError('BAD_USER_INPUT', `The parameter ${name} is out of range: give a number from 0 on.`);
}
