/** Opening, every flow, closing, and that they add up. */

import { COLUMNS } from '../../account/verbs.ts';
import type { Moment, Report } from '../../shape.ts';
import type { Balances, Reconciliation } from '../../shape-flows.ts';
import { utc } from '../../utc.ts';
import { amount, grouped, usdc } from '../amounts.ts';
import { balancesChart } from '../charts/balances.ts';
import { daysChart } from '../charts/days.ts';
import { type Block, type Cell, code, columns, type Section } from '../document.ts';

const TOTALS: readonly (readonly [string, (moment: Moment) => string])[] = [
  ['Active stake', (moment) => moment.activeBalance],
  ['Active stake of the next epoch', (moment) => moment.activeBalanceNextEpoch],
  ['Inactive stake', (moment) => moment.inactiveBalance],
  ['Inactive stake of the next epoch', (moment) => moment.inactiveBalanceNextEpoch],
  ['Total supply, stkUSDC', (moment) => moment.totalSupply],
  ['Borrowed', (moment) => moment.borrowedBalance],
  ['Debt of borrowers', (moment) => moment.borrowerDebtBalance],
  ['Repaid debt to be withdrawn', (moment) => moment.debtAvailableToWithdraw],
  ['Debt owed to stakers', (moment) => moment.stakerDebtBalance],
  ['USDC held', (moment) => moment.tokenBalance],
  ['Available to withdraw', (moment) => moment.availableToWithdraw],
  ['Available to borrow', (moment) => moment.availableToBorrow],
];

export function balances({ opening, closing, epoch, series }: Report): Section {
  const total = ([name, of]: (typeof TOTALS)[number]): Cell[] => {
    const [before, after] = [of(opening), of(closing)];
    return [name, usdc(before), usdc(after), usdc(String(BigInt(after) - BigInt(before))), grouped(after)];
  };
  return {
    id: 'balances',
    title: 'Opening and closing',
    blocks: [
      {
        kind: 'table',
        caption: `USDC at ${utc(opening.second)}, before anything happened in the epoch, and at ${utc(closing.second)}${epoch.isClosed ? '' : ' (projection)'}`,
        columns: columns(['Total'], ['Opening', 'Closing', 'Change', 'Closing, base units']),
        rows: TOTALS.map(total),
      },
      { kind: 'chart', id: 'chart-balances', chart: balancesChart(series.balances, epoch) },
    ],
  };
}

export function flows({ flows: rows, epoch, series, plainTransfers }: Report): Section {
  const plain: Block = {
    kind: 'table',
    caption: 'USDC that came or went (below 0) without an event of the pool',
    columns: columns(['Time', 'Transaction'], ['USDC']),
    rows: plainTransfers.map((row) => [utc(row.timestamp), code(row.transactionHash), usdc(row.amount)]),
  };
  const table: Block = {
    kind: 'table',
    caption: 'Every verb that occurred, how often and how much it moved',
    columns: columns(['Verb'], ['Count', 'Amount']),
    rows: rows.map((flow) => [code(flow.verb), String(flow.count), amount(flow.amount, flow.unit)]),
  };
  return {
    id: 'flows',
    title: 'Flows',
    blocks: [
      ...(rows.length === 0 ? [{ kind: 'text', text: 'Nothing happened in this epoch.' } as const] : [table]),
      ...(plainTransfers.length > 0 ? [plain] : []),
      ...(series.days.length > 0
        ? [{ kind: 'chart', id: 'chart-days', chart: daysChart(series.days, epoch) } as const]
        : []),
    ],
  };
}

const line = (what: string, values: Balances): Cell[] => [what, ...COLUMNS.map((column) => usdc(values[column]))];

function turn({ turn: { requested, active, inactive, addsUp } }: Reconciliation): Block {
  return {
    kind: 'text',
    isWarning: !addsUp,
    text:
      `When the epoch ends, ${usdc(requested)} USDC requested for withdrawal turn from active to inactive: ` +
      `active ${usdc(active)}, inactive ${usdc(inactive)} USDC. ` +
      (addsUp ? 'The API answers the same for the next epoch.' : 'The API answers something else for the next epoch.'),
  };
}

export function reconciliation({ reconciliation: sheet }: Report): Section {
  return {
    id: 'reconciliation',
    title: 'Reconciliation',
    blocks: [
      {
        kind: 'table',
        caption: 'Opening and every flow give the closing, in USDC',
        columns: columns(
          ['What'],
          ['Active', 'Inactive', 'Borrowed', 'Borrowers’ debt', 'Repaid debt set aside', 'USDC held'],
        ),
        rows: [line('Opening', sheet.opening), ...sheet.effects.map(({ what, ...values }) => line(what, values))],
        foot: [
          line('Opening and flows', sheet.computed),
          line('Closing, as the API answers', sheet.closing),
          line('Difference', sheet.difference),
        ],
      },
      sheet.addsUp
        ? { kind: 'text', text: 'All six columns add up to the unit.' }
        : { kind: 'text', isWarning: true, text: 'The columns do NOT add up.' },
      turn(sheet),
    ],
  };
}
