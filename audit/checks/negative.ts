/** Nothing that is counted can be less than nothing. */
import { type Check, placeOf } from '../check.ts';
import type { LedgerRow } from '../ledger/rows.ts';
import { type Stored, textOf, type WalkedKind } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';

export class NegativeCheck implements Check {
  readonly sheet = new Sheet('negative', 'No amount, stored, derived or moved, is ever below zero.');

  before({ activity, changes }: LedgerRow): void {
    for (const { subjectKind, subject, field, after } of changes) {
      const place = { ...placeOf(activity), subject: `${subjectKind} ${subject} ${field}` };
      this.#check(String(after), 'after', place);
    }
    for (const [field, value] of Object.entries(activity.fields)) this.#check(value, field, placeOf(activity));
  }

  entity(kind: WalkedKind, row: Stored): void {
    const subject = `${kind.slice(0, -1)} ${textOf(row, 'id')}`;
    // Solvency is made of signed differences, and is an object of its own.
    for (const [field, value] of Object.entries(row)) this.#check(value, field, { subject });
  }

  #check(value: unknown, what: string, place: object): void {
    if (!/^-?\d+$/.test(String(value))) return;
    this.sheet.count();
    if (String(value).startsWith('-')) this.sheet.fault(`${what} is ${value}`, place);
  }
}
