/** Input files as tables: their columns, their hashes, and every form brought to Parquet. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import type { Input } from '../../api/domain/lp-rewards/files.ts';
import { type Database, quoted } from '../database.ts';
import { type Columns, type ColumnType, name, needColumns, reading } from './columns.ts';
import { fromCsv } from './csv.ts';

const PARQUET_TYPES: Readonly<Record<ColumnType, RegExp>> = {
  text: /^VARCHAR$/,
  integer: /^(TINYINT|SMALLINT|INTEGER|BIGINT|U(TINYINT|SMALLINT|INTEGER))$/,
  amount: /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|DECIMAL\(\d+,0\))$/,
};

export interface Table {
  /** What the user gave, for errors. */
  readonly what: string;
  /** Files as they were given, in their order. */
  readonly given: readonly string[];
  /** SQL that stands for its rows in their order, with `file_index` and `row_number` (from 1) of each. */
  readonly sql: string;
  /** The same for each file alone. */
  readonly parts: readonly string[];
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
  const parts = files.map((_, index) => parquet(files, columns, index));
  return { what: basename(path), given, sql: parquet(files, columns), parts };
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

/** All files, or the one at `only`; a file's index counts among all of them. */
function parquet(files: readonly string[], columns: Columns, only?: number): string {
  const list = (named: readonly string[]) => `[${named.map(quoted).join(', ')}]`;
  const read = only === undefined ? files : files.slice(only, only + 1);
  return `(select ${Object.keys(columns).map(name).join(', ')}, file_row_number + 1 as row_number,
    list_position(${list(files)}, filename) as file_index
    from read_parquet(${list(read)}, filename = true, file_row_number = true))`;
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
