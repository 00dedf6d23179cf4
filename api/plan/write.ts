/** Writers of JSON text, put together once per plan so that a row costs no decisions. */
import { type GraphQLOutputType, getNamedType, getNullableType, isEnumType, isListType, isScalarType } from 'graphql';
import type { JsonObject } from '../json.ts';
import type { Fill, Writer } from './plan.ts';

/** One field of an object: `"key":` and its value. */
export interface FieldWriter {
  readonly key: string;
  readonly write: Writer;
}

export function writeObject(fields: readonly FieldWriter[]): Writer {
  const writers = fields.map((field) => field.write);
  const prefixes = fields.map(({ key }, i) => writePrefix(key, i === 0));
  const count = fields.length;
  if (count === 0) return () => '{}';
  return (row, fill) => {
    let text = '';
    for (let i = 0; i < count; i++) text += (prefixes[i] as string) + (writers[i] as Writer)(row, fill);
    return `${text}}`;
  };
}

/** What stands before a value: `{"key":` or `,"key":`. */
export function writePrefix(key: string, first: boolean): string {
  return `${first ? '{' : ','}${JSON.stringify(key)}:`;
}

/** An object or a list of objects under a response key of the row. */
export function writeComposite(upstreamKey: string, object: Writer): Writer {
  return (row, fill) => writeRows(row[upstreamKey], object, fill);
}

function writeRows(value: unknown, object: Writer, fill: Fill): string {
  if (value === null || value === undefined) return 'null';
  if (!Array.isArray(value)) return object(value as JsonObject, fill);
  let text = '';
  for (let i = 0; i < value.length; i++) text += (i === 0 ? '' : ',') + writeRows(value[i], object, fill);
  return `[${text}]`;
}

/** Scalars whose strings hold nothing that JSON escapes. */
const PLAIN_TEXT = new Set(['BigInt', 'BigDecimal', 'Bytes', 'Int8', 'Timestamp', 'Int', 'Float', 'Boolean']);

/** A stored value, or a whole part of the answer with nothing derived in it. */
export function writeStored(upstreamKey: string, type: GraphQLOutputType): Writer {
  const named = getNamedType(type);
  const plain = PLAIN_TEXT.has(named.name) || isEnumType(named);
  if (!isListType(getNullableType(type)) && plain && (isScalarType(named) || isEnumType(named)))
    return (row) => {
      const value = row[upstreamKey];
      return typeof value === 'string' ? `"${value}"` : String(value ?? null);
    };
  return (row) => JSON.stringify(row[upstreamKey] ?? null);
}

/** A computed scalar: integers are decimal strings, as everywhere in the API. */
export function writeScalar(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  return JSON.stringify(value ?? null);
}
