/** Active, inactive and borrowed over the epoch, as steps. */

import type { Report } from '../../shape.ts';
import type { Series } from '../../shape-flows.ts';
import { utc } from '../../utc.ts';
import { coordinate, usdc } from '../amounts.ts';
import type { Chart } from '../document.ts';
import { chartSpec, USDC_FORMAT } from './theme.ts';

type Point = Series['balances'][number];

const LINES = [
  { name: 'active', colour: 'var(--one)', dash: [1, 0], width: 2.5 },
  { name: 'inactive', colour: 'var(--two)', dash: [6, 3], width: 2 },
  { name: 'borrowed', colour: 'var(--three)', dash: [2, 2], width: 2 },
] as const;

const last = (points: readonly Point[], name: (typeof LINES)[number]['name']): string =>
  `${name} ${usdc(points.at(-1)?.[name] ?? '0')}`;

export function balancesChart(points: readonly Point[], epoch: Report['epoch']): Chart {
  const values = points.flatMap((point) =>
    LINES.map(({ name }) => ({ time: point.second * 1000, usdc: coordinate(point[name]), line: name })),
  );
  const names = LINES.map(({ name }) => name);
  const byLine = (range: readonly unknown[], name: string) => ({ name, type: 'ordinal', domain: names, range });
  return {
    title: 'Active and inactive stake, and what is borrowed',
    description:
      `Steps from ${utc(epoch.start)} to ${utc(points.at(-1)?.second ?? epoch.start)}. Solid: active; long dashes: ` +
      `inactive; dots: borrowed. Where the dots are above the solid line the pool is insolvent. At the end: ` +
      `${names.map((name) => last(points, name)).join(', ')} USDC.`,
    spec: chartSpec(240, {
      data: [{ name: 'points', values }],
      scales: [
        { name: 'x', type: 'utc', domain: [epoch.start * 1000, epoch.end * 1000], range: 'width' },
        {
          name: 'y',
          type: 'linear',
          domain: { data: 'points', field: 'usdc' },
          zero: true,
          nice: true,
          range: 'height',
        },
        byLine(
          LINES.map(({ colour }) => colour),
          'colour',
        ),
        byLine(
          LINES.map(({ dash }) => dash),
          'dash',
        ),
        byLine(
          LINES.map(({ width }) => width),
          'thickness',
        ),
      ],
      axes: [
        { orient: 'bottom', scale: 'x', format: '%d %b', tickCount: 8 },
        { orient: 'left', scale: 'y', format: USDC_FORMAT, grid: true, title: 'USDC', tickCount: 6 },
      ],
      legends: [{ stroke: 'colour', strokeDash: 'dash', orient: 'top', direction: 'horizontal', symbolType: 'stroke' }],
      marks: [
        {
          type: 'group',
          from: { facet: { name: 'one', data: 'points', groupby: 'line' } },
          marks: [
            {
              type: 'line',
              from: { data: 'one' },
              encode: {
                enter: {
                  x: { scale: 'x', field: 'time' },
                  y: { scale: 'y', field: 'usdc' },
                  interpolate: { value: 'step-after' },
                  stroke: { scale: 'colour', field: 'line' },
                  strokeDash: { scale: 'dash', field: 'line' },
                  strokeWidth: { scale: 'thickness', field: 'line' },
                },
              },
            },
          ],
        },
      ],
    }),
  };
}
