/** Rows of a connection, by its own cursors. */
import type { Json, JsonObject } from '../../json.ts';
import { PAGE } from '../../plan/context.ts';
import type { Extent, Source } from '../dataset.ts';

/** `bounds` is the condition that `from` and `to` of the export bound, with `_gte` and `_lte`. */
export function connectionSource(root: string, filter: string, bounds: string): Source {
  return {
    variables: `$where: ${filter} $after: String`,
    root: `${root}(first: ${PAGE}, after: $after, where: $where, block: $block)`,
    isConnection: true,
    needs: '',
    first: (extent) => ({ where: bounded(extent, bounds), after: null }),
    next(asked, rows) {
      const after: Json = rows.at(-1)?.cursor ?? null;
      return rows.length < PAGE ? null : { ...asked, after };
    },
  };
}

function bounded({ from, to }: Extent, bounds: string): JsonObject {
  return {
    ...(from === null ? {} : { [`${bounds}_gte`]: Number(from) }),
    ...(to === null ? {} : { [`${bounds}_lte`]: Number(to) }),
  };
}
