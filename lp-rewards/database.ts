/** DuckDB with a limit of memory: what does not fit goes to the disk, beside the results. */
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { LpRewardsError } from '../api/domain/lp-rewards/error.ts';

export interface Database {
  /** Rows as objects; every number in digits, so that none is rounded on the way. */
  all(sql: string, parameters?: Record<string, DuckDBValue>): Promise<Record<string, string | null>[]>;
  /** The same for what takes long: says from time to time how far it is, from 0 to 1. */
  slowly(sql: string, onProgress: (part: number) => void): Promise<Record<string, string | null>[]>;
  close(): void;
}

export interface Resources {
  readonly memoryMiB: number;
  readonly threads: number;
  /** Directory for what does not fit into the memory. */
  readonly spill: string;
}

const SAID_EVERY_MS = 5000;

export async function openDatabase({ memoryMiB, threads, spill }: Resources): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMiB}MiB`,
    threads: String(threads),
    temp_directory: spill,
  });
  const connection = await instance.connect();
  await connection.run('set enable_progress_bar = true; set enable_progress_bar_print = false');
  await connection.run('set parquet_metadata_cache = true');
  return {
    all: (sql, parameters) => rowsOf(connection, sql, parameters),
    slowly: async (sql, onProgress) => {
      const timer = setInterval(() => onProgress(Math.max(0, connection.progress.percentage) / 100), SAID_EVERY_MS);
      try {
        return await rowsOf(connection, sql);
      } finally {
        clearInterval(timer);
      }
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function rowsOf(connection: DuckDBConnection, sql: string, parameters?: Record<string, DuckDBValue>) {
  const reader = await running(() => connection.runAndReadAll(sql, parameters));
  return reader
    .getRowObjects()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value?.toString() ?? null])));
}

/** What is wrong with the query is ours; the rest is of the files, the memory or the disk. */
async function running<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    if (/^(Parser|Binder|Catalog|INTERNAL)/.test(line)) throw error;
    throw new LpRewardsError('LP_DATABASE', `The database cannot go on: ${line}`);
  }
}

/** A value inside SQL; file names cannot be parameters everywhere. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
