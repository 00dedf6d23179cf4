/** A long export before a Graph Node that counts what it is asked: files of any length need the memory of a page. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { introspectionFromSchema } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from '../../api/main.ts';
import { upstreamSchema } from '../support/upstream-schema.ts';

const HASH = `0x${'ab'.repeat(32)}`;
const BLOCK = { number: 100, hash: HASH, timestamp: 1_700_000_000 };
const STATE = [{ id: HASH, number: '100', timestamp: '1700000000' }];
const PROOF = { id: HASH };
const COUNT = 60_000;
/** A page of rows with this in each is larger than what a connection buffers. */
const LONG = 'x'.repeat(20_000);
const INTROSPECTION = JSON.stringify({ data: introspectionFromSchema(upstreamSchema()) });

let node: Server;
let gateway: RunningGateway;
let asked: number;
let left: number;
/** What the page from that sequence number on is answered with; null for never. */
let answer: (from: number, rows: readonly object[]) => object | null;

beforeEach(async () => {
  asked = 0;
  left = 0;
  answer = (_from, rows) => ({ rows, proof: PROOF, _g_meta0: { block: BLOCK } });
  node = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
  const address = node.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const graphNodeUrl = `http://127.0.0.1:${port}/`;
  gateway = await startGateway({ port: 0, host: '127.0.0.1', graphNodeUrl, logLevel: 'silent' });
});
afterEach(async () => {
  await gateway.close();
  node.closeAllConnections();
  await new Promise((resolve) => node.close(resolve));
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += chunk;
  response.once('close', () => {
    if (!response.writableFinished) left++;
  });
  const text = reply(JSON.parse(body));
  if (text !== null) response.end(text);
}

function reply({ query, variables }: { query: string; variables: { where?: Record<string, number> } }): string | null {
  if (query.includes('__schema')) return INTROSPECTION;
  const { sequence_gte: from, sequence_lte: to } = variables.where ?? {};
  if (from === undefined || to === undefined) {
    const pool = { activityCount: COUNT, lastTimestamp: '1700000000', epochInterval: '0', epochOffset: '0' };
    const meta = { hasIndexingErrors: false, block: BLOCK };
    const facts = { _g_pool0: [pool], _g_state0: STATE, _g_block0: STATE, blocks: STATE, pools: [pool] };
    return JSON.stringify({ data: { _meta: meta, _g_meta0: { block: BLOCK }, state: STATE, proof: PROOF, ...facts } });
  }
  asked++;
  const rows = Array.from({ length: to - from + 1 }, (_, i) => ({
    ...{ __typename: 'Discrepancy', sequence: from + i, verb: 'adoptLoggedValue', epoch: null, blockNumber: '100' },
    ...{ block: { id: HASH }, timestamp: '1700000000', transactionHash: HASH, transactionIndex: 0, logIndex: 0 },
    ...{ transactionFrom: HASH, id: HASH, actors: [], subject: HASH, quantity: LONG, computed: '1', logged: '2' },
  }));
  const data = answer(from, rows);
  return data && JSON.stringify({ data });
}

function get(signal?: AbortSignal): Promise<Response> {
  return fetch(`${gateway.url}/export/activities.csv`, signal ? { signal } : {});
}

it('reads one page ahead of what the client takes', async () => {
  const leaving = new AbortController();
  const response = await get(leaving.signal);
  expect(response.status).toBe(200);
  await response.body?.getReader().read();
  for (let before = -1; before !== asked; await pause(500)) before = asked;
  expect(asked).toBeLessThan(6);
  leaving.abort();
});

it('gives up what it waits for when the client leaves', async () => {
  answer = (from, rows) => (from > 1 ? null : { rows, proof: PROOF, _g_meta0: { block: BLOCK } });
  const leaving = new AbortController();
  const response = await get(leaving.signal);
  await response.body?.getReader().read();
  expect(left).toBe(0);
  leaving.abort();
  while (left === 0) await pause(10);
  await pause(200);
  expect({ asked, left }).toEqual({ asked: 2, left: 1 });
});

it.each([
  ['the chain is reorganised', (rows: readonly object[]) => ({ rows, proof: null })],
  ['a row is missing', (rows: readonly object[]) => ({ rows: rows.slice(1), proof: PROOF })],
  ['the Graph Node has nothing', () => ({ proof: PROOF })],
])('cuts the connection where %s', async (_what, spoilt) => {
  answer = (from, rows) => ({
    ...(from > 3000 ? spoilt(rows) : { rows, proof: PROOF }),
    _g_meta0: { block: BLOCK },
  });
  const response = await get();
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
  expect(asked).toBe(4);
});

it('answers with an error where the first page fails', async () => {
  answer = () => ({ rows: [], proof: PROOF, _g_meta0: { block: BLOCK } });
  const response = await get();
  expect(response.status).toBe(502);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_INVALID' } }] });
});
