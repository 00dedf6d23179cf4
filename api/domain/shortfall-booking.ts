/** `markDebt` on given totals: whom it charges, and what it takes from inactive stake. USDC base units (10^-6). */
import { excessPoints } from './debt-accounting.ts';
import { shortfallIndexOf } from './inactive-balances.ts';
import { atLeastZero, divideUp, min } from './integers.ts';
import { TOTAL_ALLOCATION } from './state.ts';

/** The pool's totals of one epoch. */
export interface EpochTotals {
  readonly active: bigint;
  readonly inactive: bigint;
  readonly borrowed: bigint;
}

/** What `markDebt` reads of a borrower, its fraction of 10,000 in the same epoch. */
export interface Exposure {
  readonly borrower: string;
  readonly borrowedBalance: bigint;
  readonly allocationFraction: bigint;
}

/** What one borrower is charged: moved from borrowed to debt. */
export interface Charge {
  readonly borrower: string;
  readonly amount: bigint;
  /** Were it the last in the list, all others before it. */
  readonly leastAmount: bigint;
  /** Were it the first. */
  readonly mostAmount: bigint;
}

export interface ShortfallBooking {
  /** Total borrowed less total active, at least 0: what has to be found with the borrowers. */
  readonly shortfallAmount: bigint;
  /** Whether the borrowers' excesses make it up; where not, `markDebt` reverts and nothing is booked. */
  readonly isCovered: boolean;
  /** In the order of the list, those charged nothing left out. */
  readonly charges: readonly Charge[];
  /** Taken from inactive stake: the shortfall, as far as there is any. */
  readonly convertedAmount: bigint;
  /** Fraction of inactive stake that survives, times 10^36, rounded down; null where nothing is booked. */
  readonly shortfallIndex: bigint | null;
}

/**
 * What `markDebt` with this list would book. Each charge is rounded up, by itself; what is still to find is counted in
 * 1/10,000 and not rounded, so the charges sum to the shortfall or to less than a unit per borrower more.
 */
export function bookShortfall(totals: EpochTotals, list: readonly Exposure[]): ShortfallBooking {
  const { active, inactive, borrowed } = totals;
  const shortfallAmount = atLeastZero(borrowed - active);
  const wanted = shortfallAmount * TOTAL_ALLOCATION;
  const excesses = list.map((each) => excessPoints(each.borrowedBalance, active, each.allocationFraction));
  const found = excesses.reduce((sum, excess) => sum + excess, 0n);
  const isCovered = found >= wanted;
  if (wanted === 0n || !isCovered)
    return { shortfallAmount, isCovered, charges: [], convertedAmount: 0n, shortfallIndex: null };
  const charges: Charge[] = [];
  let left = wanted;
  for (const [i, { borrower }] of list.entries()) {
    const excess = excesses[i] as bigint;
    const taken = min(excess, left);
    left -= taken;
    if (taken > 0n)
      charges.push({
        borrower,
        amount: divideUp(taken, TOTAL_ALLOCATION),
        leastAmount: divideUp(atLeastZero(wanted - (found - excess)), TOTAL_ALLOCATION),
        mostAmount: divideUp(min(excess, wanted), TOTAL_ALLOCATION),
      });
  }
  return {
    shortfallAmount,
    isCovered,
    charges,
    convertedAmount: min(shortfallAmount, inactive),
    shortfallIndex: shortfallIndexOf(inactive, shortfallAmount),
  };
}
