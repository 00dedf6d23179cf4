/** Every derived field by type and name, with how the rows of its type are read. */
import { BORROWER_FIELDS } from './borrower.ts';
import { DISTRIBUTOR_FIELDS, distributorReader } from './distributor.ts';
import type { DerivedFields, Need } from './field.ts';
import { POOL_FIELDS } from './pool.ts';
import { borrowerReader, type RowReader, stakerReader, starkProxyReader } from './rows.ts';
import { STAKER_FIELDS } from './staker.ts';
import { STARK_PROXY_FIELDS } from './stark-proxy.ts';

export interface DerivedType<Entity> {
  readonly fields: DerivedFields<Entity>;
  readonly reader: (key: (storedField: string) => string) => RowReader<Entity>;
}

/** Keeps an entity's type inside: whoever uses it pairs a reader with fields of the same type. */
export type DerivedTypeVisitor = <Result>(use: <Entity>(type: DerivedType<Entity>) => Result) => Result;

function visitor<Entity>(type: DerivedType<Entity>): DerivedTypeVisitor {
  return (use) => use(type);
}

const TYPES: Readonly<Record<string, DerivedTypeVisitor | undefined>> = {
  Pool: visitor({ fields: POOL_FIELDS, reader: () => () => undefined }),
  Staker: visitor({ fields: STAKER_FIELDS, reader: stakerReader }),
  Borrower: visitor({ fields: BORROWER_FIELDS, reader: borrowerReader }),
  StarkProxy: visitor({ fields: STARK_PROXY_FIELDS, reader: starkProxyReader }),
  RewardsDistributor: visitor({ fields: DISTRIBUTOR_FIELDS, reader: distributorReader }),
};

export function derivedType(typeName: string): DerivedTypeVisitor | undefined {
  return Object.hasOwn(TYPES, typeName) ? TYPES[typeName] : undefined;
}

/** What of its row a derived field reads; null where the field is not derived. */
export function derivedNeeds(typeName: string, fieldName: string): readonly Need[] | null {
  const visit = derivedType(typeName);
  if (visit === undefined) return null;
  return visit(({ fields }) => (Object.hasOwn(fields, fieldName) ? (fields[fieldName]?.needs ?? null) : null));
}
