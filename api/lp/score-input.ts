/** What `lpScore` is asked, checked: every figure becomes a whole number, and what is wrong is named by its field. */
import type { Limits } from '../domain/lp-rewards/eras.ts';
import { LpRewardsError } from '../domain/lp-rewards/error.ts';
import type { Best, Order } from '../domain/lp-rewards/order-score.ts';
import { type Rules, rulesOf, SAMPLES_PER_EPOCH } from '../domain/lp-rewards/rules.ts';
import { readActivity, type WhatIfActivity } from './score-activity.ts';
import { checkBook, type NamedOrder, readBest } from './score-book.ts';
import { type LpOrderInput, type LpScoreInput, readDecimal, unusable } from './score-fields.ts';

export interface WhatIf {
  readonly rules: Rules;
  readonly market: string;
  readonly best: Best;
  readonly limits: Limits;
  readonly orders: readonly Order[];
  /** Null where only the order book is asked about. */
  readonly activity: WhatIfActivity | null;
}

const MOST_ORDERS = 1000;

/** `markets` are those of the epoch's results; null where there are none. */
export function readScoreInput(input: LpScoreInput, markets: readonly string[] | null): WhatIf {
  const rules = rulesFor(input.epoch);
  checkMarket(input, markets);
  const limits = readLimits(input.limits ?? {}, rules.limits(input.market));
  const orders = [...readSide(input.bids, 'bid'), ...readSide(input.asks, 'ask')];
  const best = readBest(input);
  checkBook(orders, input, best, limits);
  const activity = readActivity(input, rules.exponents(input.market), SAMPLES_PER_EPOCH);
  return { rules, market: input.market, best, limits, orders: orders.map(({ order }) => order), activity };
}

function rulesFor(epoch: number): Rules {
  try {
    return rulesOf(epoch);
  } catch (error) {
    if (error instanceof LpRewardsError) throw unusable('epoch', `is not usable. ${error.message.replace(/\.$/, '')}`);
    throw error;
  }
}

function checkMarket({ market, epoch }: LpScoreInput, markets: readonly string[] | null): void {
  if (!/^[A-Z0-9]{1,20}-USD$/.test(market))
    throw unusable('market', 'must be the name of a perpetual market, like BTC-USD: correct it');
  if (markets !== null && !markets.includes(market))
    throw unusable(
      'market',
      `names ${market}, of which epoch ${epoch} has no results: name one that \`lpEpoch\` lists`,
    );
}

function readLimits({ maxSpread = null, minDepth = null }: NonNullable<LpScoreInput['limits']>, own: Limits): Limits {
  if (maxSpread !== null && (maxSpread < 1 || maxSpread > 10_000))
    throw unusable('limits.maxSpread', 'must be from 1 to 10000 basis points: correct it');
  return {
    maxSpread: maxSpread === null ? own.maxSpread : BigInt(maxSpread),
    minDepth: minDepth === null ? own.minDepth : readDecimal(minDepth, 'limits.minDepth', 6),
  };
}

function readSide(given: readonly LpOrderInput[], side: Order['side']): NamedOrder[] {
  if (given.length > MOST_ORDERS) throw unusable(`${side}s`, `may list ${MOST_ORDERS} orders at most: leave some out`);
  return given.map(({ price, size }, index) => {
    const field = `${side}s[${index}]`;
    const order = { side, price: readDecimal(price, `${field}.price`, 8), size: readDecimal(size, `${field}.size`, 8) };
    return { field, order };
  });
}
