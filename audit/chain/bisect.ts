/** The first block at which the API and the contract differ about one value. */
import type { Api } from '../ledger/api.ts';
import { answersTo, type BothSides, bothSidesAt, entitiesAt } from './compare.ts';
import type { ArchiveNode } from './node.ts';
import { type Question, questionsOf } from './questions.ts';

export class Bisection {
  readonly #api: Api;
  readonly #node: ArchiveNode;
  /** Blocks looked at: values that went wrong together are found at the same ones. */
  readonly #sides = new Map<number, Promise<BothSides>>();
  /** First blocks found so far. */
  readonly #found = new Set<number>();

  constructor(api: Api, node: ArchiveNode) {
    this.#api = api;
    this.#node = node;
  }

  /**
   * The first block after `good` from which the value differs, given that it differs at `bad`. Values change in few
   * blocks, but not every block with a change is in the index: all blocks are searched.
   */
  async firstBad(question: Question, good: number, bad: number): Promise<number> {
    for (const block of this.#found) {
      const isSame = block > good && block <= bad && (await this.#differs(question, block));
      if (isSame && (block - 1 <= good || !(await this.#differs(question, block - 1)))) return block;
    }
    let [low, high] = [good, bad];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (await this.#differs(question, middle)) high = middle;
      else low = middle;
    }
    this.#found.add(high);
    return high;
  }

  async #differs(question: Question, block: number): Promise<boolean> {
    const sides = await this.#at(block);
    const asked = await this.#questionAt(question, sides);
    if (asked === null) return false;
    const [contract] = await answersTo(sides, [asked]);
    return contract !== asked.expected;
  }

  /** The same question at another block; null where it is not asked of the entity as it is there. */
  async #questionAt(question: Question, sides: BothSides): Promise<Question | null> {
    const { kind, id, view } = question;
    for await (const page of entitiesAt(sides, kind, { id })) {
      for (const row of page)
        return questionsOf(kind, row, sides.moment.pool).find((each) => each.view === view) ?? null;
    }
    return { ...question, expected: nothingOf(question) };
  }

  #at(block: number): Promise<BothSides> {
    const known = this.#sides.get(block) ?? bothSidesAt(this.#api, this.#node, block);
    this.#sides.set(block, known);
    return known;
  }
}

/** What the contract must answer of an entity that is not in the index yet. */
function nothingOf({ kind, expected }: Question): string | null {
  // Beyond the end of the list it reverts.
  if (kind === 'shortfalls') return null;
  if (kind === 'roles') return `0x${'0'.repeat(64)}`;
  return expected === 'true' || expected === 'false' ? 'false' : '0';
}
