/**
 * Rows made here in the shape of the Graph Node's answer, for what it has no entity of: whatever a client selects is
 * then written from them as from any row, derived and late fields too.
 */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { Json, JsonObject } from '../json.ts';
import { collectFields } from '../plan/collect.ts';
import { storedKey } from '../plan/emit.ts';
import type { LateRequest, LateScope } from '../plan/late.ts';

export type SelectionSets = readonly (SelectionSetNode | undefined)[];

/** Stored fields of a row by name; objects are left to links. */
export type Values = Readonly<Record<string, Json>>;

/** Gives the object that each row links to, in the shape of the selection it was compiled with. */
export type Link = (request: LateRequest, rows: readonly Values[]) => Promise<readonly JsonObject[]>;

export type RowMaker = (request: LateRequest, rows: readonly Values[]) => Promise<JsonObject[]>;

/** `links` compile a stored object field of the type. Lists are empty. */
export function rowMaker(
  scope: LateScope,
  typeName: string,
  sets: SelectionSets,
  links: Readonly<Record<string, (sets: SelectionSets) => Link>>,
): RowMaker {
  const type = scope.schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`the schema has no type ${typeName}`);
  const steps: ((row: Record<string, Json>, values: Values) => void)[] = [];
  const linked: { readonly key: string; readonly link: Link }[] = [];
  for (const [key, nodes] of collectFields(scope, type, sets)) {
    const name = nodes[0]?.name.value ?? '';
    const definition = type.getFields()[name];
    const needs = scope.needsOf(typeName, name);
    if (needs !== null)
      for (const need of needs) {
        if (typeof need !== 'string') throw new Error(`nothing gives ${typeName}.${need.field}`);
        steps.push((row, values) => {
          row[storedKey(scope.prefix, need)] = values[need] ?? null;
        });
      }
    else if (!definition)
      steps.push((row) => {
        row[key] = typeName;
      });
    else if (isListType(getNullableType(definition.type)))
      steps.push((row) => {
        row[key] = [];
      });
    else if (isCompositeType(getNamedType(definition.type))) {
      const link = links[name]?.(nodes.map((node) => node.selectionSet));
      if (!link) throw new Error(`nothing gives ${typeName}.${name}`);
      linked.push({ key, link });
    } else
      steps.push((row, values) => {
        row[key] = values[name] ?? null;
      });
  }
  return async (request, rows) => {
    request.spend(rows.length);
    const made = rows.map((values) => {
      const row: Record<string, Json> = { [filledKey(scope)]: true };
      for (const step of steps) step(row, values);
      return row;
    });
    if (rows.length > 0)
      await Promise.all(
        linked.map(async ({ key, link }) => {
          const objects = await link(request, rows);
          for (const [i, row] of made.entries()) row[key] = objects[i] as JsonObject;
        }),
      );
    return made;
  };
}

/** Response key that marks a row as made here. */
export function filledKey(scope: LateScope): string {
  return storedKey(scope.prefix, 'filled');
}
