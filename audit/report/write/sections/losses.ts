/** Shortfalls: who caused them, who lost by them, and what became of the debt. */

import type { Report } from '../../shape.ts';
import type { Losses, Shortfall } from '../../shape-borrowing.ts';
import { utc } from '../../utc.ts';
import { usdc } from '../amounts.ts';
import { lossesChart } from '../charts/losses.ts';
import { type Block, code, columns, type Section } from '../document.ts';

function shortfall(row: Shortfall): Block[] {
  const roundedUp = BigInt(row.markedDebt) - BigInt(row.shortfallAmount);
  return [
    {
      kind: 'facts',
      rows: [
        ['Shortfall', `${row.index}, at ${utc(row.timestamp)} (${row.timestamp})`],
        ['Block', code(`${row.blockNumber} ${row.blockHash}`)],
        ['Transaction', code(row.transactionHash)],
        ['Borrowed above active before', `${usdc(row.borrowedExceededActive)} USDC`],
        ['Taken from inactive stake', `${usdc(row.shortfallAmount)} USDC`],
        ['Inactive stake before', `${usdc(row.inactiveBefore)} USDC`],
        ['Inactive stake after', `${usdc(row.inactiveAfter)} USDC`],
        ['Fraction that survived', code(`${row.shortfallIndex} / 10^36`)],
      ],
    },
    {
      kind: 'table',
      caption: `Who caused shortfall ${row.index}: moved from borrowed to debt, in USDC`,
      columns: columns(['Borrower'], ['Charged', 'Borrowed after', 'Debt after']),
      rows: row.causes.map((cause) => [
        code(cause.borrower),
        usdc(cause.amount),
        usdc(cause.newBorrowedBalance),
        usdc(cause.newDebtBalance),
      ]),
      foot: [[`Together; rounding up added ${roundedUp} base units`, usdc(row.markedDebt), '', '']],
    },
  ];
}

function losers({ stakers, lost, shortfalls, difference }: Losses): Block {
  return {
    kind: 'table',
    caption: 'Who lost inactive stake in this epoch, and what became of it, in USDC',
    columns: columns(
      ['Staker'],
      ['Debt at opening', 'Lost', 'Withdrawn', 'Written off or deleted', 'Debt at closing', 'of it not booked'],
    ),
    rows: stakers.map((row) => [
      code(row.id),
      usdc(row.debtOpening),
      usdc(row.lost),
      usdc(row.withdrawn),
      usdc(String(BigInt(row.writtenOff) + BigInt(row.deleted))),
      usdc(row.debtClosing),
      usdc(row.notYetBooked),
    ]),
    foot: [
      ['Together', '', usdc(lost), '', '', '', ''],
      ['Shortfalls of this epoch', '', usdc(shortfalls), '', '', '', ''],
      ['Rounding, less losses of stake of nobody', '', usdc(difference), '', '', '', ''],
    ],
  };
}

export function losses({ shortfalls, losses: sheet }: Report): Section {
  const nothing: Block = { kind: 'text', text: 'No shortfall was booked in this epoch.' };
  const hasLosses = sheet.stakers.length > 0;
  return {
    id: 'shortfalls',
    title: 'Shortfalls',
    blocks: [
      ...(shortfalls.length === 0 ? [nothing] : shortfalls.flatMap(shortfall)),
      ...(hasLosses ? [losers(sheet)] : []),
      ...(hasLosses ? [{ kind: 'chart', id: 'chart-losses', chart: lossesChart(sheet.stakers) } as const] : []),
    ],
  };
}
