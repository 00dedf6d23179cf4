/** What one connection field asks for, checked. */
import { ApiError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { type Cursor, type Direction, readCursor } from './cursor.ts';

export interface PageRequest {
  /** Most activities in the page. */
  readonly size: number;
  /** Whether the page is counted from the end of the list: `last`. */
  readonly fromEnd: boolean;
  readonly after: Cursor | null;
  readonly before: Cursor | null;
  /** The client's condition; null where it sets none. */
  readonly where: JsonObject | null;
  readonly direction: Direction;
}

const LARGEST = 10_000;
const DEFAULT = 100;

/** From a field's arguments. What does not fit is an ApiError: BAD_USER_INPUT, or CURSOR_INVALID for a cursor. */
export function readPageRequest(given: JsonObject): PageRequest {
  const first = readSize(given, 'first');
  const last = readSize(given, 'last');
  if (first !== null && last !== null)
    throw new ApiError('BAD_USER_INPUT', 'A page is counted from one end: give first or last, not both.');
  return {
    size: first ?? last ?? DEFAULT,
    fromEnd: last !== null,
    after: readBound(given, 'after'),
    before: readBound(given, 'before'),
    where: readWhere(given),
    direction: readDirection(given),
  };
}

function readSize(given: JsonObject, name: string): number | null {
  const value = given[name] ?? null;
  if (value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST) return value;
  throw new ApiError('BAD_USER_INPUT', `The argument ${name} must be from 0 to ${LARGEST}: ask for more in pages.`);
}

function readBound(given: JsonObject, name: string): Cursor | null {
  const value = given[name] ?? null;
  return value === null ? null : readCursor(String(value), name);
}

function readWhere({ where = null }: JsonObject): JsonObject | null {
  if (where === null) return null;
  if (!isJsonObject(where)) throw new ApiError('BAD_USER_INPUT', 'The argument where must be an object: correct it.');
  return Object.keys(where).length === 0 ? null : where;
}

function readDirection({ orderDirection = null }: JsonObject): Direction {
  const value = orderDirection ?? 'asc';
  if (value === 'asc' || value === 'desc') return value;
  throw new ApiError('BAD_USER_INPUT', 'The argument orderDirection must be asc or desc: correct it.');
}
