/**
 * Ponder beside the Graph Node and the gateway: the same chain, the pool's logs, a Postgres of the same build each.
 * What is not comparable is in docs/peers.md.
 */

import { startPostgres } from '../stack/postgres.ts';
import { loadRecording } from '../stack/recording.ts';
import { Supervisor } from '../stack/supervisor.ts';
import { inTurn, type Side } from './in-turn.ts';
import type { Bench, BenchStack, Options, Row, StackPart } from './part.ts';
import { QUESTIONS, type Question } from './peer-questions.ts';
import { ask, installPonder, startPonder } from './ponder-process.ts';
import { spread } from './spread.ts';

const NAME = 'peers';
/** Not `indexing`: by that word the part of that name is chosen. */
const SYNCING = 'syncing';

interface Asked {
  readonly url: string;
  readonly query: string;
}

function side({ url, query }: Asked): Side {
  const body = (n: number) => JSON.stringify({ query, variables: { least: `${-1 - n}` } });
  return { url, method: 'POST', headers: { 'content-type': 'application/json' }, body, expected: 200 };
}

/** How many rows an answer has: a smaller recording has fewer than asked for, and then not all as many. */
async function rowsOf({ url, query }: Asked): Promise<number> {
  const data = await ask<Record<string, unknown[] | { items: unknown[] }>>(url, query, { least: '-1' });
  const list = Object.values(data ?? {})[0];
  return (Array.isArray(list) ? list : list?.items)?.length ?? 0;
}

async function measured(item: Question, options: Options, ponderUrl: string, stack: BenchStack): Promise<Row> {
  const sides = {
    ponder: side({ url: ponderUrl, query: item.ponders }),
    node: side({ url: stack.graphqlUrl, query: item.ours }),
    gateway: side({ url: stack.gatewayUrl, query: item.ours }),
  };
  const { rounds, seconds, connections } = options;
  const runs = await inTurn(sides, { rounds, seconds, connections, warmUpSeconds: seconds });
  const figures = {
    'Ponder rows': await rowsOf({ url: ponderUrl, query: item.ponders }),
    'node rows': await rowsOf({ url: stack.graphqlUrl, query: item.ours }),
    'Ponder req/s': spread(runs.map(({ ponder }) => ponder.rate)),
    'node req/s': spread(runs.map(({ node }) => node.rate)),
    'gateway req/s': spread(runs.map(({ gateway }) => gateway.rate)),
    'gateway to Ponder': spread(runs.map(({ gateway, ponder }) => gateway.rate / ponder.rate)),
    'Ponder ms': spread(runs.map(({ ponder }) => ponder.latency)),
    'node ms': spread(runs.map(({ node }) => node.latency)),
    'gateway ms': spread(runs.map(({ gateway }) => gateway.latency)),
  };
  return { part: NAME, case: item.name, figures, bar: null, holds: null };
}

/** From the start of each process until all is indexed: one run each, one after the other. */
async function syncing(seconds: number, logs: number, { graphqlUrl, indexingSeconds }: BenchStack): Promise<Row> {
  const ours = await ask<{ pools: { activityCount: number }[] }>(graphqlUrl, '{ pools { activityCount } }');
  const activities = ours?.pools[0]?.activityCount ?? Number.NaN;
  const figures = {
    'Ponder s': seconds,
    'Ponder logs': logs,
    'Ponder logs/s': logs / seconds,
    'node s': indexingSeconds,
    'node activities': activities,
    'node activities/s': activities / indexingSeconds,
  };
  return { part: NAME, case: SYNCING, figures, bar: null, holds: null };
}

async function run({ options, cases }: Bench, stack: BenchStack): Promise<readonly Row[]> {
  const { header, blocks } = await loadRecording(options.recording);
  const pool = header.contracts.liquidityStaking;
  if (!pool || !stack.rpcUrl) throw new Error(`${options.recording} names no pool`);
  const logs = blocks.flatMap((block) => block.logs).filter(({ address }) => address === pool.address).length;
  const supervisor = new Supervisor();
  try {
    await installPonder(supervisor);
    const { url: databaseUrl } = await startPostgres(supervisor);
    const chain = { rpcUrl: stack.rpcUrl, chainId: header.chainId, pool: pool.address, startBlock: pool.startBlock };
    const { graphqlUrl, seconds } = await startPonder(supervisor, { ...chain, databaseUrl }, logs);
    const rows: Row[] = cases.includes(SYNCING) ? [await syncing(seconds, logs, stack)] : [];
    for (const item of QUESTIONS.filter(({ name }) => cases.includes(name)))
      rows.push(await measured(item, options, graphqlUrl, stack));
    return rows;
  } finally {
    await supervisor.stop();
  }
}

export const peersPart: StackPart = {
  name: NAME,
  cases: [SYNCING, ...QUESTIONS.map(({ name }) => name)],
  needs: 'stack',
  onRequest: true,
  run,
};
