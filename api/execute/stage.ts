/** Between two epoch boundaries, or sides of the blackout window, most values of a state stand still. */
import type { PoolAt, PoolState } from '../domain/state.ts';

const stages = new WeakMap<PoolState, Map<string, object>>();

/** One object per state and stage: what was written for it before can be used again. */
export function stageOf({ state, epoch, inBlackoutWindow }: PoolAt): object {
  let known = stages.get(state);
  if (!known) {
    known = new Map();
    stages.set(state, known);
  }
  const name = `${epoch} ${inBlackoutWindow}`;
  let stage = known.get(name);
  if (!stage) {
    stage = {};
    known.set(name, stage);
  }
  return stage;
}
