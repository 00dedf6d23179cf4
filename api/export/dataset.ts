/** What can be exported: its columns, its GraphQL root, and how that is read in pages. */
import type { JsonObject } from '../json.ts';
import type { ColumnSpec } from './column.ts';

/** What `from` and `to` of a dataset count; both ends are included. */
export type RangeUnit = 'sequence number' | 'epoch number' | 'unix seconds';

export type Interval = 'hour' | 'day';

/** The part of a dataset a client asked for. */
export interface Extent {
  readonly from: bigint | null;
  readonly to: bigint | null;
  readonly interval: Interval;
}

/** What paging has to know of the moment. */
export interface Facts {
  /** Second of the moment. */
  readonly at: bigint;
  /** Number of the epoch of that second; null before epoch zero. */
  readonly epoch: bigint | null;
  /** Second of the pool's first activity. */
  readonly start: bigint;
  readonly activityCount: bigint;
}

/** How the rows of a dataset are read, page by page. */
export interface Source {
  /** Variables of the query, beside `$block`. */
  readonly variables: string;
  /** Root of the rows, without its selection; reads at `$block`. */
  readonly root: string;
  /** Whether that root is a connection: rows are then its nodes, each with the `cursor` of its edge. */
  readonly isConnection?: true;
  /** Fields that paging reads from the rows, beside the columns. */
  readonly needs: string;
  /** Variables of the first page; null where there are no rows. */
  first(extent: Extent, facts: Facts): JsonObject | null;
  /** Variables of the page after these rows; null after the last one. Throws where rows are missing. */
  next(asked: JsonObject, rows: readonly JsonObject[], extent: Extent, facts: Facts): JsonObject | null;
}

export interface Dataset {
  /** Name in the address: `/export/<what>.csv`. */
  readonly what: string;
  readonly description: string;
  /** Order of the rows, in words. */
  readonly order: string;
  /** What `from` and `to` count; null where no range can be asked for. */
  readonly range: RangeUnit | null;
  /** Whether `interval` decides what a row is. */
  readonly series: boolean;
  /** GraphQL type of a row. */
  readonly rowType: string;
  readonly columns: ReadonlyMap<string, ColumnSpec>;
  readonly source: Source;
}
