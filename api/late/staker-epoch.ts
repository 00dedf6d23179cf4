/** Late fields of StakerEpoch. */
import type { LateField } from '../plan/late.ts';
import { type Balances, balanceFields, gainField } from './account-balances.ts';
import { STAKER } from './account-epochs.ts';
import { filled } from './filled.ts';

const BALANCES: Balances = {
  kind: STAKER,
  selection: `
    activeBalance: activeBalanceCurrentEpoch activeBalanceNextEpoch
    inactiveBalance: inactiveBalanceCurrentEpoch inactiveBalanceNextEpoch
    debtBalance tokenBalance claimableRewards`,
  none: {
    activeBalance: '0',
    activeBalanceNextEpoch: '0',
    inactiveBalance: '0',
    inactiveBalanceNextEpoch: '0',
    debtBalance: '0',
    tokenBalance: '0',
    claimableRewards: '0',
  },
};

export const STAKER_EPOCH_FIELDS: Readonly<Record<string, LateField>> = {
  ...balanceFields(BALANCES),
  rewardsEarned: gainField(BALANCES, 'claimableRewards', ['claimedRewards']),
  lostToShortfall: gainField(BALANCES, 'debtBalance', ['withdrawnDebt', 'decreasedDebt', 'deletedDebt']),
  filled,
};
