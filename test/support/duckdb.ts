/** Exported files as DuckDB reads them. */
import { DuckDBInstance } from '@duckdb/node-api';

/** Rows of a Parquet file in their order; numbers in digits, so that none is rounded on the way. */
export async function readRows(path: string): Promise<unknown[][]> {
  return (await query(`select * from read_parquet('${path}')`)).rows;
}

/** Columns of a Parquet file with DuckDB's types. */
export async function readColumns(path: string): Promise<{ name: string; type: string }[]> {
  const { rows } = await query(`describe select * from read_parquet('${path}')`);
  return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
}

/** The answer to any question about a file. */
export async function query(sql: string): Promise<{ columns: string[]; rows: unknown[][] }> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    const result = await connection.runAndReadAll(sql);
    connection.closeSync();
    return { columns: result.columnNames(), rows: result.getRowsJson() as unknown[][] };
  } finally {
    instance.closeSync();
  }
}
