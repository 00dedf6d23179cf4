/** The contract's views and storage, answered by api/domain from the shadow ledger's state. */
import * as allocations from '../../api/domain/borrower-allocations.ts';
import * as borrowing from '../../api/domain/borrowing.ts';
import { isOverdue } from '../../api/domain/debt-accounting.ts';
import * as schedule from '../../api/domain/epoch-schedule.ts';
import * as erc20 from '../../api/domain/erc20.ts';
import * as inactive from '../../api/domain/inactive-balances.ts';
import { claimableRewards } from '../../api/domain/rewards.ts';
import * as balances from '../../api/domain/staked-balances.ts';
import * as staking from '../../api/domain/staking.ts';
import type { BorrowerState, EpochBalance, InactiveBalance, PoolAt, StakerState } from '../../api/domain/state.ts';

/** Null stands for a revert. */
export type Value = bigint | boolean | bigint[] | null;

export const POOL_VIEWS: Record<string, (pool: PoolAt) => Value> = {
  getEpochParameters: ({ state }) => [state.epochInterval, state.epochOffset],
  getBlackoutWindow: ({ state }) => state.blackoutWindow,
  getRewardsPerSecond: ({ state }) => state.rewardsPerSecond,
  DISTRIBUTION_START: ({ state }) => state.distributionStart,
  DISTRIBUTION_END: ({ state }) => state.distributionEnd,
  hasEpochZeroStarted: schedule.hasEpochZeroStarted,
  getCurrentEpoch: schedule.currentEpoch,
  getTimeRemainingInCurrentEpoch: schedule.timeRemainingInCurrentEpoch,
  inBlackoutWindow: schedule.inBlackoutWindow,
  getTotalActiveBalanceCurrentEpoch: balances.totalActiveBalanceCurrentEpoch,
  getTotalActiveBalanceNextEpoch: balances.totalActiveBalanceNextEpoch,
  getTotalInactiveBalanceCurrentEpoch: balances.totalInactiveBalanceCurrentEpoch,
  getTotalInactiveBalanceNextEpoch: balances.totalInactiveBalanceNextEpoch,
  totalSupply: erc20.totalSupply,
  getTotalBorrowedBalance: ({ state }) => state.totalBorrowedBalance,
  getTotalBorrowerDebtBalance: ({ state }) => state.totalBorrowerDebtBalance,
  getTotalDebtAvailableToWithdraw: ({ state }) => state.totalDebtAvailableToWithdraw,
  getContractBalanceAvailableToWithdraw: borrowing.contractBalanceAvailableToWithdraw,
  getContractBalanceAvailableToBorrow: borrowing.contractBalanceAvailableToBorrow,
  getShortfallCount: ({ state }) => BigInt(state.shortfalls.length),
  'storage:_GLOBAL_INDEX_': ({ state }) => state.globalIndex,
  'storage:_GLOBAL_INDEX_TIMESTAMP_': ({ state }) => state.globalIndexTimestamp,
  'storage:_TOTAL_ACTIVE_BALANCE_': ({ state }) => stored(state.totalActive),
  'storage:_TOTAL_INACTIVE_BALANCE_': ({ state }) => stored(state.totalInactive),
};

export const INDEXED_VIEWS: Record<string, (pool: PoolAt, n: bigint) => Value> = {
  getStartOfEpoch: schedule.startOfEpoch,
  getShortfall: ({ state }, n) => {
    const shortfall = state.shortfalls[Number(n)];
    return shortfall ? [shortfall.epoch, shortfall.shortfallIndex] : null;
  },
};

export const STAKER_VIEWS: Record<string, (pool: PoolAt, staker: StakerState) => Value> = {
  getActiveBalanceCurrentEpoch: balances.activeBalanceCurrentEpoch,
  getActiveBalanceNextEpoch: balances.activeBalanceNextEpoch,
  getInactiveBalanceCurrentEpoch: inactive.inactiveBalanceCurrentEpoch,
  getInactiveBalanceNextEpoch: inactive.inactiveBalanceNextEpoch,
  getTransferableBalance: balances.transferableBalance,
  getStakeAvailableToWithdraw: staking.stakeAvailableToWithdraw,
  getStakerDebtBalance: inactive.debtBalance,
  getDebtAvailableToWithdraw: staking.debtAvailableToWithdraw,
  balanceOf: erc20.tokenBalance,
  claimRewards: claimableRewards,
  'storage:_ACTIVE_BALANCES_': (_, staker) => stored(staker.active),
  'storage:_INACTIVE_BALANCES_': (_, staker) => stored(staker.inactive),
  'storage:_STAKER_DEBT_BALANCES_': (_, staker) => staker.settledDebtBalance,
  'storage:_USER_INDEXES_': (_, staker) => staker.rewardsIndex,
  'storage:_USER_REWARDS_BALANCES_': (_, staker) => staker.accruedRewards,
};

export const BORROWER_VIEWS: Record<string, (pool: PoolAt, borrower: BorrowerState) => Value> = {
  getBorrowedBalance: (_, borrower) => borrower.borrowedBalance,
  getBorrowerDebtBalance: (_, borrower) => borrower.debtBalance,
  isBorrowingRestrictedForBorrower: (_, borrower) => borrower.isBorrowingRestricted,
  getAllocationFractionCurrentEpoch: allocations.allocationFractionCurrentEpoch,
  getAllocationFractionNextEpoch: allocations.allocationFractionNextEpoch,
  getAllocatedBalanceCurrentEpoch: allocations.allocatedBalanceCurrentEpoch,
  getAllocatedBalanceNextEpoch: allocations.allocatedBalanceNextEpoch,
  getBorrowableAmount: borrowing.borrowableAmount,
  isBorrowerOverdue: isOverdue,
};

/** Views of the pool that are constants or rest on roles and approvals, which the domain does not know. */
export const NOT_ARITHMETIC =
  /_ROLE$|^(REWARDS_TOKEN|REWARDS_TREASURY|STAKED_TOKEN|TOTAL_ALLOCATION|name|symbol|decimals|supportsInterface|allowance|hasRole|getRoleAdmin|eip1967\..*)$/;

function stored({ epoch, current, next, ...rest }: EpochBalance | InactiveBalance): bigint[] {
  return [epoch, current, next, 'shortfallCounter' in rest ? rest.shortfallCounter : 0n];
}
