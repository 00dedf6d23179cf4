/** Values that the contract logged and the index had computed otherwise. */
import { type Check, placeOf } from '../check.ts';
import type { LedgerRow } from '../ledger/rows.ts';
import { Sheet } from '../sheet.ts';

export class DiscrepanciesCheck implements Check {
  readonly sheet = new Sheet('discrepancies', 'The index has computed every value that the contract logged.');
  #count = 0;

  before({ activity }: LedgerRow): void {
    this.sheet.count();
    if (activity.type !== 'Discrepancy') return;
    const { subject, quantity, computed, logged } = activity.fields;
    const what = `it computed ${computed}, the contract logged ${logged}`;
    this.sheet.fault(what, { ...placeOf(activity), subject: `${subject} ${quantity}` });
    this.#count++;
  }

  rowsEnd(): void {
    this.sheet.figures.discrepancies = String(this.#count);
  }
}
