/** Variables of a derived query's upstream document: the client's, and the blocks of its views. */
import type { Json, JsonObject } from '../json.ts';
import { blockFilterVariable, mayBePast } from '../plan/context.ts';
import type { DerivedPlan } from '../plan/plan.ts';
import { blockFilter, type Target } from './target.ts';

export function upstreamVariables(plan: DerivedPlan, targets: readonly Target[], given: JsonObject): JsonObject {
  const variables: Record<string, Json> = {};
  for (const name of plan.usedVariables) {
    const value = given[name];
    if (value !== undefined) variables[name] = value;
  }
  for (const [i, view] of plan.views.entries()) {
    const target = targets[i] as Target;
    const number = target.kind === 'pinned' ? target.pin.block.number : target.kind === 'number' ? target.number : null;
    if (view.source.kind !== 'block' && number !== null) variables[view.variable] = { number };
    if (mayBePast(view)) variables[blockFilterVariable(view)] = blockFilter(target);
  }
  return variables;
}
