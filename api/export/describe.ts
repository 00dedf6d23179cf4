/** Columns with what the schema says of their fields, so that nothing is described twice. */
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { ApiError } from '../errors.ts';
import type { Column, ColumnSpec } from './column.ts';
import type { Dataset } from './dataset.ts';

type Field = GraphQLField<unknown, unknown>;

const TYPENAME = 'Type of the row.';

/** Throws where the schema behind the gateway does not have what the dataset needs. */
export function describeColumns(schema: GraphQLSchema, { rowType, columns, what }: Dataset): readonly Column[] {
  const type = schema.getType(rowType);
  return [...columns].map(([name, spec]) => {
    const column = type && describe(schema, type, name, spec);
    if (!column)
      throw new ApiError(
        'EXPORT_UNAVAILABLE',
        `The subgraph behind has no ${rowType}.${spec.field}, which the export of ${what} needs: deploy a newer one.`,
      );
    return column;
  });
}

function describe(schema: GraphQLSchema, type: GraphQLNamedType, name: string, spec: ColumnSpec): Column | null {
  const path = spec.field.split('.');
  const own = { name, kind: spec.kind, path, only: spec.only ? new Set(spec.only) : null };
  if (spec.field === '__typename') return { ...own, nullable: false, description: TYPENAME };
  const holders = holdersOf(schema, type, path[0] ?? '', own.only);
  const found = holders.map((holder) => walk(holder, path)).filter((fields) => fields !== null);
  const [first] = found;
  if (!first || found.length < holders.length) return null;
  const texts = new Set(found.map((fields) => fields.map(({ description }) => oneLine(description)).join(' → ')));
  const isEverywhere = holders.length === 1 && holders[0] === type;
  const nullable = !isEverywhere || first.some((field) => !isNonNullType(field.type));
  return { ...own, nullable, description: [...texts].join(' | ') };
}

/** The row's type itself, or those of an interface's types that have a field of their own. */
function holdersOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  field: string,
  only: ReadonlySet<string> | null,
): readonly GraphQLNamedType[] {
  if (!isInterfaceType(type) || type.getFields()[field]) return [type];
  const types = schema.getPossibleTypes(type).filter((each) => each.getFields()[field]);
  return only ? types.filter((each) => only.has(each.name)) : types;
}

/** The fields of a path, from the row on; null where one does not exist. */
function walk(from: GraphQLNamedType, path: readonly string[]): Field[] | null {
  const fields: Field[] = [];
  let type = from;
  for (const name of path) {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!field) return null;
    fields.push(field);
    type = getNamedType(field.type);
  }
  return fields;
}

function oneLine(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
