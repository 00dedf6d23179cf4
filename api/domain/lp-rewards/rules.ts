/** The rules of one reward epoch, picked from the tables of `eras.ts`. */
import {
  CALENDAR,
  type Exponents,
  FORMULAS,
  LIMITS,
  LINKING,
  type Limits,
  POOLS,
  type Since,
  THRESHOLDS,
  WEIGHTS,
} from './eras.ts';
import { LpRewardsError } from './error.ts';

/** One sample a minute for 28 days, each at a random instant of its minute. */
export const SAMPLES_PER_EPOCH = 28 * 24 * 60;

export interface Rules {
  readonly epoch: number;
  /** First second of the epoch and of the next, unix seconds. */
  readonly start: bigint;
  readonly end: bigint;
  /** DYDX base units (10^-18). */
  readonly pool: bigint;
  /** Share of the previous epoch's maker volume that makes a provider eligible, basis points. */
  readonly threshold: bigint;
  readonly areLinked: boolean;
  exponents(market: string): Exponents;
  limits(market: string): Limits;
  /** Hundredths of the pool: the market's own, or null where it shares `othersWeight` with the rest. */
  ownWeight(market: string): bigint | null;
  readonly othersWeight: bigint;
  /** The decisions that hold, by what they decide. */
  readonly sources: Readonly<Record<'pool' | 'formula' | 'weights' | 'threshold' | 'limits', string>>;
}

function inForce<Row extends Since>(rows: readonly Row[], epoch: number): Row {
  const row = rows.findLast(({ from }) => from <= epoch);
  if (row === undefined) throw new Error(`no rule holds in epoch ${epoch}`);
  return row;
}

/** Throws for an epoch in which providers were not rewarded. */
export function rulesOf(epoch: number): Rules {
  if (!Number.isSafeInteger(epoch) || epoch < 0 || inForce(POOLS, epoch).amount === 0n) {
    const end = POOLS.find(({ amount }) => amount === 0n)?.from ?? 0;
    throw new LpRewardsError(
      'LP_EPOCH',
      `Epoch ${epoch} has no liquidity provider rewards: name one from 0 to ${end - 1}.`,
    );
  }
  const { from, start: first, interval } = inForce(CALENDAR, epoch);
  const start = first + BigInt(epoch - from) * interval;
  const pool = inForce(POOLS, epoch);
  const formula = inForce(FORMULAS, epoch);
  const weights = inForce(WEIGHTS, epoch);
  const threshold = inForce(THRESHOLDS, epoch);
  const limits = (market: string) =>
    inForce(
      LIMITS.filter((row) => row.market === (LIMITS.some((other) => other.market === market) ? market : null)),
      epoch,
    );
  return {
    epoch,
    start,
    end: start + interval,
    pool: pool.amount,
    threshold: threshold.basisPoints,
    areLinked: inForce(LINKING, epoch).areLinked,
    exponents: (market) => (formula.named.includes(market) ? formula.forNamed : formula.forOthers),
    limits,
    ownWeight: (market) => weights.named[market] ?? null,
    othersWeight: weights.others,
    sources: {
      pool: pool.source,
      formula: formula.source,
      weights: weights.source,
      threshold: threshold.source,
      limits: limits('').source,
    },
  };
}
