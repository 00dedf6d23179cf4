/** From scores to shares of the pool. Shares and weights are fractions in units of 10^-36, rounded down. */
import type { Rules } from './rules.ts';

export const ONE = 10n ** 36n;
const PER_CENT = ONE / 100n;

/** Every market's part of the pool. Markets without a weight of their own share by the samples taken in each. */
export function marketWeights(rules: Rules, samples: ReadonlyMap<string, number>): Map<string, bigint> {
  let others = 0n;
  for (const [market, count] of samples) if (rules.ownWeight(market) === null) others += BigInt(count);
  return new Map(
    [...samples].map(([market, count]) => {
      const own = rules.ownWeight(market);
      const weight = own === null ? (rules.othersWeight * PER_CENT * BigInt(count)) / others : own * PER_CENT;
      return [market, weight];
    }),
  );
}

/** Each one's part of a market's total; empty where nobody has scored. */
export function sharesOf(scores: ReadonlyMap<string, bigint>): Map<string, bigint> {
  const total = [...scores.values()].reduce((sum, score) => sum + score, 0n);
  if (total === 0n) return new Map();
  return new Map([...scores].map(([address, score]) => [address, (score * ONE) / total]));
}

/** A provider's share of the whole pool: its shares of the markets by their weights, down once for each market. */
export function quoteScores(
  weights: ReadonlyMap<string, bigint>,
  shares: ReadonlyMap<string, ReadonlyMap<string, bigint>>,
): Map<string, bigint> {
  const scores = new Map<string, bigint>();
  for (const [market, byAddress] of shares)
    for (const [address, share] of byAddress)
      scores.set(address, (scores.get(address) ?? 0n) + ((weights.get(market) ?? 0n) * share) / ONE);
  return scores;
}
