/** Where a ledger and what is stored beside it are read from, all at one block. */
import type { LedgerWindow } from './rows.ts';
import type { EntityKind } from './selections.ts';

/** A value of an entity: integers as the API writes them, references as ids, null where nothing is stored. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** An entity's fields by name. */
export type Stored = Readonly<Record<string, Value>>;

export interface LedgerSource {
  /** All activities after that sequence number and all changes after it, in stretches, in their order. */
  windows(after: number): AsyncIterable<LedgerWindow>;
  /** Rows that no window shows because their number is below the first. */
  strays(): Promise<LedgerWindow>;
  /**
   * All entities of a kind in the order of their ids, in pages. `where` narrows them by stored fields; `derived` adds
   * a selection of fields that depend on the time of reading.
   */
  entities(kind: EntityKind, where?: Where, derived?: string): AsyncIterable<readonly Stored[]>;
  /** The latest epoch that `epoch` and `closing` know; null before epoch zero. It may still be running. */
  currentEpoch(): Promise<bigint | null>;
  /** An epoch as it opened and closed, with derived fields of each kind. */
  epoch(epoch: bigint, derived: Readonly<Record<WalkedKind, string>>): Promise<EpochBounds>;
}

/** Kinds of entity whose derived fields are read. */
export type WalkedKind = 'pools' | 'stakers' | 'borrowers';

/** An epoch as the API shows it, quiet or not. */
export interface EpochBounds {
  readonly epoch: Stored;
  readonly opening: PoolMoment;
  readonly closing: PoolMoment;
  /** All stakers or borrowers as it closed, in pages. */
  accounts(kind: 'stakers' | 'borrowers'): AsyncIterable<readonly Stored[]>;
}

/** The pool at a second, and the block whose state was rolled forward to it. */
export interface PoolMoment {
  /** Unix seconds. */
  readonly timestamp: bigint;
  readonly block: { readonly number: number; readonly hash: string };
  readonly pool: Stored;
}

/** Conditions on stored fields; names and operators of the Graph Node. */
export type Where = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** All entities of a kind at once, for kinds of which there are few. */
export async function allOf(
  source: LedgerSource,
  kind: EntityKind,
  where?: Where,
  derived?: string,
): Promise<Stored[]> {
  const rows: Stored[] = [];
  for await (const page of source.entities(kind, where, derived)) rows.push(...page);
  return rows;
}

/** A stored integer; true counts 1. */
export function integerOf(row: Stored, field: string): bigint {
  const value = row[field];
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'string' || typeof value === 'number' ? BigInt(value) : 0n;
}

/** A stored text or id; empty where there is none. */
export function textOf(row: Stored, field: string): string {
  const value = row[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
