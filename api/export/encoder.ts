/** What turns rows into the bytes of a file. */
import type { JsonObject } from '../json.ts';
import type { Column } from './column.ts';

export type Format = 'csv' | 'parquet';

/** Facts about the rows that a file can carry inside. The same rows have the same. */
export type FileFacts = Readonly<Record<string, string>>;

/** One file in the making. */
export interface Encoder {
  /** Bytes that are ready once these rows are in; there may be none yet. */
  push(rows: readonly JsonObject[]): Uint8Array;
  /** The last bytes. */
  end(): Uint8Array;
}

export interface FileFormat {
  readonly contentType: string;
  open(columns: readonly Column[], facts: FileFacts): Encoder;
}
