/** Memory that is not given back: what is left once the garbage is collected, late in a run and in its middle. */
import type { Memory } from './served.ts';

const MAY_GROW_HEAP = 16 * 1024 * 1024;

/** One sentence for each figure whose end is too far above the middle; `rss` may be by so many bytes, of the allocator's pages. */
export function growth(middle: Memory, end: Memory, rss: number): string[] {
  const mayGrow = { rss, heapUsed: MAY_GROW_HEAP };
  return (['rss', 'heapUsed'] as const)
    .filter((figure) => end[figure] - middle[figure] > mayGrow[figure])
    .map((figure) => `${figure} went from ${middle[figure]} to ${end[figure]} bytes`);
}
