/** The state a page is read at: that of its cursor if it has one, else that of the response. */
import { ApiError } from '../errors.ts';
import type { LateRequest, Pin } from '../plan/late.ts';
import { blockNotIndexed } from '../upstream/answer.ts';
import { isOf } from './cursor.ts';
import type { PageRequest } from './request.ts';

/** A cursor whose block is gone is an ApiError, CURSOR_STALE; one that contradicts the other arguments CURSOR_INVALID. */
export async function pinOf(request: LateRequest, { after, before, direction }: PageRequest): Promise<Pin> {
  const cursor = after ?? before;
  if (cursor === null) return request.pin;
  const other = before ?? cursor;
  if (cursor.direction !== direction || other.direction !== direction)
    throw invalid('another orderDirection: give the one its page was asked with');
  if (cursor.block !== other.block || cursor.state !== other.state)
    throw invalid('another block than the other cursor: take both from pages of one listing');
  const { number } = request.pin.block;
  if ((request.args.block ?? null) !== null && cursor.block !== number)
    throw new ApiError(
      'BAD_USER_INPUT',
      `The cursor reads block ${cursor.block}, the argument block names ${number}: leave block out, or start anew.`,
    );
  if (cursor.block > number) throw blockNotIndexed(`Block ${cursor.block} of the cursor`, number);
  const pin = cursor.block === number ? request.pin : await earlier(request, cursor.block);
  if (isOf(cursor, pin) && isOf(other, pin)) return pin;
  throw new ApiError(
    'CURSOR_STALE',
    `The chain was reorganised: block ${cursor.block} of the cursor is no longer part of it. Start from the first page.`,
  );
}

/** Both cursors must come from the list they are used on. */
export function checkList({ after, before }: PageRequest, digest: string): void {
  for (const cursor of [after, before])
    if (cursor !== null && cursor.digest !== digest)
      throw invalid('another list: use it with the account or epoch and the where it came from');
}

async function earlier(request: LateRequest, number: number): Promise<Pin> {
  const pin = await request.pinAt(number, null);
  return { ...pin, at: pin.block.timestamp };
}

function invalid(what: string): ApiError {
  return new ApiError('CURSOR_INVALID', `The cursor is of ${what}.`);
}
