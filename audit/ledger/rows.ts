/** The ledger as it is read: activities, and the stored values that each of them changed. */
import type { Entry } from '../books/entries.ts';

/** One activity. Integers of its own kind are decimal text in `fields`, references the ids they name. */
export interface Activity {
  readonly id: string;
  /** Name of its type, as a rule that of the contract's event. */
  readonly type: string;
  readonly sequence: number;
  /** Id of its epoch; null before epoch zero. */
  readonly epoch: string | null;
  /** The Block entity it names. */
  readonly block: { readonly id: string; readonly number: number; readonly timestamp: bigint };
  readonly blockNumber: number;
  /** Unix seconds. */
  readonly timestamp: bigint;
  readonly transactionHash: string;
  readonly transactionIndex: number;
  readonly transactionFrom: string;
  /** -1 for a call, which has no log. */
  readonly logIndex: number;
  readonly verb: string;
  readonly actors: readonly string[];
  /** What only its type has; null values are left out. */
  readonly fields: Readonly<Record<string, string>>;
  /** Ids of the changes that name it. */
  readonly changeIds: readonly string[];
}

/** One stored value that an activity changed, in the unit of the field. */
export interface StateChange {
  readonly id: string;
  readonly sequence: number;
  readonly position: number;
  readonly epoch: string | null;
  readonly blockNumber: number;
  readonly timestamp: bigint;
  readonly subjectKind: string;
  readonly subject: string;
  readonly field: string;
  readonly before: bigint;
  readonly change: bigint;
  readonly after: bigint;
}

/** An activity with its changes, in their order. */
export interface LedgerRow {
  readonly activity: Activity;
  readonly changes: readonly StateChange[];
}

/** A stretch of the ledger; changes are those whose sequence lies in it, whatever activity they belong to. */
export interface LedgerWindow {
  readonly activities: readonly Activity[];
  readonly changes: readonly StateChange[];
}

/** An activity as an entry for the books. */
export function entryOf({ type, timestamp, fields }: Activity): Entry {
  const text = (key: string): string => fields[key] ?? '';
  return {
    name: type,
    timestamp,
    address: text,
    amount: (key) => BigInt(text(key)),
    flag: (key) => text(key) === 'true',
  };
}

/** Joins changes to their activities; a change's id is that of its activity and its position, as 4 bytes. */
export function joinRows({ activities, changes }: LedgerWindow): { rows: LedgerRow[]; orphans: StateChange[] } {
  const byActivity = new Map<string, StateChange[]>(activities.map(({ id }) => [id, []]));
  const orphans: StateChange[] = [];
  for (const change of changes) (byActivity.get(change.id.slice(0, -8)) ?? orphans).push(change);
  const rows = activities.map((activity) => ({
    activity,
    changes: (byActivity.get(activity.id) ?? []).sort((a, b) => a.position - b.position),
  }));
  return { rows, orphans };
}
