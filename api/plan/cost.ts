/**
 * What an operation may cost: the values it asks for if every list is as long as its `first` lets it be. A value that
 * is worked out counts more than one that is stored, one that takes a further query more than that.
 */
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { derivedNeeds } from '../derived/registry.ts';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { PAGE } from './context.ts';
import { type LateFields, lateField } from './late.ts';
import { declaredVariables, type Operation } from './operation.ts';

export const STORED = 1;
export const DERIVED = 5;
export const LATE = 50;
/** Rows of a list that names no number: what a Graph Node then gives. */
const USUAL = 100;
/** Lists of Query that have one row: an index is of one pool. */
const SINGLE: ReadonlySet<string> = new Set(['pools', 'rewardsDistributors']);

/** A number, or what variables make of it. */
type Cost = number | ((variables: JsonObject) => number);

/** Made once for an operation; called with the variables of each request, throws QUERY_TOO_COSTLY. */
export type CostCheck = (variables: JsonObject) => void;

/** Expects a valid operation whose size was checked. Undefined where no variables can bring it above the limit. */
export function costCheck(
  schema: GraphQLSchema,
  late: LateFields,
  { definition, fragments }: Operation,
  maxCost: number,
): CostCheck | undefined {
  function ofSet(set: SelectionSetNode, type: GraphQLNamedType | undefined, rows: Cost | null): Cost {
    const costs = set.selections.map((node) => {
      if (node.kind === 'Field') return ofField(node, type, rows);
      const fragment = node.kind === 'FragmentSpread' ? fragments.get(node.name.value) : node;
      if (fragment === undefined) return 0;
      const name = fragment.typeCondition?.name.value;
      return ofSet(fragment.selectionSet, name === undefined ? type : schema.getType(name), rows);
    });
    return sum(costs);
  }

  /** `rows`: what a connection around it was asked for, which its lists then have. */
  function ofField(node: FieldNode, type: GraphQLNamedType | undefined, rows: Cost | null): Cost {
    const name = node.name.value;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (type === undefined || field === undefined) return STORED;
    const own = lateField(late, type.name, name) ? LATE : derivedNeeds(type.name, name) ? DERIVED : STORED;
    const inner = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(inner)) return own;
    const asked = firstOf(node, field);
    if (!isListType(getNullableType(field.type))) return sum([own, ofSet(node.selectionSet, inner, asked)]);
    const isSingle = type === schema.getQueryType() && SINGLE.has(name);
    const count = isSingle ? 1 : (asked ?? rows ?? USUAL);
    return sum([own, times(count, ofSet(node.selectionSet, inner, null))]);
  }

  const cost = ofSet(definition.selectionSet, schema.getQueryType() ?? undefined, null);
  const check = (value: number): void => {
    if (value > maxCost)
      throw new ApiError(
        'QUERY_TOO_COSTLY',
        `The query asks for up to ${value} values, above ${maxCost} (the setting maxCost): lower first, or nest less.`,
      );
  };
  if (typeof cost === 'number') {
    check(cost);
    return undefined;
  }
  const definitions = definition.variableDefinitions ?? [];
  return (variables) => check(cost(declaredVariables(definitions, variables)));
}

/** The number of rows a field is asked for; null where it takes no such number. */
function firstOf(node: FieldNode, field: GraphQLField<unknown, unknown>): Cost | null {
  if (!field.args.some(({ name }) => name === 'first')) return null;
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === 'IntValue') return rowsOf(Number(value.value));
  if (value?.kind !== 'Variable') return USUAL;
  const name = value.name.value;
  return (variables) => rowsOf(variables[name]);
}

/** More than a page is refused by the Graph Node, in its own words. */
function rowsOf(value: unknown): number {
  return typeof value === 'number' ? Math.min(Math.max(0, value), PAGE) : USUAL;
}

const at = (cost: Cost, variables: JsonObject): number => (typeof cost === 'number' ? cost : cost(variables));

function sum(costs: readonly Cost[]): Cost {
  let fixed = 0;
  const varying: ((variables: JsonObject) => number)[] = [];
  for (const cost of costs) {
    if (typeof cost === 'number') fixed += cost;
    else varying.push(cost);
  }
  if (varying.length === 0) return fixed;
  return (variables) => varying.reduce((total, each) => total + each(variables), fixed);
}

function times(a: Cost, b: Cost): Cost {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return (variables) => at(a, variables) * at(b, variables);
}
