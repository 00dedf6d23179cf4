/** Rows numbered by `sequence` without gaps: read in windows of that number, so that a missing row cannot hide. */
import { ApiError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { PAGE } from '../../plan/context.ts';
import type { Extent, Facts, Source } from '../dataset.ts';

/** Windows cost the same wherever they lie; a condition without an end makes the Graph Node sort all the rest. */
export function sequenceSource(root: string, filter: string): Source {
  return {
    variables: `$where: ${filter}!`,
    root: `${root}(first: ${PAGE}, orderBy: sequence, where: $where, block: $block)`,
    needs: 'sequence',
    first: (extent, facts) => window((extent.from ?? 1n) > 1n ? (extent.from as bigint) : 1n, extent, facts),
    next(asked, rows, extent, facts) {
      const { sequence_gte, sequence_lte } = asked.where as { sequence_gte: number; sequence_lte: number };
      const isWhole =
        rows.length === sequence_lte - sequence_gte + 1 && rows.every((row, i) => row.sequence === sequence_gte + i);
      if (!isWhole)
        throw new ApiError(
          'UPSTREAM_INVALID',
          `The Graph Node left out activities between ${sequence_gte} and ${sequence_lte}: the index is not whole.`,
        );
      return window(BigInt(sequence_lte) + 1n, extent, facts);
    },
  };
}

function window(from: bigint, { to }: Extent, { activityCount }: Facts): JsonObject | null {
  const last = to !== null && to < activityCount ? to : activityCount;
  if (from > last) return null;
  const end = from + BigInt(PAGE) - 1n;
  return { where: { sequence_gte: Number(from), sequence_lte: Number(end < last ? end : last) } };
}
