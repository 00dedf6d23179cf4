/** The answer to `lpScore`, as the schema has it. */
import { formatDecimal } from '../domain/lp-rewards/decimals.ts';
import { marketScore } from '../domain/lp-rewards/market-score.ts';
import { type Order, sampleScore } from '../domain/lp-rewards/order-score.ts';
import { SPREAD_PLACES, verdictOf } from '../domain/lp-rewards/verdict.ts';
import { exponentsObject, rulesObject } from './rules.ts';
import type { WhatIf } from './score-input.ts';

export function scoreObject({ rules, market, best, limits, orders, activity }: WhatIf): object {
  const { bid, ask, min } = sampleScore(orders, best, limits);
  const exponents = rules.exponents(market);
  const depth = activity && min * activity.uptime;
  return {
    rules: rulesObject(rules),
    market,
    middle: formatDecimal((best.bid + best.ask) * 5n, 9),
    maxSpread: Number(limits.maxSpread),
    minDepth: String(limits.minDepth),
    exponents: exponentsObject(exponents),
    orders: orders.map((order) => orderObject(order, verdictOf(order, best, limits))),
    qBid: String(bid),
    qAsk: String(ask),
    qMin: String(min),
    depth: depth === null ? null : String(depth),
    score: activity && formatDecimal(marketScore({ ...activity, depth: depth ?? 0n }, exponents), 18),
  };
}

function orderObject({ side, price, size }: Order, verdict: ReturnType<typeof verdictOf>): object {
  const { depth, spread, excludedBy, quotient } = verdict;
  const counts = excludedBy.length === 0;
  return {
    side,
    price: formatDecimal(price, 8),
    size: formatDecimal(size, 8),
    depth: formatDecimal(depth, 16),
    spread: formatDecimal(spread, SPREAD_PLACES),
    quotient: quotient === null ? null : String(quotient),
    counts,
    excludedBy,
    score: String(counts ? quotient : 0n),
  };
}
