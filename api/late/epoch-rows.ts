/** Rows of epochs, recorded and quiet ones alike, in the shape of a client's selection. */
import { integer } from '../derived/rows.ts';
import type { JsonObject } from '../json.ts';
import type { LateRequest, LateScope, Sub, SubRows } from '../plan/late.ts';
import { chunksOf } from './chunks.ts';
import { type Link, rowMaker, type SelectionSets, type Values } from './made-rows.ts';
import { firstSequence, readTimeline, startSecond, type Timeline } from './timeline.ts';

export interface EpochRows {
  /** Writes them. */
  readonly sub: Sub;
  /** One row for each number, in their order. */
  read(
    request: LateRequest,
    epochs: readonly bigint[],
  ): Promise<{ readonly answer: SubRows; readonly rows: JsonObject[] }>;
}

export function epochRows(scope: LateScope, sets: SelectionSets): EpochRows {
  const sub = scope.sub({ root: 'epoches', args: ['first', 'where'], sets, needs: ['number'] });
  const make = rowMaker(scope, 'Epoch', sets, { pool: (poolSets) => poolLink(scope, poolSets) });
  return {
    sub,
    async read(request, epochs) {
      const timeline = await readTimeline(request);
      const recorded = epochs.filter((epoch) => timeline.recorded.has(epoch)).map(Number);
      // One answer is needed even where nothing was recorded: it carries the pool's state.
      const chunks = recorded.length > 0 ? chunksOf(recorded) : [[-1]];
      const [answers, made] = await Promise.all([
        Promise.all(
          chunks.map((chunk) => request.rows(sub, request.pin, { first: chunk.length, where: { number_in: chunk } })),
        ),
        make(
          request,
          epochs.filter((epoch) => !timeline.recorded.has(epoch)).map((epoch) => quietEpoch(timeline, epoch)),
        ),
      ]);
      const known = new Map<bigint, JsonObject>();
      for (const { list } of answers) for (const row of list) known.set(integer(row, sub.key('number')), row);
      const quiet = made.values();
      const rows = epochs.map((epoch) => known.get(epoch) ?? (quiet.next().value as JsonObject));
      return { answer: answers[0] as SubRows, rows };
    },
  };
}

/** The epochs that rows name by their number. */
export function epochLink(scope: LateScope, sets: SelectionSets): Link {
  const epochs = epochRows(scope, sets);
  return async (request, rows) => {
    const numbers = [...new Set(rows.map((row) => integer(row, 'number')))];
    const { rows: found } = await epochs.read(request, numbers);
    const byNumber = new Map(numbers.map((number, i) => [number, found[i] as JsonObject]));
    return rows.map((row) => byNumber.get(integer(row, 'number')) as JsonObject);
  };
}

function poolLink(scope: LateScope, sets: SelectionSets): Link {
  const sub = scope.sub({ root: 'pools', args: ['first'], sets });
  return async (request, rows) => {
    const { list } = await request.rows(sub, request.pin, { first: 1 });
    return rows.map(() => list[0] as JsonObject);
  };
}

/** What an Epoch entity would hold: nothing changed in it, so parameters are those in force before. */
function quietEpoch(timeline: Timeline, epoch: bigint): Values {
  const sequence = firstSequence(timeline, epoch);
  const inForce = <Setting extends { readonly sequence: bigint }>(settings: readonly Setting[]) =>
    settings.findLast((setting) => setting.sequence < sequence);
  const schedule = inForce(timeline.schedules);
  const end = startSecond(timeline, epoch + 1n);
  const blackoutWindow = inForce(timeline.blackoutWindows)?.value ?? 0n;
  return {
    id: String(epoch),
    number: Number(epoch),
    start: String(startSecond(timeline, epoch)),
    end: String(end),
    blackoutStart: String(end - blackoutWindow),
    globalIndexAtEnd: null,
    epochInterval: String(schedule?.interval ?? 0n),
    epochOffset: String(schedule?.offset ?? 0n),
    blackoutWindow: String(blackoutWindow),
    rewardsPerSecond: String(inForce(timeline.rates)?.value ?? 0n),
    firstSequence: Number(sequence),
  };
}
