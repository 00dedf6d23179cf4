/** Late fields of Epoch. */
import { integer } from '../derived/rows.ts';
import type { JsonObject } from '../json.ts';
import type { LateField, LateRequest } from '../plan/late.ts';
import { selectionOf } from '../plan/sub.ts';
import { filled } from './filled.ts';
import { closingOf, type Moment, openingOf, pinsOf } from './moments.ts';
import { firstSequence, readTimeline, type Timeline } from './timeline.ts';

/** A value for each epoch that the rows name, worked out once an epoch. */
async function byEpoch(
  rows: readonly JsonObject[],
  key: string,
  values: (epochs: readonly bigint[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const numbers = rows.map((row) => integer(row, key));
  const epochs = [...new Set(numbers)];
  const texts = await values(epochs);
  const known = new Map(epochs.map((epoch, i) => [epoch, texts[i] as string]));
  return numbers.map((number) => known.get(number) as string);
}

function snapshotField(moment: (timeline: Timeline, epoch: bigint) => Moment): LateField {
  return {
    needs: ['number'],
    compile({ scope, sets, key }) {
      const snapshot = scope.sub({ root: 'snapshot', args: [], sets });
      return async (rows, request) => {
        const timeline = await readTimeline(request);
        return byEpoch(rows, key('number'), async (epochs) => {
          const pins = await pinsOf(
            request,
            epochs.map((epoch) => moment(timeline, epoch)),
          );
          return Promise.all(pins.map((pin) => request.run(snapshot, pin)));
        });
      };
    },
  };
}

function countField(count: (timeline: Timeline, epoch: bigint) => bigint): LateField {
  return {
    needs: ['number'],
    compile:
      ({ key }) =>
      async (rows, request) => {
        const timeline = await readTimeline(request);
        return rows.map((row) => String(count(timeline, integer(row, key('number')))));
      },
  };
}

/** The difference of what was emitted at the starts of this epoch and of the next: every second of it counts. */
const rewardsEmitted: LateField = {
  needs: ['number'],
  compile({ scope, key }) {
    const pools = scope.sub({ root: 'pools', args: ['first'], sets: [selectionOf('emittedRewards')] });
    const emitted = async (request: LateRequest, timeline: Timeline, epochs: readonly bigint[]) => {
      const pins = await pinsOf(
        request,
        epochs.map((epoch) => openingOf(timeline, epoch)),
      );
      const texts = await Promise.all(pins.map((pin) => request.run(pools, pin, { first: 1 })));
      return new Map(epochs.map((epoch, i) => [epoch, integer(JSON.parse(texts[i] as string)[0], 'emittedRewards')]));
    };
    return async (rows, request) => {
      const timeline = await readTimeline(request);
      return byEpoch(rows, key('number'), async (epochs) => {
        const bounds = [...new Set(epochs.flatMap((epoch) => [epoch, epoch + 1n]))];
        const total = await emitted(request, timeline, bounds);
        return epochs.map((epoch) => `"${(total.get(epoch + 1n) ?? 0n) - (total.get(epoch) ?? 0n)}"`);
      });
    };
  },
};

export const EPOCH_FIELDS: Readonly<Record<string, LateField>> = {
  opening: snapshotField(openingOf),
  closing: snapshotField(closingOf),
  activityCount: countField((timeline, epoch) => firstSequence(timeline, epoch + 1n) - firstSequence(timeline, epoch)),
  lastSequence: countField((timeline, epoch) => firstSequence(timeline, epoch + 1n) - 1n),
  rewardsEmitted,
  filled,
};
