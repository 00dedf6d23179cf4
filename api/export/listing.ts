/** `GET /export`: what there is, with every column, its type and unit, as JSON. */
import type { Block } from '../block.ts';
import type { Column } from './column.ts';
import type { Dataset } from './dataset.ts';
import type { ExportPin } from './pin.ts';

const PARAMETERS = {
  block: 'Number of a block: the state after it, at its second. One of block, timestamp and epoch; the newest if none.',
  timestamp: 'Unix second: the state after the last event at or before it, rolled forward to it.',
  epoch: 'Epoch number: its last second.',
  at: 'With block: a later unix second to which its state is rolled forward.',
  from: 'First row wanted, in the unit that the dataset names as its range; the first there is when left out.',
  to: 'Last row wanted, in the same unit; the last there is when left out.',
  interval: 'Of series: hour or day; day when left out.',
};

/** How the two formats write a type. */
const TYPES = {
  integer: { csv: 'digits', parquet: 'INT64' },
  decimal: { csv: 'digits', parquet: 'DECIMAL(38, 0)' },
  digits: { csv: 'digits', parquet: 'UTF8, digits: a value may have more than 38' },
  text: { csv: 'text', parquet: 'UTF8' },
  boolean: { csv: 'true or false', parquet: 'BOOLEAN' },
  list: { csv: 'separated by spaces', parquet: 'LIST of UTF8' },
  json: { csv: 'JSON', parquet: 'UTF8, JSON' },
};

export interface Listed {
  readonly dataset: Dataset;
  readonly columns: readonly Column[];
}

export function writeListing(schemaVersion: string, pin: ExportPin, listed: readonly Listed[]): string {
  const listing = {
    schemaVersion,
    block: blockOf(pin.block),
    stateBlock: blockOf(pin.state),
    timestamp: String(pin.at),
    parameters: PARAMETERS,
    types: TYPES,
    datasets: listed.map(({ dataset, columns }) => ({
      what: dataset.what,
      description: dataset.description,
      files: [`/export/${dataset.what}.csv`, `/export/${dataset.what}.parquet`],
      order: dataset.order,
      range: dataset.range,
      interval: dataset.series,
      rowType: dataset.rowType,
      columns: columns.map(columnOf),
    })),
  };
  return `${JSON.stringify(listing, null, 2)}\n`;
}

/** A column as a reader of the file needs it. */
export function columnOf({ name, kind, nullable, path, description }: Column): Readonly<Record<string, unknown>> {
  return { name, type: kind.type, unit: kind.unit, nullable, field: path.join('.'), description };
}

function blockOf({ number, hash, timestamp }: Block): Readonly<Record<string, unknown>> {
  return { number, hash, timestamp: String(timestamp) };
}
