/** Rows in the order of one field, those equal in it in the order of their ids, as a Graph Node sorts. */
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { PAGE } from '../../plan/context.ts';
import type { Extent, Source } from '../dataset.ts';

export interface CursorOptions {
  readonly root: string;
  readonly filter: string;
  /** Field to sort by, `entity.field` for one of an entity; the id alone where left out. */
  readonly orderBy?: string;
  /** Field that `from` and `to` of the export bound; none where left out. */
  readonly bounds?: string;
}

/** Each page begins after the last row of the one before, so no page is cut, shifted or repeated. */
export function cursorSource({ root, filter, orderBy = 'id', bounds }: CursorOptions): Source {
  return {
    variables: `$where: ${filter}!`,
    root: `${root}(first: ${PAGE}, orderBy: ${orderBy.replace('.', '__')}, where: $where, block: $block)`,
    needs: orderBy === 'id' ? 'id' : `id ${orderBy.replace(/\.(\w+)/, ' { $1 }')}`,
    first: (extent) => ({ where: bounded(extent, bounds) }),
    next(_asked, rows, extent) {
      const last = rows.at(-1);
      if (rows.length < PAGE || last === undefined) return null;
      return { where: { and: [bounded(extent, bounds), after(orderBy, last)] } };
    },
  };
}

function after(orderBy: string, row: JsonObject): JsonObject {
  const later = { id_gt: row.id as Json };
  if (orderBy === 'id') return later;
  const value = orderBy
    .split('.')
    .reduce<Json>((held, name) => (isJsonObject(held) ? (held[name] ?? null) : null), row);
  const tie = { or: [condition(orderBy, 'gt', value), { ...condition(orderBy, '', value), ...later }] };
  // The first part follows from the second; with it the database need not begin at the first row.
  return { and: [condition(orderBy, 'gte', value), tie] };
}

function bounded({ from, to }: Extent, field: string | undefined): JsonObject {
  if (field === undefined) return {};
  const parts = [
    ...(from === null ? [] : [condition(field, 'gte', Number(from))]),
    ...(to === null ? [] : [condition(field, 'lte', Number(to))]),
  ];
  return parts.length === 0 ? {} : { and: parts };
}

function condition(path: string, operator: string, value: Json): JsonObject {
  const [first = '', second] = path.split('.');
  const suffix = operator === '' ? '' : `_${operator}`;
  return second === undefined ? { [first + suffix]: value } : { [`${first}_`]: { [second + suffix]: value } };
}
