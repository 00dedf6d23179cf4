/** Variables of a derived query's upstream document: the client's that are left in it, and the blocks of its views. */
import type { Json, JsonObject } from '../json.ts';
import type { DerivedPlan } from '../plan/plan.ts';
import { withBlockFilters } from './block-row.ts';
import type { Target } from './target.ts';

export function upstreamVariables(
  plan: DerivedPlan,
  targets: readonly Target[],
  given: JsonObject,
  isOnce = false,
): JsonObject {
  const variables: Record<string, Json> = {};
  for (const name of plan.usedVariables) {
    const value = given[name];
    if (value !== undefined) variables[name] = value;
  }
  for (const [i, view] of plan.views.entries()) {
    const target = targets[i] as Target;
    const number = target.kind === 'pinned' ? target.pin.block.number : target.kind === 'number' ? target.number : null;
    if (view.source.kind !== 'block' && number !== null) variables[view.variable] = { number };
  }
  return withBlockFilters(plan, targets, variables, isOnce);
}
