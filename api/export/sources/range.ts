/** Rows that have no gaps because the gateway makes them: epochs by number, hours and days by their seconds. */
import { bucketStart } from '../../domain/series.ts';
import { ApiError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Extent, Facts, Source } from '../dataset.ts';

/** Epochs read at once: each costs the Graph Node a few queries for its opening and closing. */
const EPOCHS = 100n;
/** Hours or days read at once. */
const BUCKETS = 5000n;
const LENGTHS = { hour: 3600n, day: 86_400n };

export const EPOCH_SOURCE: Source = {
  variables: '$from: Int! $to: Int!',
  root: 'epochs(from: $from, to: $to, block: $block)',
  needs: 'number',
  first: (extent, facts) => epochsFrom(extent.from ?? 0n, extent, facts),
  next(asked, rows, extent, facts) {
    const from = Number(asked.from);
    checkWhole('epochs', rows, Number(asked.to) - from + 1, (row, i) => row.number === from + i);
    return BigInt(String(asked.to)) < lastEpoch(extent, facts)
      ? epochsFrom(BigInt(String(asked.to)) + 1n, extent, facts)
      : null;
  },
};

/** Epochs that have not begun are asked for too: the answer says what is wrong with that. */
function epochsFrom(from: bigint, extent: Extent, facts: Facts): JsonObject | null {
  if (facts.epoch === null && extent.from === null && extent.to === null) return null;
  const last = lastEpoch(extent, facts);
  return { from: Number(from), to: Number(from + EPOCHS - 1n < last ? from + EPOCHS - 1n : last) };
}

function lastEpoch({ from, to }: Extent, { epoch }: Facts): bigint {
  const last = to ?? epoch ?? 0n;
  return from !== null && from > last ? from : last;
}

export const SERIES_SOURCE: Source = {
  variables: '$interval: Aggregation_interval! $from: BigInt! $to: BigInt!',
  root: 'poolSeries(interval: $interval, from: $from, to: $to, block: $block)',
  needs: 'timestamp',
  first: (extent, facts) => bucketsFrom(extent.from ?? facts.start, extent, facts),
  next(asked, rows, extent, facts) {
    const length = LENGTHS[extent.interval];
    const [from, to] = [BigInt(String(asked.from)), BigInt(String(asked.to))];
    const first = bucketStart(from, length);
    const count = Number((bucketStart(to, length) - first) / length) + 1;
    checkWhole('rows of the series', rows, count, (row, i) => row.timestamp === String(first + BigInt(i) * length));
    return to < (extent.to ?? facts.at) ? bucketsFrom(bucketStart(to, length) + length, extent, facts) : null;
  },
};

function bucketsFrom(from: bigint, extent: Extent, facts: Facts): JsonObject {
  const length = LENGTHS[extent.interval];
  const last = extent.to ?? facts.at;
  const end = bucketStart(from, length) + BUCKETS * length - 1n;
  return { interval: extent.interval, from: String(from), to: String(end < last ? end : last) };
}

function checkWhole(
  what: string,
  rows: readonly JsonObject[],
  count: number,
  isInPlace: (row: JsonObject, i: number) => boolean,
): void {
  if (rows.length !== count || !rows.every(isInPlace))
    throw new ApiError('UPSTREAM_INVALID', `Some ${what} are missing between others: the index is not whole.`);
}
