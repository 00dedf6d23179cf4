/** Cursors: where in which list, read at which state. Opaque to clients, checked when they come back. */
import { ApiError } from '../errors.ts';
import type { Pin } from '../plan/late.ts';

export type Direction = 'asc' | 'desc';

/** A cursor that came back. Its hashes are cut short, which tells two forks apart and keeps cursors so. */
export interface Cursor {
  /** Number of the block the list was read at. */
  readonly block: number;
  /** Hash of that block; null where neither the index nor a configured chain knew it. */
  readonly hash: string | null;
  /** Hash of the last block up to it in which something was recorded, which decides what the list holds. */
  readonly state: string | null;
  readonly sequence: number;
  readonly direction: Direction;
  /** Stands for the account or epoch of the list and the client's condition. */
  readonly digest: string;
}

const FORMAT = /^1\.(\d{1,10})\.([0-9a-f]{16})?\.([0-9a-f]{16})?\.(\d{1,10})\.(asc|desc)\.([0-9a-f]{16})$/;

/** The part of a hash that a cursor carries; null stays null. */
export function shortHash(hash: string | null): string | null {
  return hash === null ? null : hash.slice(2, 18);
}

/** Makes the cursors of one list: they differ by their sequence numbers only. */
export function cursorWriter(pin: Pin, direction: Direction, digest: string): (sequence: number) => string {
  const start = `1.${pin.block.number}.${shortHash(pin.block.hash) ?? ''}.${shortHash(pin.state) ?? ''}`;
  return (sequence) => Buffer.from(`${start}.${sequence}.${direction}.${digest}`).toString('base64url');
}

/** The cursor in the argument of that name. What was not written here is an ApiError, CURSOR_INVALID. */
export function readCursor(text: string, argument: string): Cursor {
  const [, block, hash, state, sequence, direction, digest] =
    FORMAT.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  if (block === undefined || Number(block) > 0x7fffffff || Number(sequence) > 0x7fffffff)
    throw new ApiError('CURSOR_INVALID', `The argument ${argument} is no cursor of this API: pass one from a page.`);
  return {
    block: Number(block),
    hash: hash ?? null,
    state: state ?? null,
    sequence: Number(sequence),
    direction: direction as Direction,
    digest: String(digest),
  };
}

/** Whether the state is still the one the cursor was made at. A hash that is not known on either side proves nothing. */
export function isOf(cursor: Cursor, pin: Pin): boolean {
  const hash = shortHash(pin.block.hash);
  return (
    cursor.block === pin.block.number &&
    cursor.state === shortHash(pin.state) &&
    (hash === null || cursor.hash === null || hash === cursor.hash)
  );
}
