/** What a check is, and what all checks look at. */
import type { LedgerBooks } from './books/ledger-books.ts';
import type { Activity, LedgerRow, StateChange } from './ledger/rows.ts';
import type { LedgerSource, Stored, WalkedKind } from './ledger/source.ts';
import type { Replay } from './replay.ts';
import type { Place, Sheet } from './sheet.ts';

/** The two states that the ledger is laid beside: its own changes replayed, and its activities booked. */
export interface World {
  /** Address of the pool. */
  readonly pool: string;
  readonly replay: Replay;
  readonly books: LedgerBooks;
  /** State before the first row; null where the ledger is read from its very beginning. */
  readonly opening: Opening | null;
}

/** Where a window of the ledger begins: what was stored then, taken as given. */
export interface Opening {
  readonly pool: Stored;
  readonly source: LedgerSource;
  /** Unix seconds. */
  readonly at: bigint;
}

/** Where it ends: what is stored then, to be proved. */
export interface Closing {
  readonly pool: Stored;
  readonly source: LedgerSource;
  /** Unix seconds at which derived values are read. */
  readonly at: bigint;
}

export interface Check {
  readonly sheet: Sheet;
  /** Sees a row while the two states are those before it. */
  before?(row: LedgerRow): void;
  /** Sees it when it is replayed and booked. */
  after?(row: LedgerRow): void;
  /** Rows of a transaction are complete; the last of them. */
  transactionEnd?(last: Activity): void;
  /** All rows of that epoch are seen, and none of a later one; `isOver` where the epoch has ended by `Closing.at`. */
  epochEnd?(epoch: bigint, closing: Closing, isOver: boolean): Promise<void>;
  /** An activity whose number is below the first. */
  stray?(activity: Activity): void;
  /** A change that belongs to no activity of its number. */
  orphan?(change: StateChange): void;
  /** All rows are seen. */
  rowsEnd?(closing: Closing): void;
  /** Sees each entity as stored at the end, with its derived fields at `Closing.at`. */
  entity?(kind: WalkedKind, row: Stored): void;
  /** Last of all; reads what else it needs. */
  finish?(closing: Closing): Promise<void>;
}

export function placeOf({ sequence, id, type, blockNumber, transactionHash }: Activity): Place {
  return { sequence, activity: id, type, block: blockNumber, transaction: transactionHash };
}
