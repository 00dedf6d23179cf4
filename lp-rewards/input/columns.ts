/** What a table must have. */
import { basename } from 'node:path';
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';

/** Integers have up to 18 digits, amounts up to 38. */
export type ColumnType = 'text' | 'integer' | 'amount';

/** Columns of a kind of table, by name. */
export type Columns = Readonly<Record<string, ColumnType>>;

export const name = (column: string): string => `"${column}"`;

export function needColumns(file: string, found: ReadonlySet<string>, columns: Columns): void {
  const missing = Object.keys(columns).filter((column) => !found.has(column));
  if (missing.length === 0) return;
  throw new LpRewardsError('LP_COLUMNS', `${basename(file)} has no column ${missing.join(', ')}.`);
}

/** DuckDB's own complaint, shortened to its first line. */
export async function reading<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new LpRewardsError('LP_FILE_UNREADABLE', `${basename(file)} cannot be read: ${line}`);
  }
}
