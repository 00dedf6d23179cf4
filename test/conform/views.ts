/** Which field of the API answers which view of the contracts. */

export interface Field {
  name: string;
  /** Whether the value depends on the second of reading, so that the field takes `at`. */
  derived: boolean;
}

const stored = (name: string): Field => ({ name, derived: false });
const derived = (name: string): Field => ({ name, derived: true });

export const POOL_FIELDS: Record<string, Field> = {
  getBlackoutWindow: stored('blackoutWindow'),
  getRewardsPerSecond: stored('rewardsPerSecond'),
  getTotalBorrowedBalance: stored('totalBorrowedBalance'),
  getTotalBorrowerDebtBalance: stored('totalBorrowerDebtBalance'),
  getTotalDebtAvailableToWithdraw: stored('totalDebtAvailableToWithdraw'),
  getShortfallCount: stored('shortfallCount'),
  DISTRIBUTION_START: stored('distributionStart'),
  DISTRIBUTION_END: stored('distributionEnd'),
  STAKED_TOKEN: stored('stakedToken'),
  REWARDS_TOKEN: stored('rewardsToken'),
  REWARDS_TREASURY: stored('rewardsTreasury'),
  'eip1967.implementation': stored('implementation'),
  'eip1967.admin': stored('proxyAdmin'),
  'storage:_GLOBAL_INDEX_': stored('globalIndex'),
  'storage:_GLOBAL_INDEX_TIMESTAMP_': stored('globalIndexTimestamp'),
  hasEpochZeroStarted: derived('hasEpochZeroStarted'),
  getCurrentEpoch: derived('currentEpoch'),
  getTimeRemainingInCurrentEpoch: derived('timeRemainingInCurrentEpoch'),
  inBlackoutWindow: derived('inBlackoutWindow'),
  getTotalActiveBalanceCurrentEpoch: derived('totalActiveBalanceCurrentEpoch'),
  getTotalActiveBalanceNextEpoch: derived('totalActiveBalanceNextEpoch'),
  getTotalInactiveBalanceCurrentEpoch: derived('totalInactiveBalanceCurrentEpoch'),
  getTotalInactiveBalanceNextEpoch: derived('totalInactiveBalanceNextEpoch'),
  totalSupply: derived('totalSupply'),
  getContractBalanceAvailableToWithdraw: derived('contractBalanceAvailableToWithdraw'),
  getContractBalanceAvailableToBorrow: derived('contractBalanceAvailableToBorrow'),
};

export const STAKER_FIELDS: Record<string, Field> = {
  getActiveBalanceCurrentEpoch: derived('activeBalanceCurrentEpoch'),
  getActiveBalanceNextEpoch: derived('activeBalanceNextEpoch'),
  getInactiveBalanceCurrentEpoch: derived('inactiveBalanceCurrentEpoch'),
  getInactiveBalanceNextEpoch: derived('inactiveBalanceNextEpoch'),
  getStakerDebtBalance: derived('debtBalance'),
  getTransferableBalance: derived('transferableBalance'),
  getStakeAvailableToWithdraw: derived('stakeAvailableToWithdraw'),
  getDebtAvailableToWithdraw: derived('debtAvailableToWithdraw'),
  balanceOf: derived('tokenBalance'),
  claimRewards: derived('claimableRewards'),
  'storage:_USER_INDEXES_': stored('rewardsIndex'),
  'storage:_USER_REWARDS_BALANCES_': stored('accruedRewards'),
};

export const BORROWER_FIELDS: Record<string, Field> = {
  getBorrowedBalance: stored('borrowedBalance'),
  getBorrowerDebtBalance: stored('debtBalance'),
  isBorrowingRestrictedForBorrower: stored('isBorrowingRestricted'),
  getAllocationFractionCurrentEpoch: derived('allocationFractionCurrentEpoch'),
  getAllocationFractionNextEpoch: derived('allocationFractionNextEpoch'),
  getAllocatedBalanceCurrentEpoch: derived('allocatedBalanceCurrentEpoch'),
  getAllocatedBalanceNextEpoch: derived('allocatedBalanceNextEpoch'),
  getBorrowableAmount: derived('borrowableAmount'),
  isBorrowerOverdue: derived('isOverdue'),
};

export const DISTRIBUTOR_FIELDS: Record<string, Field> = {
  getWaitingPeriodEnd: stored('waitingPeriodEnd'),
  getAreRootUpdatesPaused: stored('rootUpdatesPaused'),
  getNextRootEpoch: stored('nextRootEpoch'),
  getRewardsOracle: stored('rewardsOracle'),
  getIpnsName: stored('ipnsName'),
  getIpfsUpdatePeriod: stored('ipfsUpdatePeriod'),
  hasPendingRoot: stored('hasPendingRoot'),
  canUpdateRoot: derived('canUpdateRoot'),
  getCurrentEpoch: derived('currentEpoch'),
  getIpfsEpoch: derived('ipfsEpoch'),
  REWARDS_TOKEN: stored('rewardsToken'),
  REWARDS_TREASURY: stored('rewardsTreasury'),
  'eip1967.implementation': stored('implementation'),
  'eip1967.admin': stored('proxyAdmin'),
};

export const REWARDS_ACCOUNT_FIELDS: Record<string, Field> = {
  getClaimed: stored('claimedRewards'),
  getAlwaysAllowClaimsFor: stored('alwaysAllowClaims'),
};

/** The selection of all fields of a table, derived ones at `$at`. */
export const selectionOf = (fields: Record<string, Field>): string =>
  Object.values(fields)
    .map(({ name, derived }) => (derived ? `${name}(at: $at)` : name))
    .join(' ');
