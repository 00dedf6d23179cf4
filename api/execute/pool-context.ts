/** The pool's state at a block, from the roots a plan adds. */

import type { ContextPart } from '../derived/field.ts';
import { integer } from '../derived/rows.ts';
import type { PoolState, Shortfall } from '../domain/state.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { PAGE } from '../plan/context.ts';
import type { View } from '../plan/plan.ts';

export interface PoolContext {
  /** Null before the pool's first event. */
  readonly pool: PoolState | null;
  readonly callsIndexed: boolean;
  /** Second of the pool's last event: the state holds from then on. */
  readonly lastTimestamp: bigint;
  readonly parts: ReadonlySet<ContextPart>;
  /** Parts that may go on after the rows read so far. */
  readonly unfinished: readonly ContextPart[];
}

/** The same, with the block it was read at; null where its hash is not known. */
export interface PoolAtBlock extends PoolContext {
  readonly blockHash: string | null;
}

export function readPoolContext(view: View, data: JsonObject): PoolContext {
  const [row] = objects(data[view.keys.pool]);
  const shortfalls = objects(data[`${view.keys.pool}_shortfalls`]);
  const epochs = objects(data[`${view.keys.pool}_epochs`]);
  const unfinished: ContextPart[] = [];
  if (shortfalls.length === PAGE) unfinished.push('shortfalls');
  if (epochs.length === PAGE) unfinished.push('epochIndexes');
  return {
    pool: row ? { ...readPool(row), shortfalls: readShortfalls(shortfalls), epochIndexes: readIndexes(epochs) } : null,
    callsIndexed: row?.callsIndexed === true,
    lastTimestamp: row ? integer(row, 'lastTimestamp') : 0n,
    parts: new Set(view.parts),
    unfinished,
  };
}

export function readShortfalls(rows: readonly JsonObject[]): Shortfall[] {
  return rows.map((row) => ({ epoch: integer(row, 'epoch'), shortfallIndex: integer(row, 'shortfallIndex') }));
}

export function readIndexes(rows: readonly JsonObject[]): Map<bigint, bigint> {
  return new Map(rows.map((row) => [integer(row, 'number'), integer(row, 'globalIndexAtEnd')]));
}

export function objects(rows: Json | undefined): JsonObject[] {
  return Array.isArray(rows) ? (rows as readonly Json[]).filter(isJsonObject) : [];
}

function readPool(row: JsonObject): Omit<PoolState, 'shortfalls' | 'epochIndexes'> {
  const read = (key: string): bigint => integer(row, key);
  const balance = (name: string) => ({
    epoch: read(`${name}Epoch`),
    current: read(`${name}Current`),
    next: read(`${name}Next`),
  });
  return {
    epochInterval: read('epochInterval'),
    epochOffset: read('epochOffset'),
    blackoutWindow: read('blackoutWindow'),
    rewardsPerSecond: read('rewardsPerSecond'),
    distributionStart: read('distributionStart'),
    distributionEnd: read('distributionEnd'),
    globalIndex: read('globalIndex'),
    globalIndexTimestamp: read('globalIndexTimestamp'),
    cumulativeEmittedRewards: read('cumulativeEmittedRewards'),
    totalActive: balance('totalActive'),
    totalInactive: balance('totalInactive'),
    totalBorrowedBalance: read('totalBorrowedBalance'),
    totalBorrowerDebtBalance: read('totalBorrowerDebtBalance'),
    totalDebtAvailableToWithdraw: read('totalDebtAvailableToWithdraw'),
    tokenBalance: read('tokenBalance'),
  };
}
