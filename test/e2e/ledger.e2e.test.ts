/** The ledger checks itself: its rows, replayed from nothing, give what is stored; its sums are those of the activities. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingFile } from '../support/recording.ts';
import { type GatewayStack, startGatewayStack } from './gateway-stack.ts';
import { countRecordedLogs } from './ledger-recorded.ts';
import { type Activity, amountMoved, everyActivity, everyChange, everyRow, type Row } from './ledger-rows.ts';
import { expectedSeries, readSeries } from './ledger-series.ts';
import { differences, Replay, storedAt, storedFields } from './ledger-state.ts';
import { BORROWERS, type Entity, STAKERS, sumBy, sumsOfAccounts, sumsOfEpochs } from './ledger-sums.ts';

const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

/** A comparison that finds fewer has not looked. */
const RECORDINGS = [
  { name: 'story', rows: 2422, closings: 16 },
  { name: 'quirks', rows: 410, closings: 6 },
];

describe.each(RECORDINGS)('$name', ({ name, ...atLeast }) => {
  let stack: GatewayStack;
  let activities: Activity[] = [];
  let rows: Row[] = [];

  beforeAll(async () => {
    stack = await startGatewayStack(recordingFile(name));
    activities = await everyActivity(stack.direct);
    rows = await everyChange(stack.direct, activities.length);
  });
  afterAll(() => stack?.stop());

  it('numbers activities without a gap, one for each log recorded, and the changes of each from 0', async () => {
    const recorded = activities.filter(({ verb }) => verb !== 'deleteInactiveBalance');
    expect(recorded.length).toBe(await countRecordedLogs(name));
    expect(activities.map(({ sequence }) => sequence)).toEqual(activities.map((_, i) => i + 1));
    expect(rows.length).toBeGreaterThanOrEqual(atLeast.rows);
    const faults = rows.filter((row, i) => {
      const before = rows[i - 1];
      return row.position !== (before?.sequence === row.sequence ? before.position + 1 : 0);
    });
    expect(faults).toEqual([]);
  });

  it('has every change at the place of its activity', () => {
    const faults = rows.filter((row) => {
      const { epoch, blockNumber, timestamp } = activities[row.sequence - 1] as Activity;
      const isSamePlace = row.blockNumber === blockNumber && row.timestamp === timestamp;
      return row.activity.sequence !== row.sequence || !isSamePlace || row.epoch?.number !== epoch?.number;
    });
    expect(faults).toEqual([]);
  });

  it('names each actor once, and the zero address never', () => {
    const faults = activities.filter(
      ({ actors }) => actors.includes(ZERO_ADDRESS) || new Set(actors).size < actors.length,
    );
    expect(faults).toEqual([]);
    expect(activities.some(({ actors }) => actors.length > 2)).toBe(true);
  });

  it('gives, replayed from nothing, every stored value at the head and as each epoch ended', async () => {
    const fields = await storedFields(stack.direct);
    expect(Object.values(fields).map((list) => list.length)).toEqual([18, 10, 6, 3, 1, 1, 1, 9, 2]);
    const waiting = [...rows].reverse();
    const replay = new Replay();
    const compared: number[] = [];
    for (const [i, activity] of activities.entries()) {
      while (waiting.at(-1)?.sequence === activity.sequence) replay.apply(waiting.pop() as Row);
      const next = activities[i + 1];
      if (next?.epoch?.number === activity.epoch?.number && next !== undefined) continue;
      const block = Number(next?.blockNumber ?? Number(activity.blockNumber) + 1) - 1;
      expect(differences(replay.values(), await storedAt(stack.direct, block))).toEqual([]);
      compared.push(block);
    }
    expect(waiting).toEqual([]);
    expect(replay.faults).toEqual([]);
    expect(compared.length).toBeGreaterThanOrEqual(atLeast.closings);
  });

  it('counts and adds up by epoch what the activities say', async () => {
    const flows = await everyRow<{ id: string; count: number; amount: string }>(
      stack.direct,
      '{ epochFlows(PAGE) { id count amount } }',
    );
    const inEpochs = activities.filter(({ epoch }) => epoch !== null);
    const keyOf = ({ epoch, verb }: Activity) => `${epoch?.number}-${verb}`;
    expect(new Map(flows.map(({ id, count }) => [id, BigInt(count)]))).toEqual(sumBy(inEpochs, keyOf, () => 1n));
    const amounts = sumBy(inEpochs, keyOf, (activity) => amountMoved(activity) ?? 0n);
    expect(new Map(flows.map(({ id, amount }) => [id, BigInt(amount)]))).toEqual(amounts);
  });

  it.each([STAKERS, BORROWERS])(
    'adds up each $account to its sums since the start, and all to the epoch',
    async (of) => {
      const fields = Object.keys(of.flows).join(' ');
      const since = Object.values(of.flows).flatMap((flow) => flow.since ?? []);
      const [epochs, accounts] = await Promise.all([
        everyRow<Entity>(stack.direct, `{ ${of.list}(PAGE) { id number ${of.account} { id } ${fields} } }`),
        everyRow<Entity>(stack.direct, `{ ${of.account}s(PAGE) { id ${since.join(' ')} } }`),
      ]);
      const [fromEpochs, stored] = sumsOfAccounts(of, epochs, accounts);
      expect(fromEpochs).toEqual(stored);
      const [fromAccounts, fromActivities] = sumsOfEpochs(of, epochs, activities);
      expect(fromAccounts).toEqual(fromActivities);
      expect(stored?.size).toBeGreaterThan(since.length);
    },
  );

  it('keeps the last epoch of each staker', async () => {
    type Staker = { readonly lastEpoch: unknown; readonly epochs: readonly unknown[] };
    const last = 'epochs(first: 1, orderBy: number, orderDirection: desc) { id }';
    const stakers = await everyRow<Staker>(stack.direct, `{ stakers(PAGE) { lastEpoch { id } ${last} } }`);
    expect(stakers.map(({ lastEpoch }) => lastEpoch)).toEqual(stakers.map(({ epochs }) => epochs[0] ?? null));
    expect(stakers.filter(({ lastEpoch }) => lastEpoch !== null).length).toBeGreaterThan(5);
  });

  it.each([
    { interval: 'hour', seconds: 3600n },
    { interval: 'day', seconds: 86_400n },
  ])(
    'adds up by $interval to the same amounts, with the balances as they last stood',
    async ({ interval, seconds }) => {
      const series = await readSeries(stack.direct, interval);
      expect(series).toEqual(expectedSeries(activities, rows, seconds));
      expect(series.amounts.size).toBeGreaterThan(series.balances.size);
    },
  );
});
