/** The rules in force, and who was given what. */

import type { Report } from '../../shape.ts';
import type { ParameterChange } from '../../shape-flows.ts';
import { utc } from '../../utc.ts';
import { dydx, grouped, percent } from '../amounts.ts';
import { type Cell, code, columns, type Section } from '../document.ts';

/** A value as text in its unit. */
function shown(value: string | null, unit: string): Cell {
  if (value === null) return '–';
  if (!/^\d+$/.test(value)) return value.startsWith('0x') ? code(value) : value;
  if (unit === 'DYDX base units per second') return `${dydx(value)} DYDX/s`;
  if (unit === 'unix seconds') return `${utc(Number(value))} (${value})`;
  if (unit === 'of 10,000') return percent(value);
  return `${grouped(value)} ${unit}`;
}

const change = ({
  sequence,
  timestamp,
  name,
  unit,
  subject,
  before,
  after,
  remark,
  transactionHash,
}: ParameterChange) => [
  String(sequence),
  utc(timestamp),
  name,
  subject ? code(subject) : '–',
  shown(before, unit),
  shown(after, unit),
  remark,
  code(transactionHash),
];

export function parameters({ parameters: rows, parameterChanges }: Report): Section {
  return {
    id: 'parameters',
    title: 'Parameters',
    blocks: [
      {
        kind: 'table',
        caption: 'In force at the first and at the last second',
        columns: columns(['Parameter', 'Opening', 'Closing'], []),
        rows: rows.map(({ name, unit, opening, closing }) => [name, shown(opening, unit), shown(closing, unit)]),
      },
      parameterChanges.length === 0
        ? { kind: 'text', text: 'Nothing was set in this epoch.' }
        : {
            kind: 'table',
            caption: 'Set in this epoch, in order',
            columns: columns(['Sequence', 'Time', 'What', 'Of', 'Before', 'After', 'Remark', 'Transaction'], []),
            rows: parameterChanges.map(change),
          },
    ],
  };
}
