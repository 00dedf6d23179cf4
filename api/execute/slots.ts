/** The second of every derived field, and the pool as it stands then. */
import type { Block } from '../block.ts';
import type { PoolView } from '../derived/field.ts';
import { poolAt } from '../domain/pool-at.ts';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Slot } from '../plan/plan.ts';
import { readArgument } from './arguments.ts';
import type { PoolContext } from './pool-context.ts';
import { stageOf } from './stage.ts';
import { readInteger } from './target.ts';

/** A view once it is known what it shows. */
export interface ViewState {
  readonly block: Block;
  /** Second at which derived fields are evaluated by default; null where it is not known. */
  readonly defaultAt: bigint | null;
  /** Null where nothing of the pool is needed. */
  readonly context: PoolContext | null;
}

export function fillSlots(
  slots: readonly Slot[],
  views: readonly ViewState[],
  variables: JsonObject,
): (PoolView | null)[] {
  return slots.map((slot) => {
    const view = views[slot.view] as ViewState;
    const at = slot.timed ? evaluationSecond(slot, view, variables) : (view.context?.lastTimestamp ?? 0n);
    if (!view.context?.pool || at === null) return null;
    const pool = poolAt(view.context.pool, at);
    return { pool, callsIndexed: view.context.callsIndexed, stage: stageOf(pool) };
  });
}

/** Null only where there is no pool yet whose second could matter. */
function evaluationSecond(slot: Slot, { block, defaultAt, context }: ViewState, variables: JsonObject): bigint | null {
  const value = readArgument(slot.at, variables);
  const at = value === null || value === undefined ? defaultAt : readInteger(value, 'at');
  if (at === null) {
    if (context !== null && context.pool === null) return null;
    throw new ApiError(
      'TIMESTAMP_UNKNOWN',
      `The timestamp of block ${block.number} is not known here: pass at to derived fields, or start with an RPC.`,
    );
  }
  if (at < 0n) throw new ApiError('BAD_USER_INPUT', 'The argument at must not be negative: give unix seconds.');
  // Where the block's own second is not known, that of the pool's last event is the earliest that can be meant.
  const earliest = block.timestamp ?? context?.lastTimestamp ?? 0n;
  if (at < earliest)
    throw new ApiError(
      'AT_BEFORE_BLOCK',
      `The argument at, ${at}, is before block ${block.number} at ${earliest}: name an earlier block or a later second.`,
    );
  return at;
}
