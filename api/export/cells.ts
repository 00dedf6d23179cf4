/** Values of rows as they came from the API. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Column } from './column.ts';

/** The value of a column in a row; null where the row has none. */
export function readCell({ path, only }: Column, row: JsonObject): Json {
  if (only !== null && !only.has(String(row.__typename))) return null;
  let value: Json | undefined = row;
  for (const name of path) value = isJsonObject(value) ? value[name] : null;
  return value ?? null;
}

/** A whole number, as the API writes one: digits in a string, or a JSON number. */
export function readWhole(value: Json, { name }: Column): bigint {
  if (typeof value === 'string' || typeof value === 'number') return BigInt(value);
  throw new Error(`the column ${name} has a value that is no number`);
}
