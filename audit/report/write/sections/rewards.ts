/** Rewards, who earned them, and the largest moves. */
import type { Report } from '../../shape.ts';
import { utc } from '../../utc.ts';
import { dydx, grouped, usdc } from '../amounts.ts';
import { type Block, code, columns, type Section } from '../document.ts';

const SHOWN = 10;

export function rewards({ rewards: sheet, stakers, opening, closing }: Report): Section {
  const rows = [
    ['Emitted since the start, at opening', opening.emittedRewards],
    ['Emitted since the start, at the end', closing.emittedRewards],
    ['Emitted to active stake in this epoch', sheet.emitted],
    ['Accrued to stakers in this epoch', sheet.accrued],
    ...(sheet.accruedByZeroAddress === '0'
      ? []
      : [['Accrued to the zero address, whose balance the contract takes for the total', sheet.accruedByZeroAddress]]),
    ['Lost to rounding: emitted less accrued', sheet.lostToRounding],
    ['Claimed in this epoch', sheet.claimed],
  ] as [string, string][];
  const most: Block = {
    kind: 'table',
    caption: `The ${Math.min(SHOWN, stakers.length)} of ${stakers.length} stakers who earned most`,
    columns: columns(
      ['Staker'],
      ['Earned, DYDX', 'Claimed, DYDX', 'Active at opening, USDC', 'Active at closing, USDC'],
    ),
    rows: stakers
      .slice(0, SHOWN)
      .map((row) => [
        code(row.id),
        dydx(row.rewardsEarned),
        dydx(row.rewardsClaimed),
        usdc(row.activeBalanceOpening),
        usdc(row.activeBalanceClosing),
      ]),
  };
  return {
    id: 'rewards',
    title: 'Rewards',
    blocks: [
      {
        kind: 'table',
        caption: 'DYDX, from the first second of the epoch to the first of the next',
        columns: columns(['What'], ['DYDX', 'Base units']),
        rows: rows.map(([name, value]) => [name, dydx(value), grouped(value)]),
      },
      {
        kind: 'text',
        text:
          'What a staker has accrued is rounded down at both ends of the epoch, so the difference can be a few base ' +
          'units below 0.',
      },
      ...(stakers.length > 0 ? [most] : []),
    ],
  };
}

export function moves({ largestMoves }: Report): Section {
  const table: Block = {
    kind: 'table',
    caption: 'The largest amounts that one activity moved, in USDC',
    columns: columns(['Sequence', 'Time', 'Verb', 'Account', 'Other side', 'Transaction'], ['Amount']),
    rows: largestMoves.map((row) => [
      String(row.sequence),
      utc(row.timestamp),
      code(row.verb),
      row.account ? code(row.account) : '–',
      row.other ? code(row.other) : '–',
      code(row.transactionHash),
      usdc(row.amount),
    ]),
  };
  return {
    id: 'moves',
    title: 'Largest moves',
    blocks: [largestMoves.length > 0 ? table : { kind: 'text', text: 'Nothing moved in this epoch.' }],
  };
}
