/** The order book that `lpScore` is asked about: prices and sizes that can be, and none that crosses. */
import type { Limits } from '../domain/lp-rewards/eras.ts';
import { type Best, isDeep, type Order } from '../domain/lp-rewards/order-score.ts';
import { ApiError } from '../errors.ts';
import { type LpScoreInput, readDecimal, unusable } from './score-fields.ts';

export interface NamedOrder {
  /** Its place in the input, for errors. */
  readonly field: string;
  readonly order: Order;
}

/** Half a million dollars, 10^-8, and a hundred million in one order, 10^-16: above is taken for a mistake. */
const MOST_PRICE = 500_000n * 10n ** 8n;
const MOST_DEPTH = 10n ** 8n * 10n ** 16n;

/** A middle is a book whose best prices are both there. */
export function readBest({ middle, bestBid, bestAsk }: LpScoreInput): Best {
  const isGiven = (value: unknown) => value !== null && value !== undefined;
  if (isGiven(middle) && !isGiven(bestBid) && !isGiven(bestAsk)) {
    const price = readPrice(middle, 'middle');
    return { bid: price, ask: price };
  }
  if (isGiven(middle) || !isGiven(bestBid) || !isGiven(bestAsk))
    throw new ApiError(
      'BAD_USER_INPUT',
      'The input needs either middle or both bestBid and bestAsk: give one of the two.',
    );
  const best = { bid: readPrice(bestBid, 'bestBid'), ask: readPrice(bestAsk, 'bestAsk') };
  if (best.bid >= best.ask) throw unusable('bestBid', 'must be below bestAsk: a book that crosses has no middle');
  return best;
}

function readPrice(value: unknown, field: string): bigint {
  return checkPrice(readDecimal(value, field, 8), field);
}

function checkPrice(price: bigint, field: string): bigint {
  if (price === 0n) throw unusable(field, 'must be above zero: correct it');
  if (price > MOST_PRICE) throw unusable(field, 'is above 500,000 USD, which is taken for a mistake: correct it');
  return price;
}

export function checkBook(orders: readonly NamedOrder[], input: LpScoreInput, best: Best, limits: Limits): void {
  const isMiddle = best.bid === best.ask;
  for (const { field, order } of orders) {
    const price = checkPrice(order.price, `${field}.price`);
    if (order.size === 0n) throw unusable(`${field}.size`, 'must be above zero: correct it');
    if (price * order.size > MOST_DEPTH)
      throw unusable(`${field}.size`, 'makes the order larger than 100,000,000 USD, taken for a mistake: correct it');
    const [crosses, of] = order.side === 'bid' ? [price >= best.ask, 'bestAsk'] : [price <= best.bid, 'bestBid'];
    if (crosses)
      throw unusable(
        `${field}.price`,
        `crosses ${isMiddle ? 'the middle' : of}, ${nameOf(input, isMiddle ? 'middle' : of)}: correct it`,
      );
    if (!isMiddle && isDeep(order, limits) && isBetter(order, best))
      throw unusable(
        `${field}.price`,
        'is better than the best price of its side: it would be the best one itself, so give it as that',
      );
  }
}

const nameOf = (input: LpScoreInput, field: string): string => String(input[field as 'middle' | 'bestBid' | 'bestAsk']);

const isBetter = ({ side, price }: Order, { bid, ask }: Best): boolean => (side === 'bid' ? price > bid : price < ask);
