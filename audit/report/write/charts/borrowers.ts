/** What each borrower has borrowed, laid into the frame of what it may. */
import type { BorrowerAt } from '../../shape-borrowing.ts';
import { coordinate, usdc } from '../amounts.ts';
import type { Chart } from '../document.ts';
import { addressAxis, chartSpec, shortened, text11, USDC_FORMAT } from './theme.ts';

const ROW = 34;

export function borrowersChart(rows: readonly (readonly [string, BorrowerAt])[], moment: 'opening' | 'closing'): Chart {
  const values = rows.map(([id, at]) => ({
    id,
    allocated: coordinate(at.allocatedBalance),
    borrowed: coordinate(at.borrowedBalance),
    end: Math.max(coordinate(at.allocatedBalance), coordinate(at.borrowedBalance)),
    label: at.isOverdue ? 'overdue' : '',
  }));
  const overdue = rows.filter(([, at]) => at.isOverdue);
  const band = (scale: string, from: number, to: number) => ({
    y: { scale, field: 'id', band: from },
    y2: { scale, field: 'id', band: to },
  });
  return {
    title: `Borrowers against allocation at ${moment}`,
    description:
      'Outlined: allocated in this epoch; solid: borrowed. ' +
      (overdue.length === 0
        ? 'No borrower is overdue.'
        : `Overdue: ${overdue.map(([id, at]) => `${shortened(id)} with ${usdc(at.borrowedBalance)} of ${usdc(at.allocatedBalance)}`).join(', ')} USDC.`),
    spec: chartSpec(Math.max(1, rows.length) * ROW, {
      data: [{ name: 'rows', values }],
      scales: [
        // Room at the right for what is written behind the bars.
        {
          name: 'x',
          type: 'linear',
          domain: { data: 'rows', field: 'end' },
          zero: true,
          nice: true,
          range: [0, { signal: 'width - 60' }],
        },
        { name: 'y', type: 'band', domain: { data: 'rows', field: 'id' }, range: 'height', paddingInner: 0.25 },
      ],
      axes: [
        { orient: 'bottom', scale: 'x', format: USDC_FORMAT, grid: true, title: 'USDC', tickCount: 6 },
        addressAxis,
      ],
      marks: [
        {
          type: 'rect',
          from: { data: 'rows' },
          encode: {
            enter: {
              ...band('y', 0, 1),
              x: { scale: 'x', value: 0 },
              x2: { scale: 'x', field: 'allocated' },
              fill: { value: 'none' },
              stroke: { value: 'var(--ink)' },
              strokeWidth: { value: 1.5 },
            },
          },
        },
        {
          type: 'rect',
          from: { data: 'rows' },
          encode: {
            enter: {
              ...band('y', 0.25, 0.75),
              x: { scale: 'x', value: 0 },
              x2: { scale: 'x', field: 'borrowed' },
              fill: { value: 'var(--one)' },
            },
          },
        },
        {
          type: 'text',
          from: { data: 'rows' },
          encode: {
            enter: {
              ...text11,
              x: { scale: 'x', field: 'end', offset: 6 },
              y: { scale: 'y', field: 'id', band: 0.5 },
              baseline: { value: 'middle' },
              text: { field: 'label' },
            },
          },
        },
      ],
    }),
  };
}
