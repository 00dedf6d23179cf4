/** Debt that was repaid, withdrawn, written off or booked. */
import type { Report } from '../../shape.ts';
import { utc } from '../../utc.ts';
import { usdc } from '../amounts.ts';
import { type Block, type Cell, code, columns, type Section } from '../document.ts';

interface Payment {
  readonly sequence: number;
  readonly timestamp: number;
  readonly transactionHash: string;
  readonly amount: string;
}

function payments<Row extends Payment>(
  caption: string,
  names: readonly string[],
  rows: readonly Row[],
  accounts: (row: Row) => readonly Cell[],
  isSummed = true,
): Block[] {
  if (rows.length === 0) return [];
  const sum = rows.reduce((total, { amount }) => total + BigInt(amount), 0n);
  return [
    {
      kind: 'table',
      caption: `${caption}, in USDC`,
      columns: columns(['Sequence', 'Time', ...names, 'Transaction'], ['Amount']),
      rows: rows.map((row) => [
        String(row.sequence),
        utc(row.timestamp),
        ...accounts(row),
        code(row.transactionHash),
        usdc(row.amount),
      ]),
      foot: isSummed ? [['Together', '', ...names.map(() => ''), '', usdc(String(sum))]] : [],
    },
  ];
}

export function debt({ debt: sheet, opening, closing }: Report): Section {
  const blocks = [
    ...payments('Repaid', ['Borrower', 'Paid by'], sheet.repaid, (row) => [code(row.borrower), code(row.sender)]),
    ...payments('Withdrawn', ['Staker', 'Paid to'], sheet.withdrawn, (row) => [code(row.staker), code(row.recipient)]),
    // Debt of borrowers and claims of stakers are not to be added up.
    ...payments(
      'Written off by an operator',
      ['Account', 'Debt of', 'Operator'],
      sheet.writtenOff,
      (row) => [code(row.account), row.of, code(row.operator)],
      false,
    ),
    ...payments('Receipts: losses the contract booked in this epoch', ['Staker'], sheet.receipts, (row) => [
      code(row.staker),
    ]),
  ];
  const nothing: Block = { kind: 'text', text: 'No debt was repaid, withdrawn, written off or booked in this epoch.' };
  const left: Block = {
    kind: 'text',
    text:
      `Borrowers owe ${usdc(closing.borrowerDebtBalance)} USDC at closing (${usdc(opening.borrowerDebtBalance)} at ` +
      `opening); stakers are owed ${usdc(closing.stakerDebtBalance)} (${usdc(opening.stakerDebtBalance)}); repaid and ` +
      `not withdrawn are ${usdc(closing.debtAvailableToWithdraw)} (${usdc(opening.debtAvailableToWithdraw)}).`,
  };
  return { id: 'debt', title: 'Debt', blocks: [...(blocks.length === 0 ? [nothing] : blocks), left] };
}
