/** Fields of PoolSeriesPoint: amounts by their verb, everything else from the row. */
import { type SeriesPoint, utilization } from '../domain/series.ts';

/** One hour or day. Amounts are USDC base units (10^-6), DYDX base units (10^-18) where rewards are claimed. */
export interface Row {
  readonly point: SeriesPoint;
  /** Activities with an amount. */
  readonly count: bigint;
  /** Amounts by verb; none where a verb did not occur. */
  readonly amounts: ReadonlyMap<string, bigint> | undefined;
}

/** The verb whose amounts a field sums up. */
export const FLOWS: Readonly<Record<string, string>> = {
  staked: 'stake',
  withdrawalRequested: 'requestWithdrawal',
  withdrawnStake: 'withdrawStake',
  transferred: 'transfer',
  receivedDebt: 'receiveDebt',
  withdrawnDebt: 'withdrawDebt',
  decreasedStakerDebt: 'decreaseStakerDebt',
  deletedInactive: 'deleteInactiveBalance',
  claimedRewards: 'claimRewards',
  borrowed: 'borrow',
  repaidBorrow: 'repayBorrow',
  markedDebt: 'markDebt',
  shortfall: 'convertInactiveBalancesToDebt',
  repaidDebt: 'repayDebt',
  decreasedBorrowerDebt: 'decreaseBorrowerDebt',
  receivedStakedToken: 'receiveStakedToken',
  sentStakedToken: 'sendStakedToken',
};

type Reader = (row: Row) => bigint | boolean | null;

const READERS: Readonly<Record<string, Reader>> = {
  timestamp: ({ point }) => point.start,
  end: ({ point }) => point.end,
  balancesAt: ({ point }) => point.balancesAt,
  filled: ({ point }) => point.filled,
  count: ({ count }) => count,
  currentEpoch: ({ point }) => point.epoch,
  totalActiveBalanceCurrentEpoch: ({ point }) => point.totalActive.current,
  totalActiveBalanceNextEpoch: ({ point }) => point.totalActive.next,
  totalInactiveBalanceCurrentEpoch: ({ point }) => point.totalInactive.current,
  totalInactiveBalanceNextEpoch: ({ point }) => point.totalInactive.next,
  totalBorrowedBalance: ({ point }) => point.totalBorrowedBalance,
  totalBorrowerDebtBalance: ({ point }) => point.totalBorrowerDebtBalance,
  totalDebtAvailableToWithdraw: ({ point }) => point.totalDebtAvailableToWithdraw,
  tokenBalance: ({ point }) => point.tokenBalance,
  utilization: ({ point }) => utilization(point),
};

/** What a field shows of a row. */
export function readerOf(field: string): Reader {
  const verb = FLOWS[field];
  if (verb !== undefined) return ({ amounts }) => amounts?.get(verb) ?? 0n;
  const reader = READERS[field];
  if (reader === undefined) throw new Error(`a series has no ${field}`);
  return reader;
}
