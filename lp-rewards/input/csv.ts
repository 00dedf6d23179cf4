/** CSV brought to Parquet. */
import { mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import { type Database, quoted } from '../database.ts';
import { type Columns, name, needColumns, reading } from './columns.ts';

const CSV_TYPES = { integer: { type: 'bigint', digits: 18 }, amount: { type: 'decimal(38, 0)', digits: 38 } } as const;

/** CSV is text: each cell is checked before it becomes a number, so that none is rounded or taken for none. */
export async function fromCsv(
  db: Database,
  files: readonly string[],
  columns: Columns,
  staging: string,
): Promise<string[]> {
  // Files of different directories may have one name.
  const folder = await mkdtemp(join(staging, 'csv-'));
  const made: string[] = [];
  for (const file of files) {
    const csv = `read_csv(${quoted(file)}, header = true, delim = ',', all_varchar = true, null_padding = false)`;
    const names = await reading(file, () => db.all(`describe select * from ${csv}`));
    needColumns(file, new Set(names.map((row) => row.column_name ?? '')), columns);
    const numbers = Object.entries(columns).flatMap(([column, type]) =>
      type === 'text' ? [] : [{ column, ...CSV_TYPES[type] }],
    );
    const isBad = numbers.map(
      ({ column, digits }) => `not regexp_full_match(coalesce(${name(column)}, ''), '-?[0-9]{1,${digits}}')`,
    );
    const [bad] = await reading(file, () =>
      db.all(`select row_number from (select *, row_number() over () as row_number from ${csv})
        where ${isBad.join(' or ') || 'false'} limit 1`),
    );
    if (bad) {
      const names = numbers.map(({ column, digits }) => `${column} (up to ${digits} digits)`).join(', ');
      throw new LpRewardsError('LP_ROW', `Row ${bad.row_number} of ${basename(file)}: ${names} must be whole numbers.`);
    }
    const path = join(folder, `${basename(file)}.parquet`);
    const casts = new Map(numbers.map(({ column, type }) => [column, `${name(column)}::${type} as ${name(column)}`]));
    const cells = Object.keys(columns).map((column) => casts.get(column) ?? name(column));
    const copy = `copy (select ${cells.join(', ')} from ${csv}) to ${quoted(path)} (format parquet)`;
    await reading(file, () => db.all(copy));
    made.push(path);
  }
  return made;
}
