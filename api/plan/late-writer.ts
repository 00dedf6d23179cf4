/** A late field where an operation asks for it: its place is noted, its text comes with the rest of the response. */
import { type FieldNode, type GraphQLField, type GraphQLObjectType, valueFromASTUntyped } from 'graphql';
import type { Json, JsonObject } from '../json.ts';
import { storedKey } from './emit.ts';
import { type LateNode, lateField } from './late.ts';
import type { LatePart, RowStep, View, Writer } from './plan.ts';
import type { FillScope } from './scope.ts';

/** A field that is asked for, with its definition. */
export interface Asked {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

/**
 * Null where the field is not late. One of an object that a derived field computes has that field's arguments too:
 * `holder` is the derived field, and the rows are those that hold it.
 */
export function lateWriter(
  scope: FillScope,
  view: number,
  path: readonly RowStep[],
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  holder?: Asked,
): Writer | null {
  const node = nodes[0];
  const definition = node && type.getFields()[node.name.value];
  const field = definition ? lateField(scope.lateFields, type.name, definition.name) : null;
  if (!node || !definition || field === null) return null;
  const asked: LateNode = {
    scope,
    type: definition.type,
    nodes,
    sets: nodes.map((each) => each.selectionSet),
    key: (stored) => storedKey(scope.prefix, stored),
  };
  if (field.when && !field.when(asked)) return null;
  (scope.views[view] as View).usesState = true;
  const resolve = field.compile(asked);
  const args: LatePart['args'] = (variables) => ({
    ...(holder && argumentValues(holder, variables)),
    ...argumentValues({ definition, node }, variables),
  });
  const part = scope.late.push({ view, path, resolve, args }) - 1;
  return (row: JsonObject, fill) => {
    const text = fill.late[part]?.get(row);
    if (text === undefined) throw new Error(`a row without its ${type.name}.${definition.name}`);
    return text;
  };
}

/** Variables filled in, defaults applied. */
function argumentValues({ definition, node }: Asked, variables: JsonObject): JsonObject {
  const values: Record<string, Json | undefined> = {};
  for (const { name, defaultValue } of definition.args) {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const value = given && valueFromASTUntyped(given, variables as Record<string, unknown>);
    values[name] = (value === undefined ? defaultValue : value) as Json | undefined;
  }
  return values;
}
