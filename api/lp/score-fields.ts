/** The fields of `LpScoreInput`, and how one that is not usable is said. */
import { parseDecimal } from '../domain/lp-rewards/decimals.ts';
import { ApiError } from '../errors.ts';

/** As GraphQL hands it over: present where it is required, and of the scalar's type; decimals as text or number. */
export interface LpScoreInput {
  readonly epoch: number;
  readonly market: string;
  readonly middle?: unknown;
  readonly bestBid?: unknown;
  readonly bestAsk?: unknown;
  readonly bids: readonly LpOrderInput[];
  readonly asks: readonly LpOrderInput[];
  readonly limits?: { readonly maxSpread?: number | null; readonly minDepth?: unknown } | null;
  readonly uptime?: number | null;
  readonly volume?: unknown;
  readonly stake?: unknown;
}

export interface LpOrderInput {
  readonly price: unknown;
  readonly size: unknown;
}

export function unusable(field: string, says: string): ApiError {
  return new ApiError('BAD_USER_INPUT', `The field ${field} ${says}.`);
}

/** A decimal as a whole number of 10^-places. Numbers that are not whole are taken as text only: they keep their digits. */
export function readDecimal(value: unknown, field: string, places: number): bigint {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  const parsed = typeof text === 'string' && text.length <= 100 ? parseDecimal(text, places) : null;
  if (parsed === null)
    throw unusable(field, `must be a number not below zero, in quotes, with at most ${places} decimals: correct it`);
  return parsed;
}
