/**
 * Parquet, a row group at a time. Amounts are DECIMAL(38, 0), numbers that may be larger are text, other numbers INT64,
 * lists LIST of text. Every column may be null but those the schema says have a value in every row.
 */
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Json, JsonObject } from '../json.ts';
import { readCell, readWhole } from './cells.ts';
import type { CellType, Column } from './column.ts';
import type { FileFormat } from './encoder.ts';

/** Of a fixed size, so that the bytes depend on the rows alone. */
const ROW_GROUP = 5000;
const DECIMAL_LIMIT = 10n ** 38n;

export const PARQUET: FileFormat = {
  contentType: 'application/vnd.apache.parquet',
  open(columns, facts) {
    const bytes = new ByteWriter();
    const file = new ParquetWriter({
      writer: bytes,
      schema: schemaOf(columns),
      kvMetadata: Object.entries(facts).map(([key, value]) => ({ key, value })),
      createdBy: 'dydx-liquidity-index',
    });
    let waiting: JsonObject[] = [];
    const write = (rows: readonly JsonObject[]): void =>
      void file.write({
        columnData: columns.map((column) => ({
          name: column.name,
          data: rows.map((row) => value(column, readCell(column, row))),
        })),
        rowGroupSize: ROW_GROUP,
      });
    return {
      push(rows) {
        waiting.push(...rows);
        while (waiting.length >= ROW_GROUP) {
          write(waiting.slice(0, ROW_GROUP));
          waiting = waiting.slice(ROW_GROUP);
        }
        return take(bytes);
      },
      end() {
        if (waiting.length > 0) write(waiting);
        void file.finish();
        return take(bytes);
      },
    };
  },
};

/** What was written since the last time; positions in the file go on. */
function take(bytes: ByteWriter): Uint8Array {
  const taken = bytes.getBytes().slice();
  bytes.index = 0;
  return taken;
}

const ELEMENTS: Readonly<Record<CellType, Omit<SchemaElement, 'name'>>> = {
  integer: { type: 'INT64' },
  decimal: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, converted_type: 'DECIMAL', precision: 38, scale: 0 },
  digits: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  boolean: { type: 'BOOLEAN' },
  list: { converted_type: 'LIST', num_children: 1 },
};

function schemaOf(columns: readonly Column[]): SchemaElement[] {
  return [{ name: 'rows', num_children: columns.length }, ...columns.flatMap(elements)];
}

function elements({ name, kind, nullable }: Column): SchemaElement[] {
  const own: SchemaElement = {
    name,
    ...ELEMENTS[kind.type],
    repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED',
  };
  if (kind.type !== 'list') return [own];
  const element: SchemaElement = { name: 'element', ...ELEMENTS.text, repetition_type: 'REQUIRED' };
  return [own, { name: 'list', repetition_type: 'REPEATED', num_children: 1 }, element];
}

function value(column: Column, cell: Json): bigint | boolean | string | readonly Json[] | null {
  if (cell === null) {
    if (column.nullable) return null;
    throw new Error(`a row has no ${column.name}`);
  }
  switch (column.kind.type) {
    case 'integer':
      return readWhole(cell, column);
    case 'decimal':
      return decimal(column, cell);
    case 'digits':
      return String(readWhole(cell, column));
    case 'boolean':
      return cell === true;
    case 'list':
      return Array.isArray(cell) ? cell : [cell];
    case 'json':
      return JSON.stringify(cell);
    case 'text':
      return String(cell);
  }
}

function decimal(column: Column, cell: Json): bigint {
  const whole = readWhole(cell, column);
  if (whole >= DECIMAL_LIMIT || whole <= -DECIMAL_LIMIT)
    throw new Error(`a value of the column ${column.name} has more than 38 digits`);
  return whole;
}
