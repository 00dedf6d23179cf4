import type { Answer } from '../support/recording.ts';

/** One value that differs. */
export interface Difference {
  block: number;
  at: number;
  /** The account or thing asked about. */
  on: string;
  view: string;
  contract: unknown;
  api: unknown;
}

/** What was compared: how many values of each view, and which differ. */
export class Tally {
  readonly perView = new Map<string, number>();
  readonly differences: Difference[] = [];

  get compared(): number {
    return [...this.perView.values()].reduce((sum, count) => sum + count, 0);
  }

  compare(where: { block: number; at: number; on: string }, view: string, contract: Answer, api: unknown): void {
    this.perView.set(view, (this.perView.get(view) ?? 0) + 1);
    if (!isSame(contract, api)) this.differences.push({ ...where, view, contract, api: api ?? null });
  }

  add(other: Tally): void {
    for (const [view, count] of other.perView) this.perView.set(view, (this.perView.get(view) ?? 0) + count);
    this.differences.push(...other.differences);
  }
}

/** A revert is a null; numbers are decimal strings on both sides, or JSON numbers for small ones. */
function isSame(contract: Answer, api: unknown): boolean {
  if (typeof contract === 'object' && !Array.isArray(contract)) return api === null;
  if (api === null || api === undefined) return false;
  if (Array.isArray(contract)) return JSON.stringify(contract) === JSON.stringify(api);
  if (typeof contract === 'boolean') return api === contract;
  return String(api).toLowerCase() === contract.toLowerCase();
}
