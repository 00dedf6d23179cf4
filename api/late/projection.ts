/** What `markDebt` would book at the next epoch's first second, if nobody repays before. */
import { bookShortfall, type ShortfallBooking } from '../domain/shortfall-booking.ts';
import { ApiError } from '../errors.ts';
import { readInteger } from '../execute/target.ts';
import type { LateRequest, LateScope, Pin } from '../plan/late.ts';
import { outlookReader, type Turn } from './outlook.ts';

export interface Projection {
  readonly turn: Turn;
  readonly booking: ShortfallBooking;
}

/** Null before epoch zero, when nothing is borrowed. */
export type ProjectionReader = (request: LateRequest, pin: Pin) => Promise<Projection | null>;

/** With all borrowers in the list: those of the argument `order` first, then the others by address. */
export function projectionReader(scope: LateScope): ProjectionReader {
  const readOutlook = outlookReader(scope);
  return async (request, pin) => {
    const order = readOrder(request);
    const { turn } = await readOutlook(request, pin);
    return turn && { turn, booking: bookShortfall(turn.totals, inOrder(turn, order)) };
  };
}

/** The state of the request's view, evaluated at the argument `at` where that is given. */
export function pinAt({ pin, args }: LateRequest): Pin {
  return args.at === null || args.at === undefined ? pin : { ...pin, at: readInteger(args.at, 'at') };
}

function readOrder({ args }: LateRequest): string[] {
  const given = args.order ?? [];
  // As everywhere in GraphQL, one value stands for a list of one.
  const order = Array.isArray(given) ? given : [given];
  return order.map((address) => {
    if (typeof address === 'string' && /^0x[0-9a-fA-F]{40}$/.test(address)) return address.toLowerCase();
    throw new ApiError(
      'BAD_USER_INPUT',
      'The argument order must list addresses, 0x and 40 hex digits each: correct it.',
    );
  });
}

function inOrder({ exposures }: Turn, order: readonly string[]): Turn['exposures'] {
  const place = new Map([...order].reverse().map((address, i) => [address, order.length - 1 - i]));
  const placeOf = ({ borrower }: { borrower: string }): number => place.get(borrower) ?? order.length;
  return [...exposures].sort((a, b) => placeOf(a) - placeOf(b));
}
