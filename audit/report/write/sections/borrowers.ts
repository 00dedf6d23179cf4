/** Borrowers against what they were allotted. */

import type { Report } from '../../shape.ts';
import type { Borrower, BorrowerAt } from '../../shape-borrowing.ts';
import { percent, usdc } from '../amounts.ts';
import { borrowersChart } from '../charts/borrowers.ts';
import { type Block, code, columns, type Section } from '../document.ts';

function state({ isOverdue, isBorrowingRestricted }: BorrowerAt): string {
  const words = [...(isOverdue ? ['OVERDUE'] : []), ...(isBorrowingRestricted ? ['restricted'] : [])];
  return words.length > 0 ? words.join(', ') : 'in order';
}

function table(caption: string, rows: readonly (readonly [string, BorrowerAt])[]): Block {
  return {
    kind: 'table',
    caption: `${caption}, in USDC`,
    columns: columns(['Borrower', 'State'], ['Share', 'Next share', 'Allocated', 'Borrowed', 'Debt', 'Must repay']),
    rows: rows.map(([id, at]) => [
      code(id),
      state(at),
      percent(at.allocationFraction),
      percent(at.allocationFractionNextEpoch),
      usdc(at.allocatedBalance),
      usdc(at.borrowedBalance),
      usdc(at.debtBalance),
      usdc(at.requiredRepayment),
    ]),
  };
}

const hasAnything = ({ opening, closing }: Borrower): boolean =>
  [opening, closing].some((at) => at && (at.allocatedBalance !== '0' || at.borrowedBalance !== '0'));

export function borrowers({ borrowers: rows, epoch }: Report): Section {
  const opening = rows.flatMap(({ id, opening: at }) => (at ? [[id, at] as const] : []));
  const closing = rows.map(({ id, closing: at }) => [id, at] as const);
  const charts: Block[] = [
    { kind: 'chart', id: 'chart-borrowers-opening', chart: borrowersChart(opening, 'opening') },
    { kind: 'chart', id: 'chart-borrowers-closing', chart: borrowersChart(closing, 'closing') },
  ];
  return {
    id: 'borrowers',
    title: 'Borrowers against allocation',
    blocks: [
      {
        kind: 'text',
        text:
          'Overdue: more is borrowed than allocated in this epoch. Restricted: more borrowing is forbidden. Must repay: ' +
          'before the epoch ends, not to be overdue in the next. The zero address is the share that nobody has.',
      },
      table('At opening', opening),
      table(epoch.isClosed ? 'At closing' : 'At closing (projection)', closing),
      ...(rows.some(hasAnything) ? charts : []),
    ],
  };
}
