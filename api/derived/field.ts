/** What a derived field is: the stored fields it reads and the domain's function for it. */
import type { PoolAt } from '../domain/state.ts';

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

export type DerivedValue = bigint | boolean | null | object | readonly object[];

export interface DerivedField<Entity> {
  /** Stored fields of the row that `compute` reads. */
  readonly needs: readonly string[];
  readonly parts: readonly ContextPart[];
  /** False for what time cannot change: it needs no `at`. */
  readonly timed: boolean;
  /** True where every second of a stage (`PoolView.stage`) gives the same value. */
  readonly staged: boolean;
  /** Required argument beside `at`, passed to `compute`. */
  readonly argument?: string;
  compute(view: PoolView, entity: Entity, argument: bigint): DerivedValue;
}

export type DerivedFields<Entity> = Readonly<Record<string, DerivedField<Entity>>>;
