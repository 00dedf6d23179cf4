/** Quiet epochs between recorded ones: a recording cut off, and continued by hand with what governance could do. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RecordedBlock, type RecordedLine, readRecording } from '../support/recording.ts';
import type { Row } from './epoch-moments.ts';
import { type GatewayStack, startGatewayStack } from './gateway-stack.ts';

const WEEK = 604_800;
const EPOCH_ZERO = 1_628_002_800;
/** The last block kept: it is in epoch 2, and no schedule changed before. */
const KEPT = 85;
/** Epochs 3 to 13 pass, and on the second day of epoch 14 the rate and then the schedule change. */
const CHANGED = EPOCH_ZERO + 14 * WEEK + 86_400;
const INTERVAL = 864_000;
/** By this schedule it is epoch 14 too, which has 764,000 seconds left. */
const OFFSET = CHANGED - 14 * INTERVAL - 100_000;
const RATE = 3_000_000_000_000_000_000n;
/** Epochs 15 to 17 pass, and in epoch 18 the blackout window changes; then nothing until epoch 30. */
const WINDOW = 400_000;

const TOPICS = {
  rate: '0xfd301ea009c64d5832f2d8f8d8f632dda101449dd7bab7e219a7d4fe924f190a',
  schedule: '0x04821abf6e0e737d3429c8610f8577fd7af8a285e19ac1671673b313e708a716',
  window: '0xb94332f70bda7d9f80755fda0fee46f9fb73433eb08054c482d060b9732a5e37',
};

const words = (...values: (number | bigint)[]): string =>
  `0x${values.map((value) => value.toString(16).padStart(64, '0')).join('')}`;

function block(number: number, timestamp: number, address: string, logs: readonly [topic: string, data: string][]) {
  const hash = words(number);
  const from = `0x${'11'.repeat(20)}`;
  const transactions = logs.length > 0 ? [{ hash, index: 0, from, to: address, status: 1 }] : [];
  return {
    type: 'block',
    number,
    timestamp,
    transactions,
    logs: logs.map(([topic, data], logIndex) => ({ address, topics: [topic], data, logIndex, transactionIndex: 0 })),
  } satisfies RecordedBlock;
}

async function continuedRecording(file: string): Promise<void> {
  const kept: RecordedLine[] = [];
  let pool = '';
  for await (const line of readRecording('quirks')) {
    if (line.type === 'header') pool = line.contracts.liquidityStaking?.address ?? '';
    if (line.type === 'header' || (line.type === 'block' && line.number <= KEPT)) kept.push(line);
  }
  const later = [
    block(KEPT + 1, CHANGED - 10, pool, [[TOPICS.rate, words(RATE)]]),
    block(KEPT + 2, CHANGED, pool, [[TOPICS.schedule, words(INTERVAL, OFFSET)]]),
    block(KEPT + 3, OFFSET + 18 * INTERVAL + 1_000, pool, [[TOPICS.window, words(WINDOW)]]),
    block(KEPT + 4, OFFSET + 30 * INTERVAL + 5, pool, []),
  ];
  const last = later.at(-1);
  const header = { ...kept[0], lastBlock: last?.number, lastTimestamp: last?.timestamp };
  const lines = [header, ...kept.slice(1), ...later, { type: 'end' }];
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

let directory: string;
let stack: GatewayStack;
let epochs: Row[];

async function data(query: string): Promise<Row> {
  const answer = await stack.ask(query);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'quiet-epochs-'));
  const file = join(directory, 'continued.jsonl');
  await continuedRecording(file);
  stack = await startGatewayStack(file);
  epochs = (
    await data(`{ epochs {
      number start end blackoutStart epochInterval epochOffset blackoutWindow rewardsPerSecond firstSequence lastSequence
      activityCount filled opening { epoch timestamp block { number } pool { rewardsPerSecond epochInterval } }
      closing { epoch timestamp block { number } } rewardsEmitted
    } }`)
  ).epochs;
});
afterAll(async () => {
  await stack?.stop();
  await rm(directory, { recursive: true, force: true });
});

