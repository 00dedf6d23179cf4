/** Why an order counts or does not, and with what. */
import type { Limits } from './eras.ts';
import { type Best, fullDepth, isDeep, isNear, type Order, orderScore, twiceDistance } from './order-score.ts';

export type Exclusion = 'NOT_ABOVE_MIN_DEPTH' | 'NOT_WITHIN_MAX_SPREAD';

export interface Verdict {
  /** Price times size: USD, 10^-16, not rounded. */
  readonly depth: bigint;
  /** Distance from the middle as a fraction of it, 10^-18, rounded down. */
  readonly spread: bigint;
  /** Every limit that it misses; none for an order that counts. */
  readonly excludedBy: readonly Exclusion[];
  /** Depth divided by spread, whether it counts or not: USD base units (10^-6); null at the middle itself. */
  readonly quotient: bigint | null;
}

/** Decimals of `spread`. */
export const SPREAD_PLACES = 18;

export function verdictOf(order: Order, best: Best, limits: Limits): Verdict {
  const twiceMiddle = best.bid + best.ask;
  const distance = twiceDistance(order, twiceMiddle);
  const excludedBy: Exclusion[] = [];
  if (!isDeep(order, limits)) excludedBy.push('NOT_ABOVE_MIN_DEPTH');
  if (!isNear(order, best, limits)) excludedBy.push('NOT_WITHIN_MAX_SPREAD');
  return {
    depth: fullDepth(order),
    spread: (distance * 10n ** BigInt(SPREAD_PLACES)) / twiceMiddle,
    excludedBy,
    quotient: distance === 0n ? null : orderScore(order, best),
  };
}
