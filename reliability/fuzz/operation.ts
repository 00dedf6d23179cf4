/** Operations made from the schema: most fit it, and ask for what is there or for what no one has. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from '../random.ts';
import type { Facts } from './facts.ts';
import { createValues, type Value } from './values.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Source {
  readonly schema: GraphQLSchema;
  readonly facts: Facts;
  /** `Type.field` of what deserves more questions than its share. */
  readonly preferred: ReadonlySet<string>;
}

const DEEPEST = 5;
/** Fields of one operation, so that most are answered at once and none by a million rows. */
const FIELDS = 16;

/** The operation that these random choices make. */
export function makeOperation({ schema, facts, preferred }: Source, random: Random): Operation {
  const { pick, chance } = random;
  const values = createValues(random, facts);
  const variables = new Map<string, { readonly type: GraphQLInputType; readonly value: Value }>();
  const fragments: string[] = [];
  let left = 1 + random.below(FIELDS);
  let aliases = 0;

  function written(type: GraphQLInputType, name: string): string {
    const value = values.of(type, name);
    if (!chance(0.2)) return value.literal;
    const variable = `$v${variables.size}`;
    variables.set(variable, { type, value });
    return variable;
  }

  function argument({ name, type }: GraphQLArgument): string | null {
    return isNonNullType(type) || chance(0.15) ? `${name}: ${written(type, name)}` : null;
  }

  function directives(): string {
    if (!chance(0.04)) return '';
    const condition = chance(0.5) ? 'true' : 'false';
    return ` @${pick(['skip', 'include'])}(if: ${condition})`;
  }

  function field(found: GraphQLField<unknown, unknown>, depth: number): string {
    left--;
    const given = found.args.map(argument).filter((text) => text !== null);
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    // The same field with other arguments needs another name, or it is refused.
    const isNamed = args === '' ? chance(0.1) : !chance(0.01);
    const alias = isNamed ? `${pick(['a', 'b', '__x', found.name])}${++aliases}: ` : '';
    const type = getNamedType(found.type);
    const inside = isCompositeType(type) ? ` ${selection(type, depth + 1)}` : '';
    return `${alias}${found.name}${args}${directives()}${inside}`;
  }

  function choose(type: GraphQLNamedType, depth: number): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '__typename';
    const all = Object.values(type.getFields());
    const own = all.filter(({ name }) => preferred.has(`${type.name}.${name}`));
    const from = own.length > 0 && chance(0.5) ? own : all;
    const flat = from.filter((each) => !isCompositeType(getNamedType(each.type)));
    if (depth < DEEPEST && left > 0) {
      const found = pick(from);
      // A Graph Node reads an interface from seventy tables: most of the time would go there.
      return field(isAbstractType(getNamedType(found.type)) && chance(0.8) ? pick(from) : found, depth);
    }
    return flat.length > 0 ? field(pick(flat), depth) : '__typename';
  }

  function selection(type: GraphQLNamedType, depth: number): string {
    const parts = Array.from({ length: 1 + random.below(depth === 0 ? 3 : 4) }, () => part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  function part(type: GraphQLNamedType, depth: number): string {
    if (chance(0.05)) return '__typename';
    if (isAbstractType(type) && chance(0.5)) {
      const concrete = pick(schema.getPossibleTypes(type));
      return `... on ${concrete.name}${directives()} { ${choose(concrete, depth)} }`;
    }
    if (chance(0.04)) return `...${directives()} { ${choose(type, depth)} }`;
    if (!chance(0.04)) return choose(type, depth);
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} { ${choose(type, depth)} }`;
    return `...${name}`;
  }

  const root = schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  const body = selection(root, 0);
  const declared = [...variables].map(([name, { type, value }]) => {
    return `${name}: ${type}${chance(0.1) ? ` = ${value.literal}` : ''}`;
  });
  const given = [...variables].filter(() => !chance(0.02));
  return {
    query: [declared.length > 0 ? `query(${declared.join(', ')}) ${body}` : body, ...fragments].join('\n'),
    variables: Object.fromEntries(given.map(([name, { value }]) => [name.slice(1), value.json])),
  };
}

/** Text that can stand in an address: half a surrogate pair cannot. */
export const wellFormed = (text: string): string => Buffer.from(text).toString();
