/** StarkProxy, SP1Borrowing: what a borrower's contract would do with the pool. USDC base units (10^-6). */
import { borrowableAmount, requiredRepayment } from './borrowing.ts';
import { min } from './integers.ts';
import type { BorrowerState, PoolAt } from './state.ts';

/** What `autoPayOrBorrow` reads of the proxy itself. */
export interface StarkProxyState {
  /** USDC held by the proxy. */
  readonly tokenBalance: bigint;
  /** The guardian's restriction, apart from the pool's. */
  readonly isBorrowingRestricted: boolean;
}

/** Why the call would revert. */
export type AutoPayRevert = 'OUTSIDE_BLACKOUT_WINDOW' | 'REPAYMENT_NOT_COVERED' | 'DEBT_PAYMENT_NOT_COVERED';

/** What `autoPayOrBorrow` would move; all 0 where it would revert. */
export interface AutoPayOrBorrow {
  readonly borrowAmount: bigint;
  readonly repayBorrowAmount: bigint;
  readonly repayDebtAmount: bigint;
  readonly revertReason: AutoPayRevert | null;
  /** USDC that the proxy lacks for the call to go through; 0 where money is not the reason. */
  readonly missingBalance: bigint;
}

/**
 * `autoPayOrBorrow()` at this second, by whoever may call it. It repays what is due or else borrows all it can, then
 * pays debt with the balance as it was at the start: what a repayment has just spent is counted twice, and the call
 * reverts though part of the debt could be paid. Borrowed money never pays debt. The allowance of the pool on the
 * proxy's USDC is not looked at. No rounding of its own; outside the blackout window, and so before epoch zero, it reverts.
 */
export function autoPayOrBorrow(pool: PoolAt, borrower: BorrowerState, proxy: StarkProxyState): AutoPayOrBorrow {
  if (!pool.inBlackoutWindow) return reverting('OUTSIDE_BLACKOUT_WINDOW', 0n);
  const { tokenBalance } = proxy;
  const due = requiredRepayment(pool, borrower);
  if (due > tokenBalance) return reverting('REPAYMENT_NOT_COVERED', due - tokenBalance);
  const repayDebtAmount = min(borrower.debtBalance, tokenBalance);
  if (due + repayDebtAmount > tokenBalance)
    return reverting('DEBT_PAYMENT_NOT_COVERED', due + borrower.debtBalance - tokenBalance);
  // Where something is due, nothing can be borrowed.
  const borrowAmount = proxy.isBorrowingRestricted || due > 0n ? 0n : borrowableAmount(pool, borrower);
  return { borrowAmount, repayBorrowAmount: due, repayDebtAmount, revertReason: null, missingBalance: 0n };
}

function reverting(revertReason: AutoPayRevert, missingBalance: bigint): AutoPayOrBorrow {
  return { borrowAmount: 0n, repayBorrowAmount: 0n, repayDebtAmount: 0n, revertReason, missingBalance };
}
