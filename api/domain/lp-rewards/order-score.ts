/** What one maker's open orders score in one sample. Prices and sizes in 10^-8, USD amounts in base units (10^-6). */
import { atLeastZero, min } from '../integers.ts';
import type { Limits } from './eras.ts';

export interface Order {
  readonly side: 'bid' | 'ask';
  /** USD, 10^-8. */
  readonly price: bigint;
  /** Of the base asset, 10^-8. */
  readonly size: bigint;
}

/** Best prices of a book, 10^-8 USD. The middle lies halfway, so their sum is twice the middle and stays whole. */
export interface Best {
  readonly bid: bigint;
  readonly ask: bigint;
}

/** Price times size has sixteen decimals, an amount of USD six. */
const DEPTH_SCALE = 10n ** 10n;
const BASIS_POINTS = 10_000n;

/** Price times size: USD, 10^-16, not rounded. */
export const fullDepth = ({ price, size }: Order): bigint => price * size;

/** Best prices once orders below the least depth are left out; null where a side has none. */
export function bestOf(book: readonly Order[], { minDepth }: Limits): Best | null {
  const deep = book.filter((order) => fullDepth(order) >= minDepth * DEPTH_SCALE);
  const prices = (side: Order['side']) => deep.filter((order) => order.side === side).map(({ price }) => price);
  const [bids, asks] = [prices('bid'), prices('ask')];
  const [firstBid, firstAsk] = [bids[0], asks[0]];
  if (firstBid === undefined || firstAsk === undefined) return null;
  return {
    bid: bids.reduce((best, price) => best + atLeastZero(price - best), firstBid),
    ask: asks.reduce(min, firstAsk),
  };
}

/** Strictly deeper than the least depth and strictly nearer than the widest spread. */
export function qualifies(order: Order, best: Best, limits: Limits): boolean {
  return isDeep(order, limits) && isNear(order, best, limits);
}

export const isDeep = (order: Order, { minDepth }: Limits): boolean => fullDepth(order) > minDepth * DEPTH_SCALE;

export function isNear(order: Order, { bid, ask }: Best, { maxSpread }: Limits): boolean {
  const distance = twiceDistance(order, bid + ask);
  return distance > 0n && distance * BASIS_POINTS < (bid + ask) * maxSpread;
}

/** Depth divided by spread, spread as a fraction of the middle: USD base units, rounded down once. */
export function orderScore(order: Order, { bid, ask }: Best): bigint {
  return (fullDepth(order) * (bid + ask)) / (twiceDistance(order, bid + ask) * DEPTH_SCALE);
}

/** How far the price is from the middle, twice; 10^-8 USD. */
export const twiceDistance = ({ price }: Order, twiceMiddle: bigint): bigint =>
  2n * price > twiceMiddle ? 2n * price - twiceMiddle : twiceMiddle - 2n * price;

export interface SampleScore {
  readonly bid: bigint;
  readonly ask: bigint;
  /** The smaller of both: quotes on one side alone score nothing. */
  readonly min: bigint;
}

/** Q_BID, Q_ASK and Q_MIN of one maker in one sample; USD base units. */
export function sampleScore(orders: readonly Order[], best: Best, limits: Limits): SampleScore {
  const sum = (side: Order['side']) =>
    orders
      .filter((order) => order.side === side && qualifies(order, best, limits))
      .reduce((total, order) => total + orderScore(order, best), 0n);
  const [bid, ask] = [sum('bid'), sum('ask')];
  return { bid, ask, min: min(bid, ask) };
}
