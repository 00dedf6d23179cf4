import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { gndBinary } from './binaries.ts';
import { StackError } from './error.ts';
import { type IndexingStatus, indexingStatus } from './graph-node-status.ts';
import type { Part } from './part.ts';
import { freePort } from './ports.ts';
import type { Supervisor } from './supervisor.ts';

export interface GraphNodeOptions {
  manifest: string;
  network: string;
  postgresUrl: string;
  rpcUrl: string;
  ipfsUrl: string;
  /** Nobody else mines on the chain: no reorganisation to be careful about. */
  isLocalChain: boolean;
}

export interface GraphNode {
  graphqlUrl: string;
  indexNodeUrl: string;
  metricsUrl: string;
  ports: readonly number[];
  part: Part;
}

function environment(options: GraphNodeOptions): NodeJS.ProcessEnv {
  const local = {
    // Within this distance of the head blocks are handled one by one.
    ETHEREUM_REORG_THRESHOLD: '1',
    ETHEREUM_POLLING_INTERVAL: '100',
    ETHEREUM_BLOCK_INGESTOR_MAX_CONCURRENT_JSON_RPC_CALLS_FOR_TXN_RECEIPTS: '100',
  };
  // The password in the database's URL must not be on a command line, which others can read.
  const common = { POSTGRES_URL: options.postgresUrl, GRAPH_LOG: 'error', RUST_BACKTRACE: '0', NO_COLOR: '1' };
  return { ...common, ...(options.isLocalChain ? local : {}) };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ _meta { block { number } } }"}',
    });
    const answer = (await response.body.json()) as { data?: { _meta?: unknown } };
    return Boolean(answer.data?._meta);
  } catch {
    return false; // Not listening yet.
  }
}

/** Starts Graph Node on a prepared manifest and waits until it answers queries; `ports` are those of one that ended. */
export async function startGraphNode(
  supervisor: Supervisor,
  options: GraphNodeOptions,
  ports?: readonly number[],
): Promise<GraphNode> {
  // It panics when any of them is taken.
  const taken = ports ?? [await freePort(), await freePort(), await freePort(), await freePort()];
  const [http, indexNode, admin, metrics] = taken;
  const part = supervisor.spawn(
    'Graph Node',
    gndBinary(),
    [
      // After the colon: where the build is, seen from the manifest. A relative path, since an absolute one may hold a colon.
      ...['dev', '--manifests', `${basename(options.manifest)}:.`],
      ...['--ethereum-rpc', `${options.network}:${options.rpcUrl}`, '--ipfs', options.ipfsUrl],
      ...[
        '--http-port',
        `${http}`,
        '--index-node-port',
        `${indexNode}`,
        '--admin-port',
        `${admin}`,
        '--metrics-port',
        `${metrics}`,
      ],
    ],
    // It does not react to SIGTERM.
    { cwd: dirname(options.manifest), env: environment(options), stopSignal: 'SIGKILL' },
  );
  const host = 'http://127.0.0.1';
  const graphqlUrl = `${host}:${http}/subgraphs/name/subgraph-0`;
  const indexNodeUrl = `${host}:${indexNode}/graphql`;
  const deadline = Date.now() + 90_000;
  try {
    while (!(await answers(graphqlUrl))) {
      if (Date.now() > deadline)
        throw new StackError(
          'GRAPH_NODE_SILENT',
          `Graph Node does not answer after 90 s; it last said: ${part.tail()}`,
        );
      await supervisor.guard(pause(50));
    }
  } catch (error) {
    await part.stop();
    throw error;
  }
  return { graphqlUrl, indexNodeUrl, metricsUrl: `${host}:${metrics}/metrics`, ports: taken, part };
}

/** How long indexing may stand still before it counts as stuck: after an error of the chain Graph Node waits two minutes. */
const STALLED_MS = 180_000;

/** Polls until block `target` is indexed; throws when indexing fails or stands still, or a part ends. */
export async function waitForBlock(
  supervisor: Supervisor,
  node: GraphNode,
  target: number,
  onProgress: (status: IndexingStatus) => void,
): Promise<void> {
  let newest = -1;
  let since = Date.now();
  for (;;) {
    const status = await supervisor.guard(indexingStatus(node.indexNodeUrl));
    if (status) onProgress(status);
    if (status && status.block >= target) return;
    if (status && status.block > newest) [newest, since] = [status.block, Date.now()];
    if (Date.now() - since > STALLED_MS)
      throw new StackError(
        'INDEXING_STALLED',
        `the index has stood at block ${newest} of ${target} for ${STALLED_MS / 1000} s; Graph Node last said: ${node.part.tail()}`,
      );
    await supervisor.guard(pause(50));
  }
}
