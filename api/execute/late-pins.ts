/** States before that of a view, each checked to be on the view's own chain. */
import type { Block } from '../block.ts';
import { ApiError } from '../errors.ts';
import type { Pin } from '../plan/late.ts';
import { parseAnswer } from '../upstream/answer.ts';
import { readBlockEntity } from '../upstream/blocks.ts';
import type { LateSession } from './late-session.ts';
import { checkState, ofPin } from './pinned.ts';

const PIN = `query($past: Block_height, $block: Block_height) {
  past: blocks(first: 1, orderBy: number, orderDirection: desc, block: $past) { id number timestamp }
  state: blocks(first: 1, orderBy: number, orderDirection: desc, block: $block) { id }
}`;

/** The state at a block number up to the view's own. */
export async function viewedPin(session: LateSession, view: Pin, number: number, at: bigint | null): Promise<Pin> {
  if (number === view.block.number) return { ...view, at };
  if (number > view.block.number)
    throw new ApiError(
      'BLOCK_NOT_INDEXED',
      `Block ${number} is after the block of this query: ask for an earlier one.`,
    );
  const variables = { past: { number }, block: { number: view.block.number } };
  const asked = session.gateway.upstream.ask({ query: PIN, variables }, session.call.signal);
  const { data } = await ofPin(asked.then(parseAnswer));
  checkState(view, data.state);
  const event = readBlockEntity(data.past);
  const block: Block = event?.number === number ? event : await session.gateway.blocks.complete(number, null);
  return { block, state: event?.hash ?? null, at };
}
