/** Epochs from the first to the last, and the pool by hours and days: rows without gaps. */
import * as column from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { EPOCH_SOURCE, SERIES_SOURCE } from '../sources/range.ts';

/** Balances of the pool by the names of their fields. */
const BALANCES = {
  totalActiveBalanceCurrentEpoch: column.USDC,
  totalActiveBalanceNextEpoch: column.USDC,
  totalInactiveBalanceCurrentEpoch: column.USDC,
  totalInactiveBalanceNextEpoch: column.USDC,
  totalBorrowedBalance: column.USDC,
  totalBorrowerDebtBalance: column.USDC,
  totalDebtAvailableToWithdraw: column.USDC,
  tokenBalance: column.USDC,
};

/** Of a snapshot itself. */
const MOMENT = { timestamp: column.SECOND, 'block.number': column.BLOCK };

const POOL = {
  ...BALANCES,
  totalSupply: column.USDC,
  contractBalanceAvailableToWithdraw: column.USDC,
  contractBalanceAvailableToBorrow: column.USDC,
  shortfallCount: column.COUNT,
  stakerCount: column.COUNT,
  borrowerCount: column.COUNT,
  emittedRewards: column.DYDX,
  'solvency.isSolvent': column.FLAG,
  'solvency.shortfallAmount': column.USDC,
};

const EPOCHS: Dataset = {
  what: 'epochs',
  description: 'Every epoch up to that of the moment, quiet ones too, with the pool as it opened and as it closed.',
  order: 'number',
  range: 'epoch number',
  series: false,
  rowType: 'Epoch',
  columns: column.columns({
    number: column.EPOCH,
    filled: column.FLAG,
    start: column.SECOND,
    end: column.SECOND,
    blackoutStart: column.SECOND,
    epochInterval: column.SECONDS,
    epochOffset: column.SECOND,
    blackoutWindow: column.SECONDS,
    rewardsPerSecond: column.DYDX_PER_SECOND,
    firstSequence: column.COUNT,
    lastSequence: column.COUNT,
    activityCount: column.COUNT,
    rewardsEmitted: column.DYDX,
    globalIndexAtEnd: column.REWARD_INDEX,
    ...column.inside('opening', 'opening', MOMENT),
    ...column.inside('opening.pool', 'opening', POOL),
    ...column.inside('closing', 'closing', MOMENT),
    ...column.inside('closing.pool', 'closing', POOL),
  }),
  source: EPOCH_SOURCE,
};

const SERIES: Dataset = {
  what: 'series',
  description: 'The pool by hours or days without gaps: what moved, and the balances at the end of each.',
  order: 'timestamp',
  range: 'unix seconds',
  series: true,
  rowType: 'PoolSeriesPoint',
  columns: column.columns({
    timestamp: column.SECOND,
    end: column.SECOND,
    balancesAt: column.SECOND,
    filled: column.FLAG,
    count: column.COUNT,
    staked: column.USDC,
    withdrawalRequested: column.USDC,
    withdrawnStake: column.USDC,
    transferred: column.USDC,
    receivedDebt: column.USDC,
    withdrawnDebt: column.USDC,
    decreasedStakerDebt: column.USDC,
    deletedInactive: column.USDC,
    claimedRewards: column.DYDX,
    borrowed: column.USDC,
    repaidBorrow: column.USDC,
    markedDebt: column.USDC,
    shortfall: column.USDC,
    repaidDebt: column.USDC,
    decreasedBorrowerDebt: column.USDC,
    receivedStakedToken: column.USDC,
    sentStakedToken: column.USDC,
    currentEpoch: column.EPOCH,
    ...BALANCES,
    utilization: column.FRACTION,
  }),
  source: SERIES_SOURCE,
};

export const WITHOUT_GAPS: readonly Dataset[] = [EPOCHS, SERIES];
