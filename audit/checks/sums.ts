/** Running sums as stored at the end against those of the activities. */
import type { Check } from '../check.ts';
import type { LedgerRow } from '../ledger/rows.ts';
import { type Stored, textOf, type WalkedKind } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';
import type { RunningSums } from './running-sums.ts';

export class SumsCheck implements Check {
  readonly sheet = new Sheet('sums', 'Every running sum and count is that of the activities.');
  readonly #sums: RunningSums;
  readonly #seen = { stakers: new Set<string>(), borrowers: new Set<string>() };

  constructor(sums: RunningSums) {
    this.#sums = sums;
  }

  after({ activity }: LedgerRow): void {
    this.#sums.follow(activity);
  }

  entity(kind: WalkedKind, row: Stored): void {
    this.#sums.compare(this.sheet, kind, row);
    if (kind !== 'pools') this.#seen[kind].add(textOf(row, 'id'));
  }

  async finish(): Promise<void> {
    for (const kind of ['stakers', 'borrowers'] as const) {
      for (const id of this.#sums.accounts(kind)) {
        if (this.#seen[kind].has(id)) continue;
        this.sheet.fault('activities name it and nothing is stored of it', { subject: `${kind.slice(0, -1)} ${id}` });
      }
    }
  }
}
