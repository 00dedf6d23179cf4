/** What stakers lost, and how much of it they had back by closing. */
import type { Losses } from '../../shape-borrowing.ts';
import { coordinate } from '../amounts.ts';
import type { Chart } from '../document.ts';
import { addressAxis, chartSpec, USDC_FORMAT } from './theme.ts';

const ROW = 17;
const SHOWN = 20;

export function lossesChart(stakers: Losses['stakers']): Chart {
  const rows = stakers.slice(0, SHOWN);
  const values = rows.map(({ id, lost, withdrawn }) => ({
    id,
    lost: coordinate(lost),
    withdrawn: coordinate(withdrawn),
  }));
  const bar = (field: string, fill: string, from: number, to: number) => ({
    type: 'rect',
    from: { data: 'rows' },
    encode: {
      enter: {
        y: { scale: 'y', field: 'id', band: from },
        y2: { scale: 'y', field: 'id', band: to },
        x: { scale: 'x', value: 0 },
        x2: { scale: 'x', field },
        fill: { value: fill },
        stroke: { value: 'var(--ink)' },
        strokeWidth: { value: 1 },
      },
    },
  });
  const rest = stakers.length - rows.length;
  return {
    title: 'Losses of stakers',
    description:
      'Outlined: inactive stake lost in this epoch; solid: debt withdrawn in it. ' +
      `${rest > 0 ? `The ${SHOWN} largest of ${stakers.length}; all` : 'All'} are in the table.`,
    spec: chartSpec(rows.length * ROW, {
      data: [{ name: 'rows', values }],
      scales: [
        {
          name: 'x',
          type: 'linear',
          domain: { data: 'rows', fields: ['lost', 'withdrawn'] },
          zero: true,
          nice: true,
          range: 'width',
        },
        { name: 'y', type: 'band', domain: { data: 'rows', field: 'id' }, range: 'height', paddingInner: 0.2 },
      ],
      axes: [
        { orient: 'bottom', scale: 'x', format: USDC_FORMAT, grid: true, title: 'USDC', tickCount: 6 },
        addressAxis,
      ],
      marks: [bar('lost', 'none', 0, 1), bar('withdrawn', 'var(--one)', 0.25, 0.75)],
    }),
  };
}
