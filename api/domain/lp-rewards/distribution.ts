/** From quote scores to DYDX, as the oracle divides it. */
import type { Links } from './eligibility.ts';
import { LpRewardsError } from './error.ts';

export interface Distribution {
  /** What each address has earned, before linked ones are paid together; DYDX base units (10^-18), down per address. */
  readonly earned: ReadonlyMap<string, bigint>;
  /** What each address is paid: its own and that of the addresses linked to it. Nobody is paid nothing. */
  readonly paid: ReadonlyMap<string, bigint>;
  readonly distributed: bigint;
  /** What rounding leaves in the treasury. */
  readonly undistributed: bigint;
}

/** Scores need no common sum: the pool is divided by whatever they add up to. All in one unit. */
export function distribute(pool: bigint, scores: ReadonlyMap<string, bigint>, links: Links): Distribution {
  const total = [...scores.values()].reduce((sum, score) => sum + score, 0n);
  const earned = new Map<string, bigint>();
  const paid = new Map<string, bigint>();
  let distributed = 0n;
  for (const [address, score] of scores) {
    const reward = total === 0n ? 0n : (pool * score) / total;
    earned.set(address, reward);
    const payee = primaryOf(address, links);
    if (reward > 0n) paid.set(payee, (paid.get(payee) ?? 0n) + reward);
    distributed += reward;
  }
  return { earned, paid, distributed, undistributed: pool - distributed };
}

/** A link leads to an address that is not itself linked to another. */
export function primaryOf(address: string, links: Links): string {
  const primary = links.get(address);
  if (primary === undefined) return address;
  if (links.has(primary))
    throw new LpRewardsError('LP_LINKS', `${address} is linked to ${primary}, which is itself linked to another.`);
  return primary;
}
