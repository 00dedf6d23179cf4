/** Random choices that a seed repeats. */

export interface Random {
  /** From 0 up to, without, `below`. */
  below(below: number): number;
  /** True in that share of cases. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  hex(digits: number): string;
}

/** One stream for each pair: case `n` of a seed is the same whatever ran before it. */
export function randomFrom(seed: number, n = 0): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)) >>> 0;
  // Mulberry32: 32 bits of state are plenty for one case.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick(from) {
      if (from.length === 0) throw new RangeError('nothing to pick from');
      return from[below(from.length)] as (typeof from)[number];
    },
    hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join(''),
  };
}
