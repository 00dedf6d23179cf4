/** Late fields of BorrowerEpoch. */
import type { LateField } from '../plan/late.ts';
import { balanceFields } from './account-balances.ts';
import { BORROWER } from './account-epochs.ts';
import { filled } from './filled.ts';

export const BORROWER_EPOCH_FIELDS: Readonly<Record<string, LateField>> = {
  ...balanceFields({
    kind: BORROWER,
    selection: `
      borrowedBalance debtBalance allocationFraction: allocationFractionCurrentEpoch
      allocatedBalance: allocatedBalanceCurrentEpoch isOverdue isBorrowingRestricted borrowableAmount`,
    none: {
      borrowedBalance: '0',
      debtBalance: '0',
      allocationFraction: '0',
      allocatedBalance: '0',
      isOverdue: false,
      isBorrowingRestricted: false,
      borrowableAmount: '0',
    },
  }),
  filled,
};
