/** How a kept ledger is made wrong. */
import type { StateChange } from '../../audit/ledger/rows.ts';
import type { KeptEpoch, KeptLedger, Row } from '../support/kept-ledger.ts';

export interface Corruption {
  readonly name: string;
  corrupt(ledger: KeptLedger): void;
  /** Id of the check, and the number of the row or a part of the subject that one of its faults names. */
  readonly found: readonly (readonly [check: string, place: number | string])[];
}

type Kept = KeptLedger['activities'][number];

/** Number of the n-th row of a type: rows of other contracts lie between. */
export const nthOf =
  (kept: readonly Kept[]) =>
  (n: number, type: string): number => {
    const found = kept.filter((each) => each.type === type)[n - 1];
    if (found === undefined) throw new Error(`the kept ledger has no ${n}. ${type}`);
    return found.sequence;
  };

export const activity = (ledger: KeptLedger, sequence: number): Kept =>
  ledger.activities.find((each) => each.sequence === sequence) as Kept;

export function change(ledger: KeptLedger, sequence: number, field: string) {
  return ledger.changes.find((each) => each.sequence === sequence && each.field === field) as {
    -readonly [K in keyof StateChange]: StateChange[K];
  };
}

export const row = (rows: readonly Row[], id: string): Row => rows.find((each) => each.id === id) as Row;
export const epoch = (ledger: KeptLedger, number: number): KeptEpoch => ledger.epochs[number] as KeptEpoch;
export const more = (values: Row, field: string): void => {
  values[field] = String(BigInt(values[field] as string) + 1n);
};
export const remove = (ledger: KeptLedger, sequence: number): void => {
  ledger.activities = ledger.activities.filter((each) => each.sequence !== sequence);
  ledger.changes = ledger.changes.filter((each) => each.sequence !== sequence);
};
