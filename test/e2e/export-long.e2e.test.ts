/** Long exports: every row, of the block it began with whatever the chain does meanwhile. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway } from '../../api/main.ts';
import { startStack } from '../../stack/start.ts';
import { cutRecording } from '../support/cut-recording.ts';
import { query } from '../support/duckdb.ts';
import { ask } from './ask.ts';
import { type GrowingChain, growChain } from './growing-chain.ts';
import { type HeldGraphNode, holdGraphNode } from './held-graph-node.ts';

const RECORDING = fileURLToPath(new URL('../../bench/recordings/load.jsonl.gz', import.meta.url));
/** Enough for more than ten thousand activities. */
const LAST_BLOCK = 900;

let node: HeldGraphNode;
let direct: string;
let api: string;
let chain: GrowingChain;
let folder: string;
const stop: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dydx-export-'));
  stop.unshift(() => rm(folder, { recursive: true }));
  const recording = join(folder, 'load.jsonl');
  await cutRecording(RECORDING, LAST_BLOCK, recording);
  const stack = await startStack({ recording, gateway: false });
  stop.unshift(() => stack.stop());
  direct = stack.graphqlUrl;
  node = await holdGraphNode(direct);
  stop.unshift(() => node.close());
  const gateway = await startGateway({ port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent' });
  stop.unshift(() => gateway.close());
  api = gateway.url;
  const pool = stack.recordingHeader?.contracts.liquidityStaking?.address ?? '';
  chain = growChain(stack.rpcUrl ?? '', direct, pool, stack.recordingHeader?.stakers[0] ?? '');
  stop.unshift(() => chain.close());
}, 400_000);
afterAll(async () => {
  for (const each of stop) await each();
});

async function activityCount(): Promise<number> {
  const { data } = await ask(direct, '{ pools { activityCount } }');
  return data.pools[0].activityCount;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

async function begin(what: string) {
  const response = await fetch(`${api}/export/${what}.csv`);
  expect(response.status, response.ok ? '' : await response.text()).toBe(200);
  const rest = async (): Promise<number[]> => {
    const lines = (await response.text()).trimEnd().split('\n').slice(1);
    return lines.map((line) => Number(line.slice(0, line.indexOf(','))));
  };
  return { block: Number(response.headers.get('x-block-number')), rest };
}

it('has all of many thousand rows, in order', async () => {
  const total = await activityCount();
  expect(total).toBeGreaterThan(10_000);
  expect(await (await begin('activities')).rest()).toEqual(upTo(total));
  const path = join(folder, 'activities.parquet');
  await writeFile(path, Buffer.from(await (await fetch(`${api}/export/activities.parquet`)).arrayBuffer()));
  const { rows } = await query(
    `select count(*), count(*) filter (where sequence = file_row_number + 1)
     from read_parquet('${path}', file_row_number = true)`,
  );
  expect(rows).toEqual([[String(total), String(total)]]);
});

it('has every change of many thousand, in order', async () => {
  const total = await activityCount();
  const expected: number[] = [];
  for (let from = 1; from <= total; from += 200) {
    const where = `{ sequence_gte: ${from}, sequence_lt: ${from + 200} }`;
    const { data } = await ask(
      direct,
      `{ stateChanges(first: 1000, orderBy: sequence, where: ${where}) { sequence } }`,
    );
    expect(data.stateChanges.length).toBeLessThan(1000);
    expected.push(...data.stateChanges.map(({ sequence }: { sequence: number }) => sequence));
  }
  expect(expected.length).toBeGreaterThan(20_000);
  expect(await (await begin('changes')).rest()).toEqual(expected);
});

it('is of the block it began with, though others arrive', async () => {
  const total = await activityCount();
  node.hold();
  const { block, rest } = await begin('activities');
  await node.waiting();
  await chain.mine(2);
  await chain.mine(1);
  node.release();
  expect(await rest()).toEqual(upTo(total));
  const next = await begin('activities');
  expect(next.block).toBe(block + 2);
  expect(await next.rest()).toEqual(upTo(total + 3));
});

it('breaks off where its block is reorganised away', async () => {
  await chain.fork();
  await chain.mine(1);
  node.hold();
  const lost = await begin('activities');
  await node.waiting();
  await chain.replace();
  node.release();
  await expect(lost.rest()).rejects.toThrow();
  const count = await activityCount();
  expect(await (await begin('activities')).rest()).toEqual(upTo(count));
});
