import { createHash } from 'node:crypto';

/** Draws by name: the same seed, round and name give the same draw, whatever else was drawn. */
export class Draw {
  readonly #seed: string;

  constructor(...seed: (string | number)[]) {
    this.#seed = seed.join(' ');
  }

  /** From 0 to below 1. */
  number(name: string): number {
    return createHash('sha256').update(`${this.#seed} ${name}`).digest().readUInt32BE(0) / 2 ** 32;
  }

  between(name: string, least: number, most: number): number {
    return least + this.number(name) * (most - least);
  }

  one<T>(name: string, from: readonly T[]): T {
    const drawn = from[Math.floor(this.number(name) * from.length)];
    if (drawn === undefined) throw new RangeError(`nothing to draw ${name} from`);
    return drawn;
  }
}
