/** Descriptions for the parts of the schema that a Graph Node generates without any. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

const AT =
  "Second at which to evaluate, unix seconds, default that of the block or moment asked for: the block's state is " +
  "rolled forward to it as the contract would. Before the block's timestamp an error with code AT_BEFORE_BLOCK.";

const ARGUMENTS: Readonly<Record<string, string>> = {
  at: AT,
  id: 'Id of the entity.',
  skip: 'Number of entities to leave out, from the first on.',
  first: 'Number of entities, at most 1000.',
  orderBy: 'Stored field to sort by.',
  orderDirection: 'Direction to sort in.',
  where: 'Condition on stored fields.',
  block: 'Block whose state is read; the newest indexed one when left out.',
};

const FILTERS: Readonly<Record<string, string>> = {
  not: 'is not this value',
  gt: 'is above this value',
  lt: 'is below this value',
  gte: 'is this value or above',
  lte: 'is this value or below',
  in: 'is one of these values',
  not_in: 'is none of these values',
  contains: 'contains this value',
  not_contains: 'does not contain this value',
  contains_nocase: 'contains this text in any case',
  not_contains_nocase: 'does not contain this text in any case',
  starts_with: 'begins with this text',
  starts_with_nocase: 'begins with this text in any case',
  not_starts_with: 'does not begin with this text',
  not_starts_with_nocase: 'does not begin with this text in any case',
  ends_with: 'ends with this text',
  ends_with_nocase: 'ends with this text in any case',
  not_ends_with: 'does not end with this text',
  not_ends_with_nocase: 'does not end with this text in any case',
};

const DIRECTIONS: Readonly<Record<string, string>> = { asc: 'Smallest first.', desc: 'Largest first.' };
const BLOCK_HEIGHT: Readonly<Record<string, string>> = {
  hash: 'Hash of the block.',
  number: 'Number of the block.',
  number_gte: 'The newest indexed block, if it has this number or a later one.',
};

export function describeGenerated(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type) || isInterfaceType(type)) {
      if (type.name === '_Block_') type.description ??= 'A block, as far as the Graph Node keeps it.';
      for (const field of Object.values(type.getFields())) describeField(field);
    } else if (isInputObjectType(type)) {
      type.description ??= `Condition on ${type.name.replace(/_filter$/, '')}: every given part must hold.`;
      for (const field of Object.values(type.getFields()))
        field.description ??= BLOCK_HEIGHT[field.name] ?? describeFilter(field.name);
    } else if (isEnumType(type)) {
      type.description ??= type.name.endsWith('_orderBy')
        ? `Stored fields by which ${type.name.replace(/_orderBy$/, '')} can be sorted.`
        : `Values of ${type.name}.`;
      for (const value of type.getValues()) value.description ??= DIRECTIONS[value.name] ?? `By ${spell(value.name)}.`;
    } else type.description ??= `${type.name} as the Graph Node defines it.`;
  }
  const query = schema.getQueryType();
  if (query) query.description ??= 'Entities as stored, at any indexed block, and what is derived from them.';
}

function describeField(field: GraphQLField<unknown, unknown>): void {
  const one = field.args.some((argument: GraphQLArgument) => argument.name === 'id');
  const type = String(field.type).replace(/[[\]!]/g, '');
  field.description ??= one ? `One ${type} by its id; null if there is none.` : `${type} entities.`;
  for (const argument of field.args) argument.description ??= ARGUMENTS[argument.name] ?? `Option ${argument.name}.`;
}

function describeFilter(name: string): string {
  if (name === 'and') return 'All of these conditions hold.';
  if (name === 'or') return 'At least one of these conditions holds.';
  if (name === '_change_block') return 'Changed in or after this block.';
  if (name.endsWith('_')) return `Condition on the entity in ${name.slice(0, -1)}.`;
  const [, field = name, operator] = /^(.+?)_(not_.+|not|gte?|lte?|in|contains.*|starts_.*|ends_.*)$/.exec(name) ?? [];
  const meaning = operator === undefined ? 'is this value' : FILTERS[operator];
  return meaning === undefined ? `Condition ${name}.` : `${field} ${meaning}.`;
}

function spell(value: string): string {
  return value.replace('__', ', then ');
}
