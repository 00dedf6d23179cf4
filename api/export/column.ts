/** Columns of an export: where a value comes from, what it means, and how it is written. */

/**
 * How a value is written. A `decimal` has at most 38 digits, which every amount of tokens has; `digits` are whole numbers
 * that may have more, as text.
 */
export type CellType = 'integer' | 'decimal' | 'digits' | 'text' | 'boolean' | 'list' | 'json';

/** A kind of value: its form and its unit. */
export interface Kind {
  readonly type: CellType;
  /** Null where the value is a name or a truth. */
  readonly unit: string | null;
}

/** A column as a dataset declares it, by its name. */
export interface ColumnSpec {
  readonly kind: Kind;
  /** GraphQL field of a row, with dots where it lies in an object. */
  readonly field: string;
  /** The only types of row it is read from; all that have the field where left out. */
  readonly only?: readonly string[];
}

/** A column as it is served: the schema says the rest. */
export interface Column {
  readonly name: string;
  readonly kind: Kind;
  /** Path of GraphQL fields in a row. */
  readonly path: readonly string[];
  readonly only: ReadonlySet<string> | null;
  readonly nullable: boolean;
  readonly description: string;
}

const kind = (type: CellType, unit: string | null): Kind => ({ type, unit });

export const USDC = kind('decimal', 'USDC base units (10^-6)');
export const DYDX = kind('decimal', 'DYDX base units (10^-18)');
export const DYDX_PER_SECOND = kind('decimal', 'DYDX base units (10^-18) per second');
/** Of flows by verb: the unit is that of the verb. */
export const FLOW = kind('decimal', 'USDC base units (10^-6), DYDX base units (10^-18) for claims of rewards');
/** An allowance is often the largest number there is. */
export const ALLOWANCE = kind('digits', 'stkUSDC base units (10^-6)');
/** With one base unit staked for years an index has more than 38 digits. */
export const REWARD_INDEX = kind('digits', 'DYDX base units per USDC base unit times 10^18');
export const SHORTFALL_INDEX = kind('decimal', 'fraction times 10^36');
export const ALPHA = kind('decimal', 'times 10^18');
/** Of values of any stored field, indexes among them. */
export const OF_THE_FIELD = kind('digits', 'the unit of the field');
/** Of a token that no log tells the decimals of. */
export const OTHER_TOKEN = kind('digits', 'base units of the token');
export const WEI = kind('decimal', 'wei (10^-18 ether)');
/** Keys, assets and vaults of the exchange, of up to 252 bits. */
export const EXCHANGE_NUMBER = kind('digits', 'number of the exchange');
export const FRACTION = kind('integer', 'of 10,000');
export const SECOND = kind('integer', 'unix seconds');
export const SECONDS = kind('integer', 'seconds');
export const EPOCH = kind('integer', 'epoch number');
export const BLOCK = kind('integer', 'block number');
export const COUNT = kind('integer', 'number');
export const POSITION = kind('integer', 'position');
export const ADDRESS = kind('text', 'address, 0x and lower-case hex');
export const ADDRESSES = kind('list', 'addresses, 0x and lower-case hex');
export const EXCHANGE_NUMBERS = kind('list', 'numbers of the exchange');
export const HASH = kind('text', '0x and lower-case hex');
export const NAME = kind('text', null);
export const FLAG = kind('boolean', null);
export const OBJECTS = kind('json', null);

/** A column that is named otherwise than its field. */
export function from(field: string, kindOf: Kind, ...only: string[]): ColumnSpec {
  return only.length === 0 ? { field, kind: kindOf } : { field, kind: kindOf, only };
}

/** Columns of what lies in an object: with `opening.pool` and `opening`, `totalSupply` becomes `openingTotalSupply`. */
export function inside(
  path: string,
  prefix: string,
  kinds: Readonly<Record<string, Kind>>,
): Record<string, ColumnSpec> {
  return Object.fromEntries(
    Object.entries(kinds).map(([field, kindOf]) => {
      const name = field.split('.').at(-1) ?? '';
      return [prefix + name.charAt(0).toUpperCase() + name.slice(1), from(`${path}.${field}`, kindOf)];
    }),
  );
}

/** Columns in the order in which they are written. A kind alone stands for the field of the column's own name. */
export function columns(specs: Readonly<Record<string, Kind | ColumnSpec>>): ReadonlyMap<string, ColumnSpec> {
  return new Map(
    Object.entries(specs).map(([name, spec]) => [name, 'field' in spec ? spec : { field: name, kind: spec }]),
  );
}
