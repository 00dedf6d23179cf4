/** The three statements of solvency, at opening and closing. */
import type { Moment, Report } from '../../shape.ts';
import { usdc } from '../amounts.ts';
import { type Cell, columns, type Section } from '../document.ts';

type Difference = 'borrowedExceedsActive' | 'inactiveExceedsUnborrowed' | 'withdrawableExceedsBalance';

const STATEMENTS: readonly (readonly [string, Difference])[] = [
  ['1. Borrowed is not above active stake (the test of markDebt)', 'borrowedExceedsActive'],
  ['2. Inactive stake is not above stake that is not borrowed', 'inactiveExceedsUnborrowed'],
  ['3. Inactive stake is not above the USDC available to withdraw', 'withdrawableExceedsBalance'],
];

const holds = ({ solvency }: Moment, which: Difference): string => (BigInt(solvency[which]) > 0n ? 'NO' : 'yes');

export function solvency({ opening, closing }: Report): Section {
  const row = ([statement, which]: (typeof STATEMENTS)[number]): Cell[] => [
    statement,
    holds(opening, which),
    holds(closing, which),
    usdc(opening.solvency[which]),
    usdc(closing.solvency[which]),
  ];
  return {
    id: 'solvency',
    title: 'Solvency',
    blocks: [
      {
        kind: 'table',
        caption: 'The three statements; a difference above 0 means that it does not hold',
        columns: columns(
          ['Statement', 'Holds at opening', 'Holds at closing'],
          ['Difference at opening, USDC', 'Difference at closing, USDC'],
        ),
        rows: STATEMENTS.map(row),
        foot: [
          [
            'What markDebt would convert',
            opening.solvency.state,
            closing.solvency.state,
            usdc(opening.solvency.shortfallAmount),
            usdc(closing.solvency.shortfallAmount),
          ],
        ],
      },
      {
        kind: 'text',
        text:
          'The first two are one equation. The third reads the cash: rounding in markDebt, plain USDC transfers and ' +
          'stake of the zero address can part it from the others.',
      },
    ],
  };
}
