/** What moved on each day of the epoch: one row of bars for each verb, all on one scale. */

import { byVerb } from '../../account/verbs.ts';
import type { Report } from '../../shape.ts';
import type { Series } from '../../shape-flows.ts';
import { utc } from '../../utc.ts';
import { coordinate } from '../amounts.ts';
import type { Chart } from '../document.ts';
import { chartSpec, USDC_FORMAT } from './theme.ts';

type Day = Series['days'][number];

const ROW = 46;
const DAY_MS = 86_400_000;

export function daysChart(days: readonly Day[], epoch: Report['epoch']): Chart {
  const values = days.map(({ start, verb, amount }) => ({ start: start * 1000, verb, usdc: coordinate(amount) }));
  const verbs = [...new Set([...days].sort(byVerb).map(({ verb }) => verb))];
  const most = Math.max(...values.map(({ usdc }) => usdc));
  return {
    title: 'Flows by day',
    description:
      `USDC moved in each 24 hours from ${utc(epoch.start)} on, a row for each verb (${verbs.join(', ')}), all on one ` +
      'scale. The sums are in the table of flows.',
    spec: chartSpec(verbs.length * ROW, {
      data: [{ name: 'days', values }],
      scales: [
        { name: 'x', type: 'utc', domain: [epoch.start * 1000, epoch.end * 1000], range: 'width' },
        { name: 'row', type: 'band', domain: verbs, range: 'height', paddingInner: 0.35 },
        { name: 'size', type: 'linear', domain: [0, most], nice: true, range: [{ signal: "bandwidth('row')" }, 0] },
      ],
      axes: [
        { orient: 'bottom', scale: 'x', format: '%d %b', tickCount: 8 },
        { orient: 'left', scale: 'row', ticks: false, domain: false, labelLimit: 200 },
      ],
      marks: [
        {
          type: 'group',
          from: { facet: { name: 'one', data: 'days', groupby: 'verb' } },
          encode: {
            enter: {
              y: { scale: 'row', field: 'verb' },
              width: { signal: 'width' },
              height: { scale: 'row', band: 1 },
            },
          },
          axes: [{ orient: 'right', scale: 'size', format: USDC_FORMAT, tickCount: 2, domain: false }],
          marks: [
            {
              type: 'rule',
              encode: {
                enter: { y: { scale: 'size', value: 0 }, x2: { signal: 'width' }, stroke: { value: 'var(--rule)' } },
              },
            },
            {
              type: 'rect',
              from: { data: 'one' },
              encode: {
                enter: {
                  x: { scale: 'x', field: 'start', offset: 1 },
                  x2: { scale: 'x', signal: `datum.start + ${DAY_MS}`, offset: -1 },
                  y: { scale: 'size', field: 'usdc' },
                  y2: { scale: 'size', value: 0 },
                  fill: { value: 'var(--one)' },
                },
              },
            },
          ],
        },
      ],
    }),
  };
}