it('are filled in by the schedule, window and rate then in force', async () => {
  expect(epochs.map(({ number }) => number)).toEqual(Array.from({ length: 31 }, (_, i) => i));
  expect(epochs.filter(({ filled }) => !filled).map(({ number }) => number)).toEqual([0, 1, 2, 14, 18]);
  const old = { epochInterval: String(WEEK), epochOffset: String(EPOCH_ZERO), blackoutWindow: '259200' };
  const { rewardsPerSecond } = epochs[2];
  expect(BigInt(rewardsPerSecond)).not.toBe(RATE);
  for (let n = 3; n < 14; n++)
    expect(epochs[n]).toMatchObject({
      ...old,
      rewardsPerSecond,
      start: String(EPOCH_ZERO + n * WEEK),
      end: String(EPOCH_ZERO + (n + 1) * WEEK),
      blackoutStart: String(EPOCH_ZERO + (n + 1) * WEEK - 259_200),
      opening: { epoch: n, block: { number: KEPT }, pool: { rewardsPerSecond, epochInterval: old.epochInterval } },
    });
  const changed = { epochInterval: String(INTERVAL), epochOffset: String(OFFSET), rewardsPerSecond: String(RATE) };
  expect(epochs[14]).toMatchObject({
    ...changed,
    start: String(EPOCH_ZERO + 14 * WEEK),
    end: String(OFFSET + 15 * INTERVAL),
    opening: { block: { number: KEPT }, pool: { rewardsPerSecond } },
    closing: { timestamp: String(OFFSET + 15 * INTERVAL - 1), block: { number: KEPT + 2 } },
  });
  for (const n of [15, 16, 17, 19, 29, 30]) {
    const window = n < 18 ? 259_200 : WINDOW;
    expect(epochs[n]).toMatchObject({
      ...changed,
      blackoutWindow: String(window),
      start: String(OFFSET + n * INTERVAL),
      end: String(OFFSET + (n + 1) * INTERVAL),
      blackoutStart: String(OFFSET + (n + 1) * INTERVAL - window),
      closing: { epoch: n, block: { number: n < 18 ? KEPT + 2 : KEPT + 3 } },
    });
  }
});

it('take the sequence number that the next activity has, or will have', async () => {
  const { pools } = await data('{ pools { activityCount } }');
  for (const [i, { firstSequence, lastSequence, activityCount, filled }] of epochs.entries()) {
    expect(firstSequence + activityCount).toBe(epochs[i + 1]?.firstSequence ?? pools[0].activityCount + 1);
    expect(lastSequence).toBe(firstSequence + activityCount - 1);
    expect(activityCount === 0).toBe(filled);
  }
});

it('emit at the rate that held, to what was staked', () => {
  const { rewardsPerSecond } = epochs[2];
  for (let n = 4; n < 14; n++) expect(BigInt(epochs[n].rewardsEmitted)).toBe(BigInt(rewardsPerSecond) * BigInt(WEEK));
  for (const n of [15, 19, 30]) expect(BigInt(epochs[n].rewardsEmitted)).toBe(RATE * BigInt(INTERVAL));
  const before = BigInt(CHANGED - 10 - (EPOCH_ZERO + 14 * WEEK));
  const after = BigInt(OFFSET + 15 * INTERVAL) - BigInt(CHANGED - 10);
  expect(BigInt(epochs[14].rewardsEmitted)).toBe(BigInt(rewardsPerSecond) * before + RATE * after);
});

it('end at the one that runs at the block or moment asked for', async () => {
  const at = `block: { number: ${KEPT + 2} }`;
  const { then } = await data(`{ then: epochs(${at}) { number end filled } }`);
  expect(then.length).toBe(15);
  expect(then[14]).toEqual({ number: 14, end: String(OFFSET + 15 * INTERVAL), filled: false });
  const before = await data(`{ then: epochs(block: { number: ${KEPT + 1} }) { number end } }`);
  expect(before.then[14]).toEqual({ number: 14, end: String(EPOCH_ZERO + 15 * WEEK) });
  const { snapshot } = await data(`{ snapshot(at: { epoch: 9 }) { block { number } stakers(first: 2) {
    id epochSeries(from: 1) { number filled opening { activeBalance } epoch { filled start } } } } }`);
  expect(snapshot.block.number).toBe(KEPT);
  for (const { epochSeries } of snapshot.stakers) {
    expect(epochSeries.map(({ number }: Row) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(epochSeries.at(-1)).toMatchObject({ filled: true, epoch: { filled: true, start: epochs[9].start } });
  }
});
