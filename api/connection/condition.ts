/** Conditions on activities: told apart by a digest, narrowed to a part of the list. */
import { createHash } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** Sequence numbers of a part of all activities, both ends included; empty where `from` is above `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** All conditions together with a range. Side by side: one of them may name `sequence` too. */
export function narrow(conditions: readonly JsonObject[], { from, to }: Range): JsonObject {
  return { and: [...conditions, { sequence_gte: from, sequence_lte: to }] };
}

/** Equal for equal conditions, in whatever order their parts are written. */
export function digestOf(scope: string, where: JsonObject | null): string {
  const text = `${scope} ${JSON.stringify(inOrder(where))}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function inOrder(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(inOrder);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name] ?? null)]));
}
