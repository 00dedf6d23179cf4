/** Whether the pool is solvent, by the contract's test and by the two others the documents call equal to it. */
import { shortfallAmount } from './debt-accounting.ts';
import type { PoolAt } from './state.ts';

/** USDC base units (10^-6). A signed difference above 0 is the statement's "exceeds". */
export interface Solvency {
  /** As `markDebt` decides it: total borrowed is not above total active balance. */
  readonly isSolvent: boolean;
  readonly state: 'SOLVENT' | 'INSOLVENT';
  /** What `markDebt` has to convert; 0 while solvent. */
  readonly shortfallAmount: bigint;
  /** Total borrowed less total active balance. */
  readonly borrowedExceedsActive: bigint;
  /** Total inactive balance less the stake that is not borrowed. */
  readonly inactiveExceedsUnborrowed: bigint;
  /** Inactive balance, all of which may be withdrawn, less the USDC available to withdraw. */
  readonly withdrawableExceedsBalance: bigint;
  readonly isBorrowedAboveActive: boolean;
  readonly isInactiveAboveUnborrowed: boolean;
  readonly isWithdrawableAboveBalance: boolean;
}

/**
 * The pool's solvency at its second, all by balances of the current epoch, no rounding. The first two statements are
 * one equation; the third reads the cash, from which rounding in `markDebt`, plain transfers and stake of the zero
 * address can part it. Before epoch zero nothing is staked or borrowed: solvent, and the third shows plain transfers.
 */
export function solvency(pool: PoolAt): Solvency {
  const { totalBorrowedBalance } = pool.state;
  const active = pool.totalActive.current;
  const inactive = pool.totalInactive.current;
  const borrowedExceedsActive = totalBorrowedBalance - active;
  const inactiveExceedsUnborrowed = inactive - (active + inactive - totalBorrowedBalance);
  const withdrawableExceedsBalance = inactive - pool.availableToWithdraw;
  const isBorrowedAboveActive = borrowedExceedsActive > 0n;
  return {
    isSolvent: !isBorrowedAboveActive,
    state: isBorrowedAboveActive ? 'INSOLVENT' : 'SOLVENT',
    shortfallAmount: shortfallAmount(pool),
    borrowedExceedsActive,
    inactiveExceedsUnborrowed,
    withdrawableExceedsBalance,
    isBorrowedAboveActive,
    isInactiveAboveUnborrowed: inactiveExceedsUnborrowed > 0n,
    isWithdrawableAboveBalance: withdrawableExceedsBalance > 0n,
  };
}
