/** Tables of one row a maker: volumes, stakes, links. Each row is checked as it is read. */
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import type { Database } from '../database.ts';
import { type Columns, name } from './columns.ts';
import { rowOf, type Table } from './tables.ts';

export const VOLUME_COLUMNS = { market: 'text', maker: 'text', volume: 'amount' } as const;
export const PREVIOUS_VOLUME_COLUMNS = { maker: 'text', volume: 'amount' } as const;
export const STAKE_COLUMNS = { maker: 'text', stake: 'amount' } as const;
export const LINK_COLUMNS = { secondary: 'text', primary: 'text' } as const;

const ADDRESS = /^0x[0-9a-f]{40}$/;

/** Lower case; throws for what is none. */
export function addressOf(text: string | null, at: string): string {
  const address = text?.toLowerCase() ?? '';
  if (ADDRESS.test(address)) return address;
  throw new LpRewardsError('LP_ROW', `${at}: ${text ?? 'nothing'} is no address.`);
}

async function rowsOf(db: Database, table: Table, columns: Columns) {
  return db.all(`select ${Object.keys(columns).map(name).join(', ')}, file_index, row_number from ${table.sql}`);
}

function amountOf(text: string | null, at: string): bigint {
  if (text !== null && /^\d+$/.test(text)) return BigInt(text);
  throw new LpRewardsError('LP_ROW', `${at}: ${text ?? 'nothing'} is no amount; it must not be below zero.`);
}

function once(found: ReadonlyMap<string, unknown>, key: string, at: string): void {
  if (found.has(key)) throw new LpRewardsError('LP_ADDRESS_TWICE', `${at} names ${key} again.`);
}

/** An amount by maker: volumes of the epoch before, or stakes. */
export async function readAmounts(db: Database, table: Table, columns: Columns, column: string) {
  const amounts = new Map<string, bigint>();
  for (const row of await rowsOf(db, table, columns)) {
    const at = rowOf(table, row);
    const maker = addressOf(row.maker ?? null, at);
    once(amounts, maker, at);
    amounts.set(maker, amountOf(row[column] ?? null, at));
  }
  return amounts;
}

/** Volumes by market and maker. */
export async function readVolumes(db: Database, table: Table): Promise<Map<string, Map<string, bigint>>> {
  const volumes = new Map<string, Map<string, bigint>>();
  for (const row of await rowsOf(db, table, VOLUME_COLUMNS)) {
    const at = rowOf(table, row);
    const byMaker = volumes.get(row.market ?? '') ?? new Map<string, bigint>();
    const maker = addressOf(row.maker ?? null, at);
    once(byMaker, maker, at);
    volumes.set(row.market ?? '', byMaker.set(maker, amountOf(row.volume ?? null, at)));
  }
  return volumes;
}

export async function readLinks(db: Database, table: Table): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  for (const row of await rowsOf(db, table, LINK_COLUMNS)) {
    const at = rowOf(table, row);
    const secondary = addressOf(row.secondary ?? null, at);
    once(links, secondary, at);
    links.set(secondary, addressOf(row.primary ?? null, at));
  }
  for (const [secondary, primary] of links)
    if (links.has(primary))
      throw new LpRewardsError('LP_LINKS', `${secondary} is linked to ${primary}, which is itself linked to another.`);
  return links;
}
