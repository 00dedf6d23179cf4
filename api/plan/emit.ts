/** The upstream form of a selection: derived fields replaced by the stored fields they read, directives decided. */
import {
  type FieldNode,
  type GraphQLNamedType,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  print,
  type SelectionSetNode,
} from 'graphql';
import type { Need } from '../derived/field.ts';
import { isIncluded, type Scope } from './collect.ts';
import { emitLink } from './row-link.ts';

export interface EmitScope extends Scope {
  /** Begins every response key that the client did not choose. */
  readonly prefix: string;
  /** What a derived or late field reads; null where the field is stored. */
  needsOf(typeName: string, fieldName: string): readonly Need[] | null;
}

/** Response key of a stored field that a derived field reads; of an object its selection is no part of the key. */
export function storedKey(prefix: string, field: string): string {
  return `${prefix}${field.split(' ', 1)[0]}`;
}

/** Response key of the type's name, where only it tells which fields a row has. */
export function typeKey(prefix: string): string {
  return `${prefix}typename`;
}

export function emitSelection(scope: EmitScope, type: GraphQLNamedType, set: SelectionSetNode): string {
  const parts = new Set<string>();
  emitInto(scope, type, set, parts);
  // An empty selection is not GraphQL; the name of the type costs nothing.
  if (parts.size === 0 || !isObjectType(type)) parts.add(`${typeKey(scope.prefix)}: __typename`);
  return `{ ${[...parts].join(' ')} }`;
}

/** One field with its arguments and selection, under the response key `key`. */
export function emitField(scope: EmitScope, type: GraphQLNamedType | undefined, node: FieldNode, key: string): string {
  const args = node.arguments?.length ? `(${node.arguments.map(print).join(', ')})` : '';
  const name = key === node.name.value ? key : `${key}: ${node.name.value}`;
  const selection =
    node.selectionSet && type && isCompositeType(type) ? ` ${emitSelection(scope, type, node.selectionSet)}` : '';
  return `${name}${args}${selection}`;
}

function emitInto(scope: EmitScope, type: GraphQLNamedType, set: SelectionSetNode, parts: Set<string>): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection.directives, scope.variables)) continue;
    if (selection.kind === 'Field') {
      emitStored(scope, type, selection, parts);
      continue;
    }
    const fragment = selection.kind === 'InlineFragment' ? selection : scope.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value;
    if (condition === undefined || condition === type.name) {
      emitInto(scope, type, fragment.selectionSet, parts);
      continue;
    }
    const conditionType = scope.schema.getType(condition);
    if (!conditionType) continue;
    if (isObjectType(type)) {
      // A fragment on an interface of the type applies as if it were on the type.
      if (isInterfaceType(conditionType) && scope.schema.isSubType(conditionType, type))
        emitInto(scope, type, fragment.selectionSet, parts);
    } else parts.add(`... on ${condition} ${emitSelection(scope, conditionType, fragment.selectionSet)}`);
  }
}

/** What the derived field of this node reads of its row. */
function emitNeed(prefix: string, need: Need, node: FieldNode): string {
  return typeof need === 'string' ? `${storedKey(prefix, need)}: ${need}` : emitLink(prefix, need, node);
}

function emitStored(scope: EmitScope, type: GraphQLNamedType, node: FieldNode, parts: Set<string>): void {
  const name = node.name.value;
  const key = node.alias?.value ?? name;
  if (name === '__typename') {
    parts.add(key === name ? name : `${key}: ${name}`);
    return;
  }
  const needs = scope.needsOf(type.name, name);
  if (needs !== null) {
    for (const need of needs) parts.add(emitNeed(scope.prefix, need, node));
    return;
  }
  if (!('getFields' in type)) return;
  const field = type.getFields()[name];
  if (field) parts.add(emitField(scope, getNamedType(field.type), node, key));
}
