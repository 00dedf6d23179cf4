/** From the API's JSON to rows. */
import type { Activity, StateChange } from './rows.ts';
import type { PoolMoment, Stored, Value } from './source.ts';

export type Json = Readonly<Record<string, unknown>>;

const COMMON = new Set([
  ...['__typename', 'id', 'sequence', 'epoch', 'block', 'blockNumber', 'timestamp', 'transactionHash', 'verb'],
  ...['transactionIndex', 'transactionFrom', 'logIndex', 'actors', 'changes'],
]);

const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null;

export function readActivity(row: Json): Activity {
  const block = row.block as { id: string; number: string; timestamp: string };
  const own = Object.entries(row).filter(([key, value]) => !COMMON.has(key) && value !== null);
  return {
    id: String(row.id),
    type: String(row.__typename),
    sequence: Number(row.sequence),
    epoch: idOf(row.epoch),
    block: { id: block.id, number: Number(block.number), timestamp: BigInt(block.timestamp) },
    blockNumber: Number(row.blockNumber),
    timestamp: BigInt(String(row.timestamp)),
    transactionHash: String(row.transactionHash),
    transactionIndex: Number(row.transactionIndex),
    transactionFrom: String(row.transactionFrom),
    logIndex: Number(row.logIndex),
    verb: String(row.verb),
    actors: row.actors as string[],
    fields: Object.fromEntries(own.map(([key, value]) => [key, String(flat(value))])),
    changeIds: (row.changes as { id: string }[]).map(({ id }) => id),
  };
}

export function readChange(row: Json): StateChange {
  const integer = (key: string): bigint => BigInt(String(row[key]));
  return {
    id: String(row.id),
    sequence: Number(row.sequence),
    position: Number(row.position),
    epoch: idOf(row.epoch),
    blockNumber: Number(row.blockNumber),
    timestamp: integer('timestamp'),
    subjectKind: String(row.subjectKind),
    subject: String(row.subject),
    field: String(row.field),
    before: integer('before'),
    change: integer('change'),
    after: integer('after'),
  };
}

/** An entity with its references as ids. */
export function readStored(row: Json): Stored {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, flat(value)]));
}

/** The pool at a moment of a snapshot. */
export function readMoment({ timestamp, block, pool }: Json): PoolMoment {
  return {
    timestamp: BigInt(String(timestamp)),
    block: block as { number: number; hash: string },
    pool: readStored(pool as Json),
  };
}

/** A reference is an object with nothing but its id. */
function flat(value: unknown): Value {
  const isReference = typeof value === 'object' && value !== null && Object.keys(value).join() === 'id';
  return isReference ? (value as { id: string }).id : (value as Value);
}
