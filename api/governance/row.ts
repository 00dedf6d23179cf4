/** Values of rows that are read here. */
import { isJsonObject, type JsonObject } from '../json.ts';

export function text(row: JsonObject, key: string): string {
  return String(row[key]);
}

export function flag(row: JsonObject, key: string): string {
  return String(row[key] === true);
}

/** A field of an object in the row. */
export function inner(row: JsonObject, object: string, key: string): string {
  const held = row[object];
  return isJsonObject(held) ? text(held, key) : '';
}
