/** The rules of an epoch, as the schema has them. */
import { formatDecimal } from '../domain/lp-rewards/decimals.ts';
import type { Exponents } from '../domain/lp-rewards/eras.ts';
import type { Rules } from '../domain/lp-rewards/rules.ts';

export function rulesObject({ epoch, start, end, pool, threshold, areLinked, sources }: Rules): object {
  return {
    epoch,
    start: String(start),
    end: String(end),
    pool: String(pool),
    threshold: formatDecimal(threshold, 4),
    areLinked,
    sources: Object.entries(sources).map(([rule, decision]) => ({ rule, decision })),
  };
}

/** Exponents are kept in twentieths. */
export function exponentsObject(exponents: Exponents): object {
  return Object.fromEntries(Object.entries(exponents).map(([name, value]) => [name, formatDecimal(value * 5n, 2)]));
}
