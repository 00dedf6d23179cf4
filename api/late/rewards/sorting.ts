/** The order in which a Graph Node lists rows: by a stored field, then by id, both in one direction; null is the last. */
import type { Json } from '../../json.ts';
import type { AccountRow } from './account-rows.ts';

export function byStored(field: string, descending: boolean): (a: AccountRow, b: AccountRow) => number {
  const sign = descending ? -1 : 1;
  return (a, b) =>
    sign *
    (compare(a.values[field] ?? null, b.values[field] ?? null) || compare(a.values.id ?? null, b.values.id ?? null));
}

function compare(a: Json, b: Json): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  const [left, right] = [comparable(a), comparable(b)];
  return left < right ? -1 : Number(left > right);
}

/** Integers come as decimal strings, bytes as 0x and hex. */
function comparable(value: Json): bigint | string {
  const text = String(value);
  return /^\d+$/.test(text) ? BigInt(text) : text;
}
