/** The Block entity of a view, read in the same query: it tells hash and time of what was read, on the same chain. */
import type { Json, JsonObject } from '../json.ts';
import { blockFilterVariable, mayBePast } from '../plan/context.ts';
import type { View } from '../plan/plan.ts';
import { blockFilter, type Target } from './target.ts';

/** Variables with the condition that finds it for each view; `isOnce` as in `blockFilter`. */
export function withBlockFilters(
  { views }: { readonly views: readonly View[] },
  targets: readonly Target[],
  variables: JsonObject,
  isOnce: boolean,
): JsonObject {
  const filters: Record<string, Json> = {};
  for (const [i, view] of views.entries())
    if (mayBePast(view)) filters[blockFilterVariable(view)] = blockFilter(targets[i] as Target, isOnce);
  return { ...variables, ...filters };
}

/** Its rows in an answer; undefined where they were not asked for. */
export function indexedBlock(view: View, data: JsonObject): Json | undefined {
  return mayBePast(view) ? (data[view.keys.block] ?? []) : undefined;
}
