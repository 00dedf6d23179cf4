/** When the epoch began and ends, and the blocks whose state stands for both. */
import { z } from 'zod';
import { AuditError } from '../../error.ts';
import type { BlockRef } from '../shape.ts';
import { utc } from '../utc.ts';
import { address, hash, small } from './answers.ts';
import type { ApiClient } from './client.ts';

export interface EpochMoments {
  readonly pool: string;
  readonly number: number;
  /** First second. */
  readonly start: number;
  readonly blackoutStart: number;
  /** First second of the next epoch. */
  readonly end: number;
  /** The indexed head, where the epoch has not ended by it. */
  readonly head: BlockRef | null;
  /** The last block before the first second in which something happened. */
  readonly opening: BlockRef;
  /** The last block up to the last second in which something happened. */
  readonly closing: BlockRef;
  readonly deployment: string;
}

const blockAnswer = z.object({ number: z.number(), hash, timestamp: small });

const head = {
  name: 'head',
  text: `query head {
  _meta { deployment block { number hash timestamp } }
  pools(first: 1) { id currentEpoch epochOffset }
}`,
  shape: z.object({
    _meta: z.object({ deployment: z.string(), block: blockAnswer }),
    pools: z.array(z.object({ id: address, currentEpoch: small.nullable(), epochOffset: small })),
  }),
};

const bounds = {
  name: 'epoch',
  text: `query epoch($epoch: Int!) {
  epochs(from: $epoch, to: $epoch) {
    start blackoutStart end
    opening { block { number hash timestamp } }
    closing { block { number hash timestamp } }
  }
}`,
  shape: z.object({
    epochs: z
      .array(
        z.object({
          start: small,
          blackoutStart: small,
          end: small,
          opening: z.object({ block: blockAnswer }),
          closing: z.object({ block: blockAnswer }),
        }),
      )
      .length(1),
  }),
};

/** Throws an AuditError with code EPOCH_NOT_BEGUN where there is nothing to report on yet. */
export async function readMoments(api: ApiClient, number: number): Promise<EpochMoments> {
  const { _meta: meta, pools } = await api.ask(head, {});
  const pool = pools[0];
  if (!pool) throw new AuditError('EPOCH_NOT_BEGUN', 'the index knows no pool yet; wait until it was created.');
  const { currentEpoch } = pool;
  if (currentEpoch === null || number > currentEpoch) {
    const newest =
      currentEpoch === null
        ? `epoch 0 begins ${utc(pool.epochOffset)}`
        : `the newest is epoch ${currentEpoch}; name one up to it`;
    const indexed = `block ${meta.block.number} of ${utc(meta.block.timestamp)}`;
    throw new AuditError('EPOCH_NOT_BEGUN', `epoch ${number} has not begun at ${indexed}; ${newest}.`);
  }
  const [epoch] = (await api.ask(bounds, { epoch: number })).epochs;
  if (!epoch) throw new Error('a list of one is empty');
  const { start, blackoutStart, end } = epoch;
  return {
    ...{ pool: pool.id, number, start, blackoutStart, end, deployment: meta.deployment },
    head: number === currentEpoch ? meta.block : null,
    opening: epoch.opening.block,
    closing: epoch.closing.block,
  };
}
