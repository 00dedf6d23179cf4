// Logs that LS1DebtAccounting emits.
import { ConvertedInactiveBalancesToDebt, DebtMarked } from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, newLog, uint } from './log';

export function debtMarked(
  borrower: string,
  amount: string,
  newBorrowedBalance: string,
  newDebtBalance: string,
  second: i32,
): DebtMarked {
  return changetype<DebtMarked>(
    newLog(second, [
      address('borrower', borrower),
      uint('amount', amount),
      uint('newBorrowedBalance', newBorrowedBalance),
      uint('newDebtBalance', newDebtBalance),
    ]),
  );
}

export function convertedInactiveBalancesToDebt(
  shortfallAmount: string,
  shortfallIndex: string,
  newInactiveBalance: string,
  second: i32,
): ConvertedInactiveBalancesToDebt {
  return changetype<ConvertedInactiveBalancesToDebt>(
    newLog(second, [
      uint('shortfallAmount', shortfallAmount),
      uint('shortfallIndex', shortfallIndex),
      uint('newInactiveBalance', newInactiveBalance),
    ]),
  );
}
