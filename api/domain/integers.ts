/** What bigint lacks and the contracts have (`Math.min`, `Math.divRoundUp`). */

/** The smaller of two amounts of one unit. */
export function min(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** Zero for what is below it, as the contract's clamped subtractions answer. */
export function atLeastZero(a: bigint): bigint {
  if (a > 0n) return a;
  return 0n;
}

/** `Math.divRoundUp` for a positive divisor and a dividend not below zero. */
export function divideUp(a: bigint, by: bigint): bigint {
  return (a + by - 1n) / by;
}
