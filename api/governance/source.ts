/** How the activities of one type are read, and what each says. */
import type { JsonObject } from '../json.ts';
import type { Told, Unit, Value } from './log.ts';
import { text } from './row.ts';

/** Addresses that rows do not carry: there is one of each. Empty where it is not indexed, and then has no rows. */
export interface Own {
  readonly pool: string;
  readonly distributor: string;
}

export interface Source {
  /** Root that lists them, and the fields that are read beside those of every activity. */
  readonly root: string;
  readonly fields: string;
  read(row: JsonObject, own: Own): Told;
}

export function value(name: string, unit: Unit, oldValue: string | null, newValue: string): Value {
  return { name, unit, oldValue, newValue };
}

/** A setting of the contract itself, by nobody that the log names. */
export function setting(contract: string): Omit<Told, 'kind' | 'values'> {
  return { contract, subjectKind: 'contract', subject: contract, role: null, sender: null, laterEpoch: null };
}

/** What a log did not have before: null. */
export function previous(row: JsonObject, key: string): string | null {
  return row[key] == null ? null : text(row, key);
}
