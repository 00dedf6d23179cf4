// Logs that LS1Borrowing emits.
import { Borrowed, RepaidBorrow, RepaidDebt } from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, newLog, uint } from './log';

export function borrowed(borrower: string, amount: string, newBorrowedBalance: string, second: i32): Borrowed {
  return changetype<Borrowed>(
    newLog(second, [
      address('borrower', borrower),
      uint('amount', amount),
      uint('newBorrowedBalance', newBorrowedBalance),
    ]),
  );
}

export function repaidBorrow(
  borrower: string,
  sender: string,
  amount: string,
  newBorrowedBalance: string,
  second: i32,
): RepaidBorrow {
  return changetype<RepaidBorrow>(
    newLog(second, [
      address('borrower', borrower),
      address('sender', sender),
      uint('amount', amount),
      uint('newBorrowedBalance', newBorrowedBalance),
    ]),
  );
}

export function repaidDebt(
  borrower: string,
  sender: string,
  amount: string,
  newDebtBalance: string,
  second: i32,
): RepaidDebt {
  return changetype<RepaidDebt>(
    newLog(second, [
      address('borrower', borrower),
      address('sender', sender),
      uint('amount', amount),
      uint('newDebtBalance', newDebtBalance),
    ]),
  );
}
