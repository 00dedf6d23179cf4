/** A provider's score in one market over an epoch. Exact: no floating point, so that every machine gives the same. */
import type { Exponents } from './eras.ts';

export interface Activity {
  /** Sum of Q_MIN over the epoch's samples; USD base units (10^-6). */
  readonly depth: bigint;
  /** Number of samples with Q_MIN above zero. */
  readonly uptime: bigint;
  /** Average stkDYDX held; DYDX base units (10^-18). */
  readonly stake: bigint;
  /** Maker volume in the market; USD base units (10^-6). */
  readonly volume: bigint;
}

/** Scores have eighteen decimals. */
const DECIMALS = 18n;
const TWENTIETHS = 20n;

/**
 * depth^d × uptime^u × stake^s × volume^v in units of 10^-18, rounded down once. All powers are twentieths, so it is the
 * twentieth root of a whole number. Divisors that are the same for all providers of a market (all samples, all stake)
 * are left out, as since DIP-11: no share depends on them.
 */
export function marketScore({ depth, uptime, stake, volume }: Activity, exponents: Exponents): bigint {
  const dividend =
    depth ** exponents.depth *
    uptime ** exponents.uptime *
    stake ** exponents.stake *
    volume ** exponents.volume *
    10n ** (DECIMALS * TWENTIETHS);
  const decimals = 6n * exponents.depth + 18n * exponents.stake + 6n * exponents.volume;
  return root(dividend / 10n ** decimals, TWENTIETHS);
}

/** The largest whole number whose `degree`-th power is at most `radicand`. */
export function root(radicand: bigint, degree: bigint): bigint {
  if (radicand < 2n) return radicand;
  // From above, Newton's steps fall until they have passed the root.
  let guess = 1n << (BigInt(radicand.toString(2).length) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * guess + radicand / guess ** (degree - 1n)) / degree;
    if (next >= guess) return guess;
    guess = next;
  }
}
