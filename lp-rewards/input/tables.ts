/** Input files as tables: their columns, their hashes, and every form brought to Parquet. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import type { Input } from '../../api/domain/lp-rewards/files.ts';
import { type Database, quoted } from '../database.ts';

/** Integers have up to 18 digits, amounts up to 38. */
export type ColumnType = 'text' | 'integer' | 'amount';

const PARQUET_TYPES: Readonly<Record<ColumnType, RegExp>> = {
  text: /^VARCHAR$/,
  integer: /^(TINYINT|SMALLINT|INTEGER|BIGINT|U(TINYINT|SMALLINT|INTEGER))$/,
  amount: /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|DECIMAL\(\d+,0\))$/,
};

const CSV_TYPES = { integer: { type: 'bigint', digits: 18 }, amount: { type: 'decimal(38, 0)', digits: 38 } } as const;

/** Columns of a kind of table, by name. */
export type Columns = Readonly<Record<string, ColumnType>>;

export interface Table {
  /** What the user gave, for errors. */
  readonly what: string;
  /** Files as they were given, in their order. */
  readonly given: readonly string[];
  /** SQL that stands for its rows in their order, with `file_index` and `row_number` (from 1) of each. */
  readonly sql: string;
}

/** A file, or a directory whose CSV and Parquet files are one table in the order of their names. */
export async function openTable(db: Database, path: string, columns: Columns, staging: string): Promise<Table> {
  const given = await filesOf(path);
  const kinds = new Set(given.map((file) => extname(file).toLowerCase()));
  const [kind] = kinds;
  if (kinds.size !== 1 || (kind !== '.csv' && kind !== '.parquet'))
    throw new LpRewardsError('LP_FILE_UNREADABLE', `${path} is neither CSV nor Parquet (.csv, .parquet), or both.`);
  const files = kind === '.parquet' ? given : await fromCsv(db, given, columns, staging);
  for (const [index, file] of files.entries()) await checkColumns(db, file, given[index] ?? file, columns);
  return { what: basename(path), given, sql: parquet(files, columns) };
}

async function filesOf(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => /\.(csv|parquet)$/i.test(name)).sort();
    if (names.length > 0) return names.map((name) => join(path, name));
  } catch {
    throw new LpRewardsError('LP_FILE_UNREADABLE', `${path} cannot be read: check the path.`);
  }
  throw new LpRewardsError('LP_FILE_UNREADABLE', `${path} holds no CSV or Parquet file.`);
}

const parquet = (files: readonly string[], columns: Columns): string =>
  `(select ${Object.keys(columns).map(name).join(', ')}, file_row_number + 1 as row_number,
    list_position([${files.map(quoted).join(', ')}], filename) as file_index
    from read_parquet([${files.map(quoted).join(', ')}], filename = true, file_row_number = true))`;

export const name = (column: string): string => `"${column}"`;

/** CSV is text: each cell is checked before it becomes a number, so that none is rounded or taken for none. */
async function fromCsv(db: Database, files: readonly string[], columns: Columns, staging: string): Promise<string[]> {
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
    const path = join(staging, `${made.length}-${basename(file)}.parquet`);
    const casts = new Map(numbers.map(({ column, type }) => [column, `${name(column)}::${type} as ${name(column)}`]));
    const cells = Object.keys(columns).map((column) => casts.get(column) ?? name(column));
    const copy = `copy (select ${cells.join(', ')} from ${csv}) to ${quoted(path)} (format parquet)`;
    await reading(file, () => db.all(copy));
    made.push(path);
  }
  return made;
}

async function checkColumns(db: Database, file: string, given: string, columns: Columns): Promise<void> {
  const described = await reading(given, () => db.all(`describe select * from read_parquet(${quoted(file)})`));
  const types = new Map(described.map((row) => [row.column_name ?? '', row.column_type ?? '']));
  needColumns(given, new Set(types.keys()), columns);
  for (const [column, type] of Object.entries(columns)) {
    const found = types.get(column) ?? '';
    if (PARQUET_TYPES[type].test(found)) continue;
    throw new LpRewardsError('LP_COLUMNS', `${column} of ${basename(given)} is ${found}: ${type} is expected.`);
  }
}

function needColumns(file: string, found: ReadonlySet<string>, columns: Columns): void {
  const missing = Object.keys(columns).filter((column) => !found.has(column));
  if (missing.length === 0) return;
  throw new LpRewardsError('LP_COLUMNS', `${basename(file)} has no column ${missing.join(', ')}.`);
}

/** DuckDB's own complaint, shortened to its first line. */
async function reading<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new LpRewardsError('LP_FILE_UNREADABLE', `${basename(file)} cannot be read: ${line}`);
  }
}

/** Where a row stands, as an error says it. */
export function rowOf({ given }: Table, row: Record<string, string | null>): string {
  return `Row ${row.row_number} of ${basename(given[Number(row.file_index) - 1] ?? '')}`;
}

/** The inputs as the results name them; hashes are of the files as they were given. */
export async function inputsOf(db: Database, role: string, { given, sql }: Table): Promise<Input[]> {
  const counts = await db.all(`select file_index, count(*) as rows from ${sql} group by file_index`);
  const rows = new Map(counts.map((row) => [Number(row.file_index), Number(row.rows)]));
  const inputs: Input[] = [];
  for (const [index, file] of given.entries())
    inputs.push({ role, ...(await hashed(file)), rows: rows.get(index + 1) ?? 0 });
  return inputs;
}

export async function hashed(file: string): Promise<{ file: string; bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { file: basename(file), bytes, sha256: hash.digest('hex') };
}
