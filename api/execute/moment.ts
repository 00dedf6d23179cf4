/** Moments of snapshots: which block's state, rolled forward to which second. */
import { valueFromASTUntyped } from 'graphql';
import type { Head } from '../block.ts';
import { integer } from '../derived/rows.ts';
import { closingSecondOfEpoch, type ScheduleChange } from '../domain/schedule-history.ts';
import { ApiError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { PAGE } from '../plan/context.ts';
import type { View } from '../plan/plan.ts';
import { parseAnswer } from '../upstream/answer.ts';
import { readBlockEntity } from '../upstream/blocks.ts';
import type { Gateway } from './gateway.ts';
import { objects } from './pool-context.ts';
import { readInteger } from './target.ts';

export interface Moment {
  /** Number of the block whose state is read. */
  readonly block: number;
  /** Its hash, where finding it told; the state that is read must have the same. */
  readonly hash: string | null;
  /** Second to roll to; null for the block's own. */
  readonly timestamp: bigint | null;
}

/** What a client named. */
export type MomentInput =
  | { readonly kind: 'block'; readonly block: number }
  | { readonly kind: 'timestamp'; readonly timestamp: bigint }
  | { readonly kind: 'epoch'; readonly epoch: bigint };

/** Null where the moment may be left out, and is. */
export function readMomentInput({ source }: View, variables: JsonObject): MomentInput | null {
  const value = source.argument && valueFromASTUntyped(source.argument, variables as Record<string, unknown>);
  if (source.kind === 'moment' && source.optional && (value ?? null) === null) return null;
  const given = Object.entries(isJsonObject(value) ? value : {}).filter(
    ([, each]) => each !== null && each !== undefined,
  );
  const [name, content] = given[0] ?? ['', null];
  if (given.length !== 1 || !['block', 'timestamp', 'epoch'].includes(name))
    throw new ApiError('BAD_USER_INPUT', 'A moment needs exactly one of block, timestamp and epoch: give one.');
  const integerValue = readInteger(content, name);
  if (integerValue < 0n || (name === 'block' && integerValue > 0x7fffffffn))
    throw new ApiError('BAD_USER_INPUT', `The argument ${name} is out of range: give a number from 0 on.`);
  if (name === 'block') return { kind: 'block', block: Number(integerValue) };
  return name === 'epoch' ? { kind: 'epoch', epoch: integerValue } : { kind: 'timestamp', timestamp: integerValue };
}

/** The moment as it was found while `head` was the newest block, where that is known. */
export function knownMoment(gateway: Gateway, input: MomentInput, head: Head | null): Moment | undefined {
  if (input.kind === 'block') return { block: input.block, hash: null, timestamp: null };
  return head === null ? undefined : gateway.moments.get(momentKey(input, head));
}

/** `before` is the newest block known; null where what is kept of it is not to be trusted. */
export async function resolveMoment(
  gateway: Gateway,
  input: MomentInput,
  before: Head | null,
  signal?: AbortSignal,
): Promise<Moment> {
  const known = knownMoment(gateway, input, before);
  if (known !== undefined || input.kind === 'block') return known as Moment;
  const moment = await findMoment(gateway, input, signal);
  if (before !== null && gateway.tracker.current()?.hash === before.hash)
    gateway.moments.set(momentKey(input, before), moment, MOMENT_SIZE);
  return moment;
}

/** Assumed size of a moment that is kept, bytes. */
const MOMENT_SIZE = 300;

type SoughtMoment = Exclude<MomentInput, { readonly kind: 'block' }>;

function momentKey(input: SoughtMoment, head: Head): string {
  return `${input.kind} ${input.kind === 'epoch' ? input.epoch : input.timestamp}@${head.hash}`;
}

async function findMoment(gateway: Gateway, input: SoughtMoment, signal?: AbortSignal): Promise<Moment> {
  const timestamp = input.kind === 'timestamp' ? input.timestamp : await closingSecond(gateway, input.epoch, signal);
  const block = await lastEventBlock(gateway, timestamp, signal);
  if (block === null) throw beforeStart();
  return { block: block.number, hash: block.hash, timestamp };
}

export function beforeStart(): ApiError {
  return new ApiError('BEFORE_START', "The moment is before the pool's first event: ask for a later one.");
}

const LAST_BLOCK = `query($at: BigInt!) {
  blocks(first: 1, orderBy: number, orderDirection: desc, where: { timestamp_lte: $at }) { id number timestamp }
}`;

async function lastEventBlock(gateway: Gateway, at: bigint, signal?: AbortSignal): Promise<Head | null> {
  const query = { query: LAST_BLOCK, variables: { at: String(at) } };
  return readBlockEntity(parseAnswer(await gateway.upstream.ask(query, signal)).data.blocks);
}

const SCHEDULE = `{
  epochParametersChangeds(first: ${PAGE}, orderBy: sequence) { timestamp interval offset }
}`;

async function closingSecond(gateway: Gateway, epoch: bigint, signal?: AbortSignal): Promise<bigint> {
  const { data } = parseAnswer(await gateway.upstream.ask({ query: SCHEDULE, variables: {} }, signal));
  const changes: ScheduleChange[] = objects(data.epochParametersChangeds).map((row) => ({
    timestamp: integer(row, 'timestamp'),
    interval: integer(row, 'interval'),
    offset: integer(row, 'offset'),
  }));
  const second = closingSecondOfEpoch(changes, epoch);
  if (second === null) throw beforeStart();
  return second;
}
