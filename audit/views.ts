/** Views of the pool: the field that answers each, the contract's function, and the arithmetic of api/domain. */
import * as allocations from '../api/domain/borrower-allocations.ts';
import * as borrowing from '../api/domain/borrowing.ts';
import { borrowerShortfallAmount, isOverdue } from '../api/domain/debt-accounting.ts';
import * as schedule from '../api/domain/epoch-schedule.ts';
import * as erc20 from '../api/domain/erc20.ts';
import * as inactive from '../api/domain/inactive-balances.ts';
import { claimableRewards } from '../api/domain/rewards.ts';
import * as balances from '../api/domain/staked-balances.ts';
import * as staking from '../api/domain/staking.ts';
import type { BorrowerState, PoolAt, StakerState } from '../api/domain/state.ts';

export type ViewValue = bigint | boolean | null;

export interface View<Args extends unknown[]> {
  /** Field of the API that depends on the second of reading. */
  readonly field: string;
  /** Function of the contract; absent for what the contract has no view for. */
  readonly contract?: string;
  readonly value: (pool: PoolAt, ...subject: Args) => ViewValue;
}

const view = <Args extends unknown[]>(
  field: string,
  contract: string | null,
  value: (pool: PoolAt, ...subject: Args) => ViewValue,
): View<Args> => ({ field, ...(contract === null ? {} : { contract }), value });

export const POOL_VIEWS: readonly View<[]>[] = [
  view('hasEpochZeroStarted', 'hasEpochZeroStarted', schedule.hasEpochZeroStarted),
  view('currentEpoch', 'getCurrentEpoch', schedule.currentEpoch),
  view('timeRemainingInCurrentEpoch', 'getTimeRemainingInCurrentEpoch', schedule.timeRemainingInCurrentEpoch),
  view('inBlackoutWindow', 'inBlackoutWindow', schedule.inBlackoutWindow),
  view('totalActiveBalanceCurrentEpoch', 'getTotalActiveBalanceCurrentEpoch', balances.totalActiveBalanceCurrentEpoch),
  view('totalActiveBalanceNextEpoch', 'getTotalActiveBalanceNextEpoch', balances.totalActiveBalanceNextEpoch),
  view(
    'totalInactiveBalanceCurrentEpoch',
    'getTotalInactiveBalanceCurrentEpoch',
    balances.totalInactiveBalanceCurrentEpoch,
  ),
  view('totalInactiveBalanceNextEpoch', 'getTotalInactiveBalanceNextEpoch', balances.totalInactiveBalanceNextEpoch),
  view('totalSupply', 'totalSupply', erc20.totalSupply),
  view(
    'contractBalanceAvailableToWithdraw',
    'getContractBalanceAvailableToWithdraw',
    borrowing.contractBalanceAvailableToWithdraw,
  ),
  view(
    'contractBalanceAvailableToBorrow',
    'getContractBalanceAvailableToBorrow',
    borrowing.contractBalanceAvailableToBorrow,
  ),
];

export const STAKER_VIEWS: readonly View<[StakerState]>[] = [
  view('activeBalanceCurrentEpoch', 'getActiveBalanceCurrentEpoch', balances.activeBalanceCurrentEpoch),
  view('activeBalanceNextEpoch', 'getActiveBalanceNextEpoch', balances.activeBalanceNextEpoch),
  view('inactiveBalanceCurrentEpoch', 'getInactiveBalanceCurrentEpoch', inactive.inactiveBalanceCurrentEpoch),
  view('inactiveBalanceNextEpoch', 'getInactiveBalanceNextEpoch', inactive.inactiveBalanceNextEpoch),
  view('debtBalance', 'getStakerDebtBalance', inactive.debtBalance),
  view('transferableBalance', 'getTransferableBalance', balances.transferableBalance),
  view('stakeAvailableToWithdraw', 'getStakeAvailableToWithdraw', staking.stakeAvailableToWithdraw),
  view('debtAvailableToWithdraw', 'getDebtAvailableToWithdraw', staking.debtAvailableToWithdraw),
  view('tokenBalance', 'balanceOf', erc20.tokenBalance),
  view('claimableRewards', 'claimRewards', claimableRewards),
];

export const BORROWER_VIEWS: readonly View<[BorrowerState]>[] = [
  view(
    'allocationFractionCurrentEpoch',
    'getAllocationFractionCurrentEpoch',
    allocations.allocationFractionCurrentEpoch,
  ),
  view('allocationFractionNextEpoch', 'getAllocationFractionNextEpoch', allocations.allocationFractionNextEpoch),
  view('allocatedBalanceCurrentEpoch', 'getAllocatedBalanceCurrentEpoch', allocations.allocatedBalanceCurrentEpoch),
  view('allocatedBalanceNextEpoch', 'getAllocatedBalanceNextEpoch', allocations.allocatedBalanceNextEpoch),
  view('borrowableAmount', 'getBorrowableAmount', borrowing.borrowableAmount),
  view('isOverdue', 'isBorrowerOverdue', isOverdue),
  view('shortfallAmount', null, borrowerShortfallAmount),
  view('requiredRepayment', null, borrowing.requiredRepayment),
];

/** A value as the API writes it. */
export const written = (value: ViewValue): string | boolean | null =>
  typeof value === 'bigint' ? String(value) : value;
