/** What is to be verified: a block whose state is read, and the second at which derived values are read. */
import { AuditError } from '../error.ts';
import type { Api, BlockShown } from './api.ts';
import { ApiSource, type Pin } from './api-source.ts';
import { readStored } from './read.ts';
import { ENTITIES } from './selections.ts';
import { type Stored, textOf } from './source.ts';

/** At most one of the two; without any, the newest indexed block. */
export interface MomentNamed {
  readonly block?: number | undefined;
  readonly epoch?: number | undefined;
}

export interface Moment {
  /** The block that was named, or found for the epoch or the head. */
  readonly block: BlockShown;
  /** The last block at or before it in which something happened: its state is the moment's. */
  readonly pin: Pin;
  /** Unix seconds at which derived values are read. */
  readonly at: bigint;
  /** False where the second of the block is not known, and that of `pin` is taken. */
  readonly isExact: boolean;
  /** True where that second is beyond the newest block: what it will be without a further transaction. */
  readonly isProjected: boolean;
  /** The pool as stored. */
  readonly pool: Stored;
  readonly source: ApiSource;
}

const poolAt = (block: number) => `pools(first: 2, block: { number: ${block} }) { ${ENTITIES.pools} }`;

/** Finds the moment; one that the API refuses is an AuditError with the API's code. */
export async function findMoment(api: Api, named: MomentNamed): Promise<Moment> {
  const head = await headOf(api);
  if (named.epoch !== undefined) return closingOf(api, named.epoch, head);
  const { data, block } = await api.ask(`{ ${poolAt(named.block ?? head.number)} }`);
  if (block === null) throw new AuditError('LEDGER_UNREADABLE', 'the API does not say which block an answer is of.');
  return momentOf(api, data.pools, block, block.timestamp === null ? null : BigInt(block.timestamp), block);
}

async function headOf(api: Api): Promise<BlockShown> {
  const { block } = await api.ask('{ _meta { block { number } } }');
  if (block?.hash) return block;
  throw new AuditError('LEDGER_UNREADABLE', 'the API does not say which block is its newest.');
}

async function closingOf(api: Api, epoch: number, head: BlockShown): Promise<Moment> {
  await requireBegun(api, epoch, head.number);
  const { data } = await api.ask(`{ snapshot(at: { epoch: ${epoch} }) { timestamp block { number hash timestamp } } }`);
  const { block, timestamp } = data.snapshot as { block: BlockShown; timestamp: string };
  const { pools } = (await api.ask(`{ ${poolAt(block.number)} }`)).data;
  return momentOf(api, pools, block, BigInt(timestamp), head);
}

/** Of an epoch to come there is nothing to verify yet. */
async function requireBegun(api: Api, epoch: number, head: number): Promise<void> {
  const { data } = await api.ask(`{ pools(first: 1, block: { number: ${head} }) { currentEpoch } }`);
  const current = (data.pools as { currentEpoch: string | null }[])[0]?.currentEpoch ?? null;
  if (current !== null && BigInt(epoch) <= BigInt(current)) return;
  const hint = current === null ? 'epoch 0 neither; name a block' : `the newest is epoch ${current}; name one up to it`;
  throw new AuditError('EPOCH_NOT_BEGUN', `epoch ${epoch} has not begun at block ${head}, ${hint}.`);
}

/** `view` is the block at which epochs are asked for: a quiet one may be in a later epoch than the last activity. */
async function momentOf(
  api: Api,
  pools: unknown,
  block: BlockShown,
  at: bigint | null,
  view: BlockShown,
): Promise<Moment> {
  const [row, other] = pools as Readonly<Record<string, unknown>>[];
  if (row === undefined)
    throw new AuditError('BEFORE_START', "the block is before the pool's first activity; name a later one.");
  if (other !== undefined) throw new AuditError('LEDGER_UNREADABLE', 'the index has more than one pool.');
  const pool = readStored(row);
  const pin = await pinAt(api, Number(textOf(pool, 'lastBlock')));
  const known = view.hash === null || view.timestamp === null ? pin : { number: view.number, hash: view.hash };
  return {
    block,
    pin,
    at: at ?? BigInt(textOf(pool, 'lastTimestamp')),
    isExact: at !== null,
    isProjected: at !== null && view.timestamp !== null && at > BigInt(view.timestamp),
    pool,
    source: new ApiSource(api, pin, known),
  };
}

/** The block that the index recorded under that number. */
async function pinAt(api: Api, number: number): Promise<Pin> {
  const { data } = await api.ask(`{ blocks(where: { number: ${number} }, block: { number: ${number} }) { id } }`);
  const [block] = data.blocks as { id: string }[];
  if (block === undefined)
    throw new AuditError('LEDGER_UNREADABLE', `the index has no record of block ${number}, the pool's last one.`);
  return { number, hash: block.id };
}
