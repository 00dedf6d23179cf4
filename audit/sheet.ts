/** What a check found: figures, faults that break it, and remarks that do not. */

/** Where a fault or a remark is. */
export interface Place {
  /** Sequence number and id of the activity. */
  readonly sequence?: number;
  readonly activity?: string;
  readonly type?: string;
  readonly block?: number;
  readonly transaction?: string;
  /** Account, epoch or entity concerned. */
  readonly subject?: string;
}

export interface Finding extends Place {
  readonly what: string;
}

/** A finished check. */
export interface CheckResult {
  readonly id: string;
  readonly meaning: string;
  readonly holds: boolean;
  /** How many values were compared. */
  readonly compared: number;
  readonly figures: Readonly<Record<string, string>>;
  readonly faultCount: number;
  /** The first ones. */
  readonly faults: readonly Finding[];
  readonly remarkCount: number;
  /** The first ones. */
  readonly remarks: readonly Finding[];
}

/** So many findings of a check are kept; the others are counted. */
const KEPT = 100;

export class Sheet {
  readonly id: string;
  readonly meaning: string;
  readonly figures: Record<string, string> = {};
  readonly #faults: Finding[] = [];
  readonly #remarks: Finding[] = [];
  #compared = 0;
  #faultCount = 0;
  #remarkCount = 0;

  constructor(id: string, meaning: string) {
    this.id = id;
    this.meaning = meaning;
  }

  fault(what: string, place: Place = {}): void {
    this.#faultCount++;
    if (this.#faults.length < KEPT) this.#faults.push({ what, ...place });
  }

  remark(what: string, place: Place = {}): void {
    this.#remarkCount++;
    if (this.#remarks.length < KEPT) this.#remarks.push({ what, ...place });
  }

  /** Compares two values; a difference is a fault. `what` names what was compared. */
  equal(value: unknown, expected: unknown, what: string, place: Place = {}): boolean {
    this.#compared++;
    if (value === expected) return true;
    this.fault(`${what} is ${shown(value)}, expected ${shown(expected)}`, place);
    return false;
  }

  /** Counts a comparison made elsewhere. */
  count(comparisons = 1): void {
    this.#compared += comparisons;
  }

  result(): CheckResult {
    const { id, meaning, figures } = this;
    return {
      id,
      meaning,
      holds: this.#faultCount === 0,
      compared: this.#compared,
      figures,
      faultCount: this.#faultCount,
      faults: this.#faults,
      remarkCount: this.#remarkCount,
      remarks: this.#remarks,
    };
  }
}

function shown(value: unknown): string {
  return value === null || value === undefined || value === '' ? 'nothing' : String(value);
}
