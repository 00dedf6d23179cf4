/** The moment of an export, pinned: the block that was named, the state that decides every value, and the second. */
import type { Block, Head } from '../block.ts';
import { ApiError } from '../errors.ts';
import type { Gateway } from '../execute/gateway.ts';
import { beforeStart, resolveMoment } from '../execute/moment.ts';
import { isJsonObject } from '../json.ts';
import { blockNotIndexed, parseAnswer } from '../upstream/answer.ts';
import { readBlockEntity } from '../upstream/blocks.ts';
import { readHead } from '../upstream/head.ts';
import type { MomentQuery } from './parameters.ts';

export interface ExportPin {
  /** The block that was named, or that a timestamp or an epoch leads to. */
  readonly block: Head;
  /** The last block in which something happened, at or before it: the rows are read there. */
  readonly state: Head;
  /** Unix second at which derived values are evaluated. */
  readonly at: bigint;
}

/** At the newest block, never at the number itself: a Graph Node may still answer that as before a reorganisation. */
const STATE = `query($number: BigInt!) {
  _meta { block { number hash timestamp } }
  state: blocks(first: 1, orderBy: number, orderDirection: desc, where: { number_lte: $number }) { id number timestamp }
}`;
/** Above every number. */
const NEWEST = 2 ** 53 - 1;

interface Found {
  readonly head: Head;
  /** The last block with an event up to a number. */
  readonly state: Head;
}

/** Throws as `snapshot` does: BLOCK_NOT_INDEXED, BEFORE_START, TIMESTAMP_UNKNOWN; AT_BEFORE_BLOCK for `at`. */
export async function resolvePin(gateway: Gateway, moment: MomentQuery, signal: AbortSignal): Promise<ExportPin> {
  if (moment.kind === 'newest') {
    const { head, state } = await find(gateway, NEWEST, signal);
    return dated(head, state, null);
  }
  if (moment.kind === 'block') {
    const number = Number(moment.value);
    const { head, state } = await find(gateway, number, signal);
    if (number > head.number) throw blockNotIndexed(`Block ${number}`, head.number);
    const known = [state, head].find((block) => block.number === number);
    return dated(known ?? (await gateway.blocks.byNumber(number, signal)), state, moment.at);
  }
  const named =
    moment.kind === 'epoch'
      ? ({ kind: 'epoch', epoch: moment.value } as const)
      : ({ kind: 'timestamp', timestamp: moment.value } as const);
  const found = await resolveMoment(gateway, named, null, signal);
  const { state } = await find(gateway, found.block, signal);
  if (found.hash !== state.hash) throw movedAway(found.block);
  return { block: state, state, at: found.timestamp ?? state.timestamp };
}

async function find(gateway: Gateway, number: number, signal: AbortSignal): Promise<Found> {
  const { data } = parseAnswer(
    await gateway.upstream.ask({ query: STATE, variables: { number: String(number) } }, signal),
  );
  const head = readHead((isJsonObject(data._meta) ? data._meta.block : null) ?? null);
  if (head === null)
    throw new ApiError('UPSTREAM_INVALID', 'The Graph Node did not say which block it answered from: try again.');
  const state = readBlockEntity(data.state);
  if (state === null) throw beforeStart();
  return { head, state };
}

function dated({ number, hash, timestamp }: Block, state: Head, at: bigint | null): ExportPin {
  if (hash === null || timestamp === null)
    throw new ApiError(
      'TIMESTAMP_UNKNOWN',
      `The timestamp of block ${number} is not known here: name block ${state.number}, which has the same state, or a timestamp.`,
    );
  if (at !== null && at < timestamp)
    throw new ApiError(
      'AT_BEFORE_BLOCK',
      `The parameter at, ${at}, is before block ${number} at ${timestamp}: name an earlier block or a later second.`,
    );
  return { block: { number, hash, timestamp }, state, at: at ?? timestamp };
}

/** Throws where the named block, or the state, is no longer on the indexed chain. */
export async function checkPin(gateway: Gateway, { block, state }: ExportPin, signal: AbortSignal): Promise<void> {
  const found = await find(gateway, block.number, signal);
  const isHead = found.head.number === block.number;
  const named = isHead ? found.head : await gateway.blocks.byNumber(block.number, signal);
  const isNamed = named.hash === null || named.hash === block.hash;
  if (found.head.number < block.number || found.state.hash !== state.hash || !isNamed) throw movedAway(block.number);
}

export function movedAway(number: number): ApiError {
  return new ApiError(
    'BLOCK_NOT_INDEXED',
    `The chain was reorganised at or below block ${number} while it was being exported: ask again.`,
  );
}
