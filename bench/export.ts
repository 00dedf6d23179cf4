/** Exporting everything, next to the Graph Node's own time for the same rows, and the memory it takes. */
import { print } from 'graphql';
import { prepareCatalogue } from '../api/export/prepared.ts';
import { loadSchema } from '../api/schema/load.ts';
import { createUpstreamClient } from '../api/upstream/client.ts';
import { memoryDuring } from './memory.ts';
import type { Bench, BenchStack, Row, StackPart } from './part.ts';
import { spread } from './spread.ts';

interface Run {
  rows: number;
  bytes: number;
  seconds: number;
}

const NAME = 'export';
const WHAT = 'activities';
const FORMATS = ['csv', 'parquet'];
const PAGE = 1000;
const MIB = 2 ** 20;

interface Pin {
  state: string;
  block: number;
  count: number;
}

async function post(url: string, query: string, variables = {}): Promise<string> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (text.startsWith('{"errors"')) throw new Error(`${url} answered ${text.slice(0, 300)}`);
  return text;
}

/** The very query of the export, page by page; the next one is asked for when the one before has come. */
async function direct(url: string, query: string, pin: Pin, from: number): Promise<Run> {
  const started = performance.now();
  const run = { rows: 0, bytes: 0, seconds: 0 };
  for (let first = from; first <= pin.count; first += PAGE) {
    const where = { sequence_gte: first, sequence_lte: Math.min(first + PAGE - 1, pin.count) };
    const variables = { where, block: { number: pin.block }, state: pin.state };
    run.bytes += (await post(url, query, variables)).length;
    run.rows += where.sequence_lte - first + 1;
  }
  return { ...run, seconds: (performance.now() - started) / 1000 };
}

async function exported(url: string, format: string, rows: number, from: number): Promise<Run> {
  const started = performance.now();
  const response = await fetch(`${url}/export/${WHAT}.${format}?from=${from}`);
  if (!response.ok) throw new Error(`${url} answered ${await response.text()}`);
  let bytes = 0;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) bytes += part.length;
  return { rows, bytes, seconds: (performance.now() - started) / 1000 };
}

/** A row for each format. Every run begins at another row, so that no answer is one given before. */
async function run({ options, cases }: Bench, stack: BenchStack): Promise<readonly Row[]> {
  const { graphqlUrl, server } = stack;
  const gatewayUrl = new URL(stack.gatewayUrl).origin;
  const upstream = createUpstreamClient({
    graphNodeUrl: graphqlUrl,
    upstreamTimeoutMs: 30_000,
    upstreamConnections: 1,
  });
  const prepared = prepareCatalogue(await loadSchema(upstream)).get(WHAT);
  await upstream.close();
  if (!prepared) throw new Error(`there is no export of ${WHAT}`);
  const query = print(prepared.document);
  const text = await post(
    graphqlUrl,
    '{ pools { activityCount } blocks(first: 1, orderBy: number, orderDirection: desc) { id number } }',
  );
  const { data } = JSON.parse(text) as {
    data: { pools: { activityCount: number }[]; blocks: { id: string; number: string }[] };
  };
  const [block] = data.blocks;
  const pin = { state: block?.id ?? '', block: Number(block?.number), count: data.pools[0]?.activityCount ?? 0 };
  const rate = ({ rows, seconds }: Run): number => rows / seconds;
  let from = 1;
  const rows: Row[] = [];
  for (const format of FORMATS.filter((each) => cases.includes(`${WHAT}.${each}`))) {
    const runs: { node: Run; gateway: Run; before: number; peak: number }[] = [];
    for (let round = 0; round < options.rounds; round++) {
      const node = await direct(graphqlUrl, query, pin, from++);
      const expected = pin.count - from + 1;
      const work = () => exported(gatewayUrl, format, expected, from++);
      const [gateway, memory] = await memoryDuring(server, work);
      runs.push({ node, gateway, before: memory.before, peak: memory.peak });
    }
    const last = runs.at(-1)?.gateway;
    const figures = {
      rows: last?.rows ?? 0,
      MiB: (last?.bytes ?? 0) / MIB,
      'node rows/s': spread(runs.map(({ node }) => rate(node))),
      'gateway rows/s': spread(runs.map(({ gateway }) => rate(gateway))),
      'rate ratio': spread(runs.map(({ node, gateway }) => rate(gateway) / rate(node))),
      'RSS before, MiB': spread(runs.map(({ before }) => before / MIB)),
      'RSS peak, MiB': spread(runs.map(({ peak }) => peak / MIB)),
    };
    rows.push({ part: NAME, case: `${WHAT}.${format}`, figures, bar: null, holds: null });
  }
  return rows;
}

export const exportPart: StackPart = {
  name: NAME,
  cases: FORMATS.map((format) => `${WHAT}.${format}`),
  needs: 'stack',
  run,
};
