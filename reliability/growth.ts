/** Memory that is not given back: what is left once the garbage is collected, late in a run and in its middle. */
import type { Memory } from './served.ts';

/** By how much the end may be above the middle, bytes: pages of the allocator, not data. */
const MAY_GROW = { rss: 48 * 1024 * 1024, heapUsed: 16 * 1024 * 1024 };

/** One sentence for each figure that rose by more. */
export function growth(middle: Memory, end: Memory): string[] {
  return (['rss', 'heapUsed'] as const)
    .filter((figure) => end[figure] - middle[figure] > MAY_GROW[figure])
    .map((figure) => `${figure} went from ${middle[figure]} to ${end[figure]} bytes`);
}
