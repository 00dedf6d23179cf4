/** StarkProxy, SP1Balances: what a borrower's contract owes and what it has left. USDC base units (10^-6). */
import { borrowableAmount } from './borrowing.ts';
import { atLeastZero } from './integers.ts';
import type { BorrowerState, PoolAt } from './state.ts';

/** `getBorrowedAndDebtBalance()`: all that the pool is owed. No rounding. */
export function borrowedAndDebtBalance(borrower: BorrowerState): bigint {
  return borrower.borrowedBalance + borrower.debtBalance;
}

/** What the proxy holds above what it owes, at least 0: it may go to recipients without an approval. No rounding. */
export function surplus(tokenBalance: bigint, borrower: BorrowerState): bigint {
  return atLeastZero(tokenBalance - borrowedAndDebtBalance(borrower));
}

/**
 * `getBorrowableAmount()`: that of the pool, 0 while the guardian forbids borrowing. Null where it is not known whether
 * the guardian does, and that matters. Rounded as the pool's is; 0 before epoch zero.
 */
export function proxyBorrowableAmount(
  pool: PoolAt,
  borrower: BorrowerState,
  isRestricted: boolean | null,
): bigint | null {
  if (isRestricted === true) return 0n;
  const amount = borrowableAmount(pool, borrower);
  return isRestricted === null && amount > 0n ? null : amount;
}
