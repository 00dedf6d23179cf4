/** What a derived field is: the stored fields it reads and the domain's function for it. */
import type { PoolAt } from '../domain/state.ts';
import type { JsonObject } from '../json.ts';

/** Parts of the pool beyond its own row, read only where a field needs them. */
export type ContextPart = 'shortfalls' | 'epochIndexes';

/** What every derived field of one response may read beside its row. */
export interface PoolView {
  readonly pool: PoolAt;
  /** Whether calls that log nothing are known. */
  readonly callsIndexed: boolean;
  /** The same object for the same state, epoch and side of the blackout window. */
  readonly stage: object;
}

/** What a row links to, read with it: one row, or those that the arguments of the derived field single out. */
export interface RowLink {
  /** Stored field of the row. */
  readonly field: string;
  /** What follows it in the Graph Node's words; `$name` stands for the argument of that name. */
  readonly selection: string;
}

/** A stored field by its name, or a link. */
export type Need = string | RowLink;

/** What an argument must be: a number of its kind, or as many bytes as one. */
export type ArgumentKind = 'epoch' | 'uint256' | 'address' | 'bytes32';

/** What a client asked a field with, beside `at`. */
export interface Given {
  /** Value of the field's first argument, 0 where it has none. */
  readonly argument: bigint;
  /** First row of the field's own link, the one with arguments; null where none is there. */
  readonly found: JsonObject | null;
}

export type DerivedValue = bigint | boolean | string | null | object | readonly object[];

export interface DerivedField<Entity> {
  /** What of the row `compute` reads. */
  readonly needs: readonly Need[];
  readonly parts: readonly ContextPart[];
  /** False for what time cannot change: it needs no `at`. */
  readonly timed: boolean;
  /** True where every second of a stage (`PoolView.stage`) gives the same value. */
  readonly staged: boolean;
  /** Required arguments beside `at`. */
  readonly arguments?: Readonly<Record<string, ArgumentKind>>;
  compute(view: PoolView, entity: Entity, given: Given): DerivedValue;
}

export type DerivedFields<Entity> = Readonly<Record<string, DerivedField<Entity>>>;
