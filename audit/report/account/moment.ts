/** The pool at one moment, as the report shows it. */
import type { StakerMoment } from '../read/accounts.ts';
import type { PoolMoment } from '../read/pool.ts';
import type { BlockRef, Moment } from '../shape.ts';

export function momentOf(
  { pool, stakers }: { readonly pool: PoolMoment; readonly stakers: readonly StakerMoment[] },
  second: number,
  block: BlockRef,
): Moment {
  const { solvency } = pool;
  return {
    second,
    block,
    activeBalance: String(pool.totalActiveBalanceCurrentEpoch),
    activeBalanceNextEpoch: String(pool.totalActiveBalanceNextEpoch),
    inactiveBalance: String(pool.totalInactiveBalanceCurrentEpoch),
    inactiveBalanceNextEpoch: String(pool.totalInactiveBalanceNextEpoch),
    totalSupply: String(pool.totalSupply),
    borrowedBalance: String(pool.totalBorrowedBalance),
    borrowerDebtBalance: String(pool.totalBorrowerDebtBalance),
    debtAvailableToWithdraw: String(pool.totalDebtAvailableToWithdraw),
    tokenBalance: String(pool.tokenBalance),
    availableToWithdraw: String(pool.contractBalanceAvailableToWithdraw),
    availableToBorrow: String(pool.contractBalanceAvailableToBorrow),
    stakerDebtBalance: String(stakers.reduce((sum, { debtBalance }) => sum + debtBalance, 0n)),
    emittedRewards: String(pool.emittedRewards),
    activityCount: pool.activityCount,
    shortfallCount: pool.shortfallCount,
    discrepancyCount: pool.discrepancyCount,
    solvency: {
      state: solvency.state,
      shortfallAmount: String(solvency.shortfallAmount),
      borrowedExceedsActive: String(solvency.borrowedExceedsActive),
      inactiveExceedsUnborrowed: String(solvency.inactiveExceedsUnborrowed),
      withdrawableExceedsBalance: String(solvency.withdrawableExceedsBalance),
    },
  };
}
