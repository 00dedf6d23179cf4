/** Derived fields of Borrower. */
import * as allocations from '../domain/borrower-allocations.ts';
import { borrowableAmount, requiredRepayment, secondsUntilDue } from '../domain/borrowing.ts';
import { borrowerShortfallAmount, isOverdue } from '../domain/debt-accounting.ts';
import type { BorrowerState, PoolAt } from '../domain/state.ts';
import type { DerivedField, DerivedFields, DerivedValue } from './field.ts';

const NEEDS = ['allocationEpoch', 'allocationCurrent', 'allocationNext', 'borrowedBalance', 'isBorrowingRestricted'];

function field(compute: (pool: PoolAt, borrower: BorrowerState) => DerivedValue): DerivedField<BorrowerState> {
  return {
    needs: NEEDS,
    parts: [],
    timed: true,
    staged: true,
    compute: (view, borrower) => compute(view.pool, borrower),
  };
}

export const BORROWER_FIELDS: DerivedFields<BorrowerState> = {
  allocationFractionCurrentEpoch: field(allocations.allocationFractionCurrentEpoch),
  allocationFractionNextEpoch: field(allocations.allocationFractionNextEpoch),
  allocatedBalanceCurrentEpoch: field(allocations.allocatedBalanceCurrentEpoch),
  allocatedBalanceNextEpoch: field(allocations.allocatedBalanceNextEpoch),
  borrowableAmount: field(borrowableAmount),
  isOverdue: field(isOverdue),
  shortfallAmount: field(borrowerShortfallAmount),
  requiredRepayment: field(requiredRepayment),
  secondsUntilDue: { ...field(secondsUntilDue), staged: false },
};
