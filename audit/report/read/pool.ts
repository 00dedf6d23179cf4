/** The pool at one moment. */
import { z } from 'zod';
import { integer, small } from './answers.ts';
import type { ApiClient, Pin } from './client.ts';

const pool = {
  name: 'pool',
  text: `query pool($id: ID!, $block: Int!, $at: BigInt!, $rewardsAt: BigInt!) {
  pool(id: $id, block: { number: $block }) {
    epochInterval epochOffset blackoutWindow rewardsPerSecond implementation proxyAdmin
    totalBorrowedBalance totalBorrowerDebtBalance totalDebtAvailableToWithdraw tokenBalance
    activityCount shortfallCount discrepancyCount callsIndexed
    totalActiveBalanceCurrentEpoch(at: $at) totalActiveBalanceNextEpoch(at: $at)
    totalInactiveBalanceCurrentEpoch(at: $at) totalInactiveBalanceNextEpoch(at: $at)
    totalSupply(at: $at) contractBalanceAvailableToWithdraw(at: $at) contractBalanceAvailableToBorrow(at: $at)
    emittedRewards(at: $rewardsAt)
    solvency(at: $at) {
      state shortfallAmount borrowedExceedsActive inactiveExceedsUnborrowed withdrawableExceedsBalance
    }
  }
}`,
  shape: z.object({
    pool: z.object({
      epochInterval: integer,
      epochOffset: integer,
      blackoutWindow: integer,
      rewardsPerSecond: integer,
      implementation: z.string().nullable(),
      proxyAdmin: z.string().nullable(),
      totalBorrowedBalance: integer,
      totalBorrowerDebtBalance: integer,
      totalDebtAvailableToWithdraw: integer,
      tokenBalance: integer,
      activityCount: small,
      shortfallCount: small,
      discrepancyCount: small,
      callsIndexed: z.boolean(),
      totalActiveBalanceCurrentEpoch: integer,
      totalActiveBalanceNextEpoch: integer,
      totalInactiveBalanceCurrentEpoch: integer,
      totalInactiveBalanceNextEpoch: integer,
      totalSupply: integer,
      contractBalanceAvailableToWithdraw: integer,
      contractBalanceAvailableToBorrow: integer,
      emittedRewards: integer,
      solvency: z.object({
        state: z.enum(['SOLVENT', 'INSOLVENT']),
        shortfallAmount: integer,
        borrowedExceedsActive: integer,
        inactiveExceedsUnborrowed: integer,
        withdrawableExceedsBalance: integer,
      }),
    }),
  }),
};

export type PoolMoment = z.infer<typeof pool.shape>['pool'];

/** A state and the seconds it is read at. */
export interface Reading {
  readonly pin: Pin;
  /** Unix seconds, of balances. */
  readonly at: number;
  /** Of rewards: they are counted from the first second of an epoch to the first of the next. */
  readonly rewardsAt: number;
}

/** The variables every query of a reading takes. */
export const variablesOf = ({ pin, at, rewardsAt }: Reading) => ({
  block: pin.number,
  at: String(at),
  rewardsAt: String(rewardsAt),
});

export async function readPool(api: ApiClient, id: string, reading: Reading): Promise<PoolMoment> {
  return (await api.ask(pool, { id, ...variablesOf(reading) }, { pin: reading.pin })).pool;
}
