/** Derived fields of Pool. There is one pool, so they read the state of the block, not the row. */
import { contractBalanceAvailableToBorrow, contractBalanceAvailableToWithdraw } from '../domain/borrowing.ts';
import * as schedule from '../domain/epoch-schedule.ts';
import { totalSupply } from '../domain/erc20.ts';
import { emittedRewards } from '../domain/rewards.ts';
import { solvency } from '../domain/solvency.ts';
import * as staked from '../domain/staked-balances.ts';
import type { PoolAt } from '../domain/state.ts';
import type { DerivedField, DerivedFields, DerivedValue } from './field.ts';
import { hasRole, roleAdmin } from './roles.ts';

function field(compute: (pool: PoolAt) => DerivedValue): DerivedField<undefined> {
  return { needs: [], parts: [], timed: true, staged: false, compute: (view) => compute(view.pool) };
}

export const POOL_FIELDS: DerivedFields<undefined> = {
  hasEpochZeroStarted: field(schedule.hasEpochZeroStarted),
  currentEpoch: field(schedule.currentEpoch),
  timeRemainingInCurrentEpoch: field(schedule.timeRemainingInCurrentEpoch),
  startOfEpoch: {
    needs: [],
    parts: [],
    timed: false,
    staged: true,
    arguments: { epoch: 'epoch' },
    compute: (view, _row, { argument }) => schedule.startOfEpoch(view.pool, argument),
  },
  inBlackoutWindow: field(schedule.inBlackoutWindow),
  totalActiveBalanceCurrentEpoch: field(staked.totalActiveBalanceCurrentEpoch),
  totalActiveBalanceNextEpoch: field(staked.totalActiveBalanceNextEpoch),
  totalInactiveBalanceCurrentEpoch: field(staked.totalInactiveBalanceCurrentEpoch),
  totalInactiveBalanceNextEpoch: field(staked.totalInactiveBalanceNextEpoch),
  totalSupply: field(totalSupply),
  contractBalanceAvailableToWithdraw: field(contractBalanceAvailableToWithdraw),
  contractBalanceAvailableToBorrow: field(contractBalanceAvailableToBorrow),
  emittedRewards: field(emittedRewards),
  solvency: field(solvency),
  // A pool is known from its first log on.
  hasRole: hasRole(() => true),
  roleAdmin: roleAdmin(() => true),
};
