/** MD1Claims: what an account may claim. DYDX base units (10^-18), cumulative since epoch zero; no rounding. */
import { atLeastZero } from '../integers.ts';

/**
 * What `claimRewards` pays now: the active root's amount less what was claimed. 0 where more was claimed than that, and
 * the call reverts.
 */
export function claimable(cumulative: bigint, claimed: bigint): bigint {
  return atLeastZero(cumulative - claimed);
}

/** What the pending root adds to the active one's amount; negative where it takes away. */
export function pending(cumulativeProposed: bigint, cumulative: bigint): bigint {
  return cumulativeProposed - cumulative;
}
