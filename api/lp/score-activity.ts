/** What a maker did over the epoch, as `lpScore` is asked to assume: only what the formula of the epoch uses is needed. */
import type { Exponents } from '../domain/lp-rewards/eras.ts';
import { type LpScoreInput, readDecimal, unusable } from './score-fields.ts';

export interface WhatIfActivity {
  /** Samples in which the quotes stood. */
  readonly uptime: bigint;
  /** USD base units (10^-6). */
  readonly volume: bigint;
  /** DYDX base units (10^-18). */
  readonly stake: bigint;
}

/** A thousand billion dollars, and all DYDX there will ever be: above is taken for a mistake. */
const MOST_VOLUME = 10n ** 12n * 10n ** 6n;
const MOST_STAKE = 10n ** 9n * 10n ** 18n;

/** Null where nothing of it is given. */
export function readActivity(input: LpScoreInput, exponents: Exponents, samples: number): WhatIfActivity | null {
  const { uptime = null } = input;
  const volume = readAmount(input, 'volume', 6, MOST_VOLUME);
  const stake = readAmount(input, 'stake', 18, MOST_STAKE);
  if (uptime === null) {
    if (volume === null && stake === null) return null;
    throw unusable('uptime', 'is missing: volume and stake make a score only together with it');
  }
  if (uptime < 0 || uptime > samples)
    throw unusable('uptime', `must be a number of samples from 0 to ${samples}: correct it`);
  return {
    uptime: BigInt(uptime),
    volume: needed(volume, exponents.volume, 'volume'),
    stake: needed(stake, exponents.stake, 'stake'),
  };
}

function readAmount(input: LpScoreInput, field: 'volume' | 'stake', places: number, most: bigint): bigint | null {
  const value = input[field] ?? null;
  if (value === null) return null;
  const amount = readDecimal(value, field, places);
  if (amount > most) throw unusable(field, 'is above all there is, which is taken for a mistake: correct it');
  return amount;
}

function needed(amount: bigint | null, exponent: bigint, field: 'volume' | 'stake'): bigint {
  if (amount !== null || exponent === 0n) return amount ?? 0n;
  throw unusable(field, 'is missing: the formula of the epoch uses it, so give it, with zero where there is none');
}
