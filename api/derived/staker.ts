/** Derived fields of Staker. */
import { tokenBalance } from '../domain/erc20.ts';
import * as inactive from '../domain/inactive-balances.ts';
import { claimableRewards } from '../domain/rewards.ts';
import * as staked from '../domain/staked-balances.ts';
import { debtAvailableToWithdraw, stakeAvailableToWithdraw } from '../domain/staking.ts';
import type { PoolAt, StakerState } from '../domain/state.ts';
import type { ContextPart, DerivedField, DerivedFields, DerivedValue } from './field.ts';

const ID = ['id'];
const ACTIVE = ['activeEpoch', 'activeCurrent', 'activeNext'];
const INACTIVE = ['inactiveEpoch', 'inactiveCurrent', 'inactiveNext', 'shortfallCounter'];
const DEBT = [...INACTIVE, 'settledDebtBalance'];
const REWARDS = [...ACTIVE, 'rewardsIndex', 'accruedRewards'];

function field(
  needs: readonly string[],
  parts: readonly ContextPart[],
  compute: (pool: PoolAt, staker: StakerState) => DerivedValue,
): DerivedField<StakerState> {
  return {
    needs: [...ID, ...needs],
    parts,
    timed: true,
    staged: true,
    compute: (view, staker) => compute(view.pool, staker),
  };
}

export const STAKER_FIELDS: DerivedFields<StakerState> = {
  activeBalanceCurrentEpoch: field(ACTIVE, [], staked.activeBalanceCurrentEpoch),
  activeBalanceNextEpoch: field(ACTIVE, [], staked.activeBalanceNextEpoch),
  transferableBalance: field(ACTIVE, [], staked.transferableBalance),
  inactiveBalanceCurrentEpoch: field(INACTIVE, ['shortfalls'], inactive.inactiveBalanceCurrentEpoch),
  inactiveBalanceNextEpoch: field(INACTIVE, ['shortfalls'], inactive.inactiveBalanceNextEpoch),
  stakeAvailableToWithdraw: field(INACTIVE, ['shortfalls'], stakeAvailableToWithdraw),
  debtBalance: field(DEBT, ['shortfalls'], inactive.debtBalance),
  debtAvailableToWithdraw: field(DEBT, ['shortfalls'], debtAvailableToWithdraw),
  pendingDebtReceipts: field(INACTIVE, ['shortfalls'], inactive.pendingDebtReceipts),
  tokenBalance: field([...ACTIVE, ...INACTIVE], ['shortfalls'], tokenBalance),
  claimableRewards: { ...field(REWARDS, ['epochIndexes'], claimableRewards), staged: false },
  isInactiveBalanceCertain: {
    needs: ['id', ...INACTIVE],
    parts: [],
    timed: false,
    staged: true,
    // Every loss comes out of `next`: where that is 0 there is nothing left to delete.
    compute: (view, staker) => view.callsIndexed || staker.inactive.next === 0n,
  },
};
