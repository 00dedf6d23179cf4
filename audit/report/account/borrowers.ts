/** Borrowers, the shortfalls they caused, and debt that was repaid, withdrawn, written off or booked. */
import type { BorrowerMoment } from '../read/accounts.ts';
import type { ActivityRow } from '../read/activities.ts';
import type { ShortfallRow } from '../read/shortfalls.ts';
import type { Borrower, BorrowerAt, Debt, Shortfall } from '../shape-borrowing.ts';

function at(row: BorrowerMoment): BorrowerAt {
  return {
    allocationFraction: String(row.allocationFractionCurrentEpoch),
    allocationFractionNextEpoch: String(row.allocationFractionNextEpoch),
    allocatedBalance: String(row.allocatedBalanceCurrentEpoch),
    borrowedBalance: String(row.borrowedBalance),
    debtBalance: String(row.debtBalance),
    borrowableAmount: String(row.borrowableAmount),
    requiredRepayment: String(row.requiredRepayment),
    isOverdue: row.isOverdue,
    isBorrowingRestricted: row.isBorrowingRestricted,
  };
}

export function borrowersOf(opening: readonly BorrowerMoment[], closing: readonly BorrowerMoment[]): Borrower[] {
  const before = new Map(opening.map((row) => [row.id, row]));
  return closing.map((row) => {
    const open = before.get(row.id);
    return { id: row.id, opening: open ? at(open) : null, closing: at(row) };
  });
}

export function shortfallsOf(rows: readonly ShortfallRow[]): Shortfall[] {
  return rows.map((row) => ({
    index: row.index,
    timestamp: row.timestamp,
    blockNumber: row.block.number,
    blockHash: row.block.id,
    transactionHash: row.transactionHash,
    shortfallAmount: String(row.shortfallAmount),
    shortfallIndex: String(row.shortfallIndex),
    borrowedExceededActive: String(row.borrowedExceededActive),
    inactiveBefore: String(row.inactiveBefore),
    inactiveAfter: String(row.inactiveAfter),
    markedDebt: String(row.markedDebt),
    causes: row.debtsMarked.map(({ borrower, amount, newBorrowedBalance, newDebtBalance }) => ({
      borrower,
      amount: String(amount),
      newBorrowedBalance: String(newBorrowedBalance),
      newDebtBalance: String(newDebtBalance),
    })),
  }));
}

/** An account that every activity of that kind names. */
function named(account: string | undefined, row: ActivityRow): string {
  if (account !== undefined) return account;
  throw new Error(`activity ${row.sequence} (${row.verb}) names no account`);
}

/** `activities` are those of the epoch. */
export function debtOf(activities: readonly ActivityRow[]): Debt {
  const of = (...verbs: string[]) => activities.filter(({ verb }) => verbs.includes(verb));
  const payment = ({ sequence, timestamp, transactionHash, amount = 0n }: ActivityRow) => ({
    sequence,
    timestamp,
    transactionHash,
    amount: String(amount),
  });
  return {
    repaid: of('repayDebt').map((row) => ({
      ...payment(row),
      borrower: named(row.account, row),
      sender: named(row.other, row),
    })),
    withdrawn: of('withdrawDebt').map((row) => ({
      ...payment(row),
      staker: named(row.account, row),
      recipient: named(row.other, row),
    })),
    writtenOff: of('decreaseBorrowerDebt', 'decreaseStakerDebt').map((row) => ({
      ...payment(row),
      account: named(row.account, row),
      of: row.verb === 'decreaseBorrowerDebt' ? 'borrower' : 'staker',
      operator: named(row.other, row),
    })),
    receipts: of('receiveDebt').map((row) => ({
      ...payment(row),
      staker: named(row.account, row),
      newDebtBalance: String(row.newDebtBalance ?? 0n),
    })),
  };
}
