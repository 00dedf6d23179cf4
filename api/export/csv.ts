/**
 * CSV as in RFC 4180, UTF-8, lines ended by a line feed, a header line. Numbers are plain digits, truths `true` and
 * `false`, lists separated by spaces, objects JSON; what a row does not have is empty.
 */
import { stringify } from 'csv-stringify/sync';
import type { Json } from '../json.ts';
import { readCell, readWhole } from './cells.ts';
import type { Column } from './column.ts';
import type { FileFormat } from './encoder.ts';

export const CSV: FileFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  open(columns) {
    let header: string[][] = [columns.map(({ name }) => name)];
    const lines = (records: string[][]): Uint8Array => Buffer.from(stringify(records));
    return {
      push(rows) {
        const records = rows.map((row) => columns.map((column) => text(column, readCell(column, row))));
        const written = lines([...header, ...records]);
        header = [];
        return written;
      },
      end: () => lines(header),
    };
  },
};

function text(column: Column, value: Json): string {
  if (value === null) return '';
  switch (column.kind.type) {
    case 'integer':
    case 'decimal':
    case 'digits':
      return String(readWhole(value, column));
    case 'list':
      return Array.isArray(value) ? value.join(' ') : String(value);
    case 'json':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}
