/** What moved in each epoch: by verb, by staker, by borrower. */
import * as column from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { cursorSource } from '../sources/cursor.ts';

const FLOWS: Dataset = {
  what: 'flows',
  description: 'Activities of each epoch by verb: how many, and what they moved. Verbs that did not occur have no row.',
  order: 'epoch, id',
  range: 'epoch number',
  series: false,
  rowType: 'EpochFlow',
  columns: column.columns({
    epoch: column.from('epoch.number', column.EPOCH),
    verb: column.NAME,
    count: column.COUNT,
    amount: column.FLOW,
    id: column.NAME,
  }),
  source: cursorSource({
    root: 'epochFlows',
    filter: 'EpochFlow_filter',
    orderBy: 'epoch.number',
    bounds: 'epoch.number',
  }),
};

const STAKER_BALANCES = {
  activeBalance: column.USDC,
  activeBalanceNextEpoch: column.USDC,
  inactiveBalance: column.USDC,
  inactiveBalanceNextEpoch: column.USDC,
  debtBalance: column.USDC,
  tokenBalance: column.USDC,
  claimableRewards: column.DYDX,
};

const BORROWER_BALANCES = {
  borrowedBalance: column.USDC,
  debtBalance: column.USDC,
  allocationFraction: column.FRACTION,
  allocatedBalance: column.USDC,
  isOverdue: column.FLAG,
  isBorrowingRestricted: column.FLAG,
  borrowableAmount: column.USDC,
};

const STAKER_EPOCHS: Dataset = {
  what: 'staker-epochs',
  description: 'What each staker did in each epoch; epochs in which nothing of the account moved have no row.',
  order: 'epoch, id',
  range: 'epoch number',
  series: false,
  rowType: 'StakerEpoch',
  columns: column.columns({
    epoch: column.from('number', column.EPOCH),
    staker: column.from('staker.id', column.ADDRESS),
    staked: column.USDC,
    withdrawalRequested: column.USDC,
    withdrawnStake: column.USDC,
    transferredIn: column.USDC,
    transferredOut: column.USDC,
    receivedDebt: column.USDC,
    withdrawnDebt: column.USDC,
    decreasedDebt: column.USDC,
    deletedInactive: column.USDC,
    deletedDebt: column.USDC,
    claimedRewards: column.DYDX,
    rewardsEarned: column.DYDX,
    lostToShortfall: column.USDC,
    ...column.inside('opening', 'opening', STAKER_BALANCES),
    ...column.inside('closing', 'closing', STAKER_BALANCES),
    id: column.HASH,
  }),
  source: cursorSource({ root: 'stakerEpoches', filter: 'StakerEpoch_filter', orderBy: 'number', bounds: 'number' }),
};

const BORROWER_EPOCHS: Dataset = {
  what: 'borrower-epochs',
  description: 'What each borrower did in each epoch; epochs in which nothing of the account moved have no row.',
  order: 'epoch, id',
  range: 'epoch number',
  series: false,
  rowType: 'BorrowerEpoch',
  columns: column.columns({
    epoch: column.from('number', column.EPOCH),
    borrower: column.from('borrower.id', column.ADDRESS),
    borrowed: column.USDC,
    repaidBorrow: column.USDC,
    markedDebt: column.USDC,
    repaidDebt: column.USDC,
    decreasedDebt: column.USDC,
    ...column.inside('opening', 'opening', BORROWER_BALANCES),
    ...column.inside('closing', 'closing', BORROWER_BALANCES),
    id: column.HASH,
  }),
  source: cursorSource({
    root: 'borrowerEpoches',
    filter: 'BorrowerEpoch_filter',
    orderBy: 'number',
    bounds: 'number',
  }),
};

export const FLOW_DATASETS: readonly Dataset[] = [FLOWS, STAKER_EPOCHS, BORROWER_EPOCHS];
