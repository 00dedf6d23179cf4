/** Which hours or days a series has, and up to where the Graph Node has summed them up. Unix seconds throughout. */
import { integer } from '../derived/rows.ts';
import { bucketCount, bucketStart } from '../domain/series.ts';
import { ApiError } from '../errors.ts';
import { STATE } from '../execute/pinned.ts';
import { objects } from '../execute/pool-context.ts';
import { readInteger } from '../execute/target.ts';
import type { LateRequest } from '../plan/late.ts';

/** Seconds of a bucket, by Graph Node's own names of intervals. */
const LENGTHS = { hour: 3600n, day: 86_400n } as const;

export interface Span {
  readonly interval: keyof typeof LENGTHS;
  readonly length: bigint;
  /** First second of the first bucket, and first second after the last one. */
  readonly start: bigint;
  readonly end: bigint;
  /** Second of the state. */
  readonly now: bigint;
  /** First second of the bucket of the last activity: those before it are summed up, this one may not be. */
  readonly open: bigint;
}

/** Most rows of one answer. */
const LARGEST = 100_000n;

/** Null before the pool's first activity. What the arguments get wrong is an ApiError. */
export async function readSpan(request: LateRequest): Promise<Span | null> {
  const interval = readInterval(request.args.interval);
  const from = readSecond(request, 'from');
  const to = readSecond(request, 'to');
  const ends = await readEnds(request);
  if (ends === null) return null;
  const length = LENGTHS[interval];
  const now = secondOf(request);
  const start = bucketStart(from ?? ends.first, length);
  const begin = bucketStart(ends.first, length);
  if (start < begin)
    throw new ApiError(
      'BEFORE_START',
      `The pool's first activity is in the ${interval} of ${begin}: ask from there on.`,
    );
  if (to !== null && to > now)
    throw new ApiError('BAD_USER_INPUT', `The argument to is after the block, which is at ${now}: leave it out.`);
  const rows = bucketCount(start, to ?? now, length);
  if (rows < 1n) throw new ApiError('BAD_USER_INPUT', 'The argument to is before from: ask for a later second.');
  if (rows > LARGEST)
    throw new ApiError(
      'BAD_USER_INPUT',
      `The series has ${rows} rows, more than ${LARGEST}: ask for days, or for a shorter range.`,
    );
  return { interval, length, start, end: start + rows * length, now, open: bucketStart(ends.last, length) };
}

function readInterval(value: unknown): keyof typeof LENGTHS {
  if (value === 'hour' || value === 'day') return value;
  throw new ApiError('BAD_USER_INPUT', 'The argument interval must be hour or day: correct it.');
}

function readSecond({ args }: LateRequest, name: string): bigint | null {
  const value = args[name] ?? null;
  return value === null ? null : readInteger(value, name);
}

function secondOf({ pin }: LateRequest): bigint {
  if (pin.at !== null) return pin.at;
  throw new ApiError(
    'TIMESTAMP_UNKNOWN',
    `The timestamp of block ${pin.block.number} is not known here: name a block with an event, or start with an RPC.`,
  );
}

const ENDS = `query($block: Block_height) {
  first: blocks(first: 1, orderBy: number, block: $block) { timestamp }
  pools(first: 1, block: $block) { lastTimestamp }
  ${STATE}
}`;

/** Seconds of the first and the last activity. */
function readEnds(request: LateRequest): Promise<{ readonly first: bigint; readonly last: bigint } | null> {
  return request.once('ends', request.pin, async () => {
    const data = await request.read(ENDS, {});
    const [first] = objects(data.first);
    const [pool] = objects(data.pools);
    return first && pool ? { first: integer(first, 'timestamp'), last: integer(pool, 'lastTimestamp') } : null;
  });
}
