/** What a state knows of its epochs: which were recorded, and every schedule, window and rate there was. */
import { integer } from '../derived/rows.ts';
import { firstSecondOfEpoch, type ScheduleChange } from '../domain/schedule-history.ts';
import { STATE } from '../execute/pinned.ts';
import { objects } from '../execute/pool-context.ts';
import type { JsonObject } from '../json.ts';
import { PAGE } from '../plan/context.ts';
import type { LateRequest } from '../plan/late.ts';

/** A value in force from the activity with that sequence number on. */
interface Setting {
  readonly sequence: bigint;
  readonly value: bigint;
}

export interface Timeline {
  /** In the order they were logged, as the lists below. */
  readonly schedules: readonly (ScheduleChange & { readonly sequence: bigint })[];
  /** Seconds. */
  readonly blackoutWindows: readonly Setting[];
  /** DYDX base units (10^-18) per second. */
  readonly rates: readonly Setting[];
  /** Epochs in which something happened, with the sequence number of their first activity. */
  readonly recorded: ReadonlyMap<bigint, bigint>;
  /** Number of activities. */
  readonly activityCount: bigint;
}

const LISTS = ['schedules', 'windows', 'rates', 'recorded'] as const;
const list = (name: (typeof LISTS)[number], root: string, order: string, fields: string): string =>
  `${name}: ${root}(first: ${PAGE}, orderBy: ${order}, where: { ${order}_gt: $${name} }, block: $block) { ${fields} }`;
const QUERY = `query($block: Block_height, $schedules: Int!, $windows: Int!, $rates: Int!, $recorded: Int!) {
  ${list('schedules', 'epochParametersChangeds', 'sequence', 'position: sequence timestamp interval offset')}
  ${list('windows', 'blackoutWindowChangeds', 'sequence', 'position: sequence value: blackoutWindow')}
  ${list('rates', 'rewardsPerSecondUpdateds', 'sequence', 'position: sequence value: emissionPerSecond')}
  ${list('recorded', 'epoches', 'number', 'position: number firstSequence')}
  pools(first: 1, block: $block) { activityCount }
  ${STATE}
}`;

/** The timeline of the state of the request's view. */
export function readTimeline(request: LateRequest): Promise<Timeline> {
  return request.once('timeline', request.pin, () => readPages(request));
}

async function readPages(request: LateRequest): Promise<Timeline> {
  const all: Record<string, JsonObject[]> = { schedules: [], windows: [], rates: [], recorded: [] };
  const after: Record<string, number> = { schedules: -1, windows: -1, rates: -1, recorded: -1 };
  for (;;) {
    const data = await request.read(QUERY, after);
    let full = false;
    for (const name of LISTS) {
      const page = objects(data[name]);
      all[name]?.push(...page);
      after[name] = Number(page.at(-1)?.position ?? after[name]);
      full ||= page.length === PAGE;
    }
    if (!full) return readRows(all, integer(objects(data.pools)[0] ?? {}, 'activityCount'));
  }
}

function readRows(rows: Record<string, JsonObject[]>, activityCount: bigint): Timeline {
  const settings = (name: string): Setting[] =>
    (rows[name] ?? []).map((row) => ({ sequence: integer(row, 'position'), value: integer(row, 'value') }));
  return {
    schedules: (rows.schedules ?? []).map((row) => ({
      sequence: integer(row, 'position'),
      timestamp: integer(row, 'timestamp'),
      interval: integer(row, 'interval'),
      offset: integer(row, 'offset'),
    })),
    blackoutWindows: settings('windows'),
    rates: settings('rates'),
    recorded: new Map((rows.recorded ?? []).map((row) => [integer(row, 'position'), integer(row, 'firstSequence')])),
    activityCount,
  };
}

/** First second of an epoch, unix seconds, by the schedule in force when it began, or the last one known. */
export function startSecond({ schedules }: Timeline, epoch: bigint): bigint {
  const second = firstSecondOfEpoch(schedules, epoch);
  if (second === null) throw new Error(`an epoch ${epoch} without a schedule`);
  return second;
}

/** Sequence number of the first activity at or after the start of an epoch, or of the one that would be next. */
export function firstSequence({ recorded, activityCount }: Timeline, epoch: bigint): bigint {
  const own = recorded.get(epoch);
  if (own !== undefined) return own;
  for (const [number, sequence] of recorded) if (number > epoch) return sequence;
  return activityCount + 1n;
}
