/** Which epochs a series is of: from epoch zero, or the one named, to the one that runs at the view's second. */
import { epochAt } from '../domain/epoch-schedule.ts';
import { ApiError } from '../errors.ts';
import { readInteger } from '../execute/target.ts';
import type { JsonObject } from '../json.ts';
import type { LateRequest } from '../plan/late.ts';
import { readTimeline } from './timeline.ts';

/**
 * Epoch numbers in order; none before epoch zero. `rows` is how often each will be listed. Numbers that are no epochs
 * so far are an error with code BAD_USER_INPUT, a view whose second is not known one with TIMESTAMP_UNKNOWN.
 */
export async function epochRange(request: LateRequest, rows: number): Promise<bigint[]> {
  const current = await currentEpoch(request);
  const last = current ?? -1n;
  const from = epochArgument(request.args, 'from') ?? 0n;
  const to = epochArgument(request.args, 'to') ?? last;
  if (to > last || (from > last && request.args.from != null)) throw notBegun(from > last ? from : to, current);
  if (from > to && to !== last)
    throw new ApiError('BAD_USER_INPUT', `from, ${from}, is above to, ${to}: give them in order.`);
  const count = to - from + 1n;
  if (count <= 0n) return [];
  request.spend(Number(count) * rows);
  return Array.from({ length: Number(count) }, (_, i) => from + BigInt(i));
}

/** Number of the epoch that runs at the view's second; null before epoch zero. */
async function currentEpoch(request: LateRequest): Promise<bigint | null> {
  const { schedules } = await readTimeline(request);
  const schedule = schedules.at(-1);
  if (schedule === undefined) return null;
  const { at, block } = request.pin;
  if (at === null)
    throw new ApiError(
      'TIMESTAMP_UNKNOWN',
      `The timestamp of block ${block.number} is not known here: name a block with an event, or start with an RPC.`,
    );
  return epochAt({ epochInterval: schedule.interval, epochOffset: schedule.offset }, at);
}

function epochArgument(args: JsonObject, name: string): bigint | null {
  const value = args[name];
  if (value === null || value === undefined) return null;
  const epoch = readInteger(value, name);
  if (epoch < 0n) throw new ApiError('BAD_USER_INPUT', `The argument ${name} must not be negative: count from 0.`);
  return epoch;
}

function notBegun(epoch: bigint, current: bigint | null): ApiError {
  return new ApiError(
    'BAD_USER_INPUT',
    current === null
      ? 'Epoch zero has not begun at this block: leave from and to out, or name a later block.'
      : `Epoch ${epoch} has not begun, the current one is ${current}: ask for epochs up to that one.`,
  );
}
