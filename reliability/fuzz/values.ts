/** Values for arguments and variables: usable ones, extreme ones, and ones of no use at all. */
import { type GraphQLInputType, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { Random } from '../random.ts';
import type { Facts } from './facts.ts';

/** A value as it stands in a query, and as it stands among the variables. */
export interface Value {
  readonly literal: string;
  readonly json: unknown;
}

const NUMBERS = [
  0,
  1,
  -1,
  2,
  7,
  100,
  1000,
  1001,
  5000,
  5001,
  10_000,
  10_001,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  2 ** 53,
];
const LARGE = [2n ** 63n, 2n ** 64n, 2n ** 255n, 2n ** 256n - 1n, 2n ** 256n, -(2n ** 255n), 10n ** 400n].map(String);
const NO_NUMBERS = ['', ' 1', '1.5', '1e3', '0x10', '-', '+1', '00012', 'NaN', '١٢', '1_000', '1\u0000'];
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'é😀',
  '\ud800',
  '\u202egnidaer',
  '%',
  "'; select 1; --",
  '\\',
  '"',
  '\n',
  'null',
  '__proto__',
  'constructor',
  'day',
  `${'x'.repeat(5000)}`,
  `${'\u{1f600}'.repeat(300)}`,
];
const ADDRESS = 40;
const HASH = 64;

const text = (value: string): Value => ({ literal: JSON.stringify(value), json: value });
const number = (value: number | string): Value => ({ literal: String(value), json: Number(value) });

export interface ValueMaker {
  /** A value for the argument or field of that name and type. */
  of(type: GraphQLInputType, name: string): Value;
}

export function createValues(random: Random, facts: Facts): ValueMaker {
  const { pick, chance, hex, below } = random;
  /** Most operations hold no nonsense: one refused argument hides what all the others would have done. */
  const odd = (share: number): boolean => chance(share * nonsense);
  const nonsense = chance(0.3) ? 1 : 0.04;

  function identifier(name: string): Value {
    const known = name === 'hash' ? facts.hashes : facts.ids;
    if (known.length > 0 && !odd(0.4)) {
      const found = pick(known);
      return text(odd(0.1) ? found.toUpperCase() : found);
    }
    const digits = pick([0, 1, 2, ADDRESS - 1, ADDRESS, ADDRESS, ADDRESS + 1, HASH, HASH + 8, 4000]);
    return text(
      pick(['0x', '0x', '0x', '', '0X', '0xzz']) + (chance(0.2) ? pick(['0', 'f']).repeat(digits) : hex(digits)),
    );
  }

  function whole(name: string): number | string {
    if (/^(first|last)$/.test(name) && !odd(0.4)) return below(20);
    if (/^(number|block|number_gte)$/.test(name) && !odd(0.3)) return Math.max(...facts.blocks) - below(5);
    if (/epoch|^(from|to|skip)$/i.test(name) && !odd(0.5)) return below(8);
    return odd(0.1) ? pick(LARGE) : odd(1) ? pick(NUMBERS) + below(3) - 1 : below(1000);
  }

  function second(): string {
    const newest = Math.max(...facts.timestamps);
    if (!odd(0.6)) return String(newest + below(40_000_000));
    return String(pick(facts.timestamps) + pick([-1, 0, 1, 3600, 86_400, -100_000_000]));
  }

  function bigInt(name: string): Value {
    if (/^(at|from|to|timestamp)/.test(name) && !odd(0.3)) return text(second());
    if (odd(0.1)) return text(pick(NO_NUMBERS));
    const value = String(odd(0.3) ? pick(LARGE) : whole(name));
    return chance(0.2) ? number(value) : text(value);
  }

  function string(name: string): Value {
    if (/^(after|before)$/.test(name) && facts.cursors.length > 0) return text(cursor(pick(facts.cursors)));
    if (chance(0.3)) return identifier(name);
    return text(odd(1) ? pick(TEXTS) : pick([second(), 'USDC', 'day']));
  }

  /** One character of a cursor changed, left out, or all of it written anew with another number inside. */
  function cursor(known: string): string {
    const at = below(known.length);
    const inside = Buffer.from(known, 'base64url').toString('latin1');
    if (!odd(0.7)) return known;
    return pick([
      known.slice(0, at),
      known.slice(0, at) + pick(['A', '-', '=', '\u0000', 'é']) + known.slice(at + 1),
      Buffer.from(inside.replace(/\d/, String(below(10))), 'latin1').toString('base64url'),
    ]);
  }

  function scalar(type: string, name: string): Value {
    if (odd(0.03)) return pick([text(pick(TEXTS)), number(pick(NUMBERS)), { literal: 'true', json: true }]);
    if (type === 'Int') return number(whole(name));
    if (type === 'Boolean') return chance(0.5) ? { literal: 'true', json: true } : { literal: 'false', json: false };
    if (type === 'BigInt' || type === 'Int8' || type === 'Timestamp') return bigInt(name);
    if (type === 'BigDecimal') return text(pick(['0', '1.5', '-0.000000000000000001', '1e400', '', ...LARGE]));
    return type === 'ID' || type === 'Bytes' ? identifier(name) : string(name);
  }

  function object(type: GraphQLInputType & { getFields?: unknown }, depth: number): Value {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return text('');
    const fields = Object.values(named.getFields());
    const given = new Map<string, Value>();
    for (let count = pick([0, 1, 1, 1, 2, 2, 3]); count > 0; count--) {
      const nested = fields.filter(({ name }) => name === 'and' || name === 'or' || name.endsWith('_'));
      const field = nested.length > 0 && chance(0.3) ? pick(nested) : pick(fields);
      given.set(field.name, make(field.type, field.name, depth + 1));
    }
    return {
      literal: `{ ${[...given].map(([name, { literal }]) => `${name}: ${literal}`).join(', ')} }`,
      json: Object.fromEntries([...given].map(([name, { json }]) => [name, json])),
    };
  }

  function list(type: GraphQLInputType, name: string, depth: number): Value {
    const items = Array.from({ length: pick([0, 1, 1, 2, 3, chance(0.01) ? 1200 : 2]) }, () => make(type, name, depth));
    return { literal: `[${items.map(({ literal }) => literal).join(', ')}]`, json: items.map(({ json }) => json) };
  }

  function make(type: GraphQLInputType, name: string, depth: number): Value {
    if (odd(0.02)) return { literal: 'null', json: null };
    if (isNonNullType(type)) return make(type.ofType, name, depth);
    // Conditions within conditions have no end by themselves.
    if (isListType(type)) return depth > 4 ? { literal: '[]', json: [] } : list(type.ofType, name, depth);
    if (isInputObjectType(type)) return depth > 5 ? { literal: '{}', json: {} } : object(type, depth);
    if (!isEnumType(type)) return scalar(type.name, name);
    const value = pick(type.getValues()).name;
    return odd(0.05) ? text(value) : { literal: value, json: value };
  }

  return { of: (type, name) => make(type, name, 0) };
}
