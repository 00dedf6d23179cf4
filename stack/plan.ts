import { access, constants, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { request } from 'undici';
import type { Deployment } from '../subgraph/manifest.ts';
import { anvilBinary, gndBinary } from './binaries.ts';
import { chainDeployment } from './chain-deployment.ts';
import { reasonOf, StackError } from './error.ts';
import { checkFiles } from './ipfs.ts';
import { BUNDLED_RECORDING, DEFAULT_PORT, type StackOptions } from './options.ts';
import { requirePort } from './ports.ts';
import { requirePostgres } from './postgres.ts';
import { recordedDeployment } from './recorded-deployment.ts';
import { loadRecording, type Recording } from './recording.ts';

export type Plan =
  | { kind: 'gateway'; graphqlUrl: string; rpcUrl: string | undefined }
  | { kind: 'recording'; recording: Recording; deployment: Deployment }
  | { kind: 'chain'; rpcUrl: string; deployment: Deployment };

async function requireGraphNode(url: string): Promise<void> {
  const query = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ _meta { block { number } } }"}',
  } as const;
  let answer: unknown;
  try {
    answer = await (await request(url, query)).body.json();
  } catch (error) {
    throw new StackError(
      'GRAPH_NODE_UNREACHABLE',
      `no Graph Node answers at ${url} (${reasonOf(error)}); check --graph-node.`,
    );
  }
  if ((answer as { data?: { _meta?: unknown } } | null)?.data?._meta) return;
  throw new StackError(
    'GRAPH_NODE_UNREACHABLE',
    `what answers at ${url} is not a subgraph's query URL, such as http://host:8000/subgraphs/name/NAME; check --graph-node.`,
  );
}

async function requireDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
  } catch (error) {
    throw new StackError(
      'DATA_UNUSABLE',
      `${path} cannot be used as a directory (${reasonOf(error)}); choose another with --data.`,
    );
  }
}

/** The gateway reads them once more: what is wrong with them is better known before minutes have passed. */
async function requireResults(folder: string): Promise<void> {
  const [{ openResults }, { LpRewardsError }] = await Promise.all([
    import('../api/lp/results.ts'),
    import('../api/domain/lp-rewards/error.ts'),
  ]);
  try {
    await openResults(folder).all();
  } catch (error) {
    throw error instanceof LpRewardsError ? new StackError(error.code, error.message) : error;
  }
}

function refuseContradictions(options: StackOptions): void {
  const sources = [options.recording, options.rpc, options.graphNode].filter((source) => source !== undefined);
  // In front of a Graph Node the chain is asked for timestamps: --rpc and --graph-node go together.
  if (options.recording !== undefined && sources.length > 1) {
    throw new StackError('OPTIONS', 'give one of --recording, --rpc and --graph-node, not several.');
  }
  const needRpc = (['network', 'pool', 'distributor', 'startBlock'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (needRpc && options.rpc === undefined)
    throw new StackError('OPTIONS', `${needRpc} describes a real chain; give its node with --rpc.`);
}

/** Graph Node tells block timestamps as 32-bit integers. */
function requireTimesBefore2038({ header }: Recording): void {
  if (header.lastTimestamp < 2 ** 31) return;
  throw new StackError(
    'RECORDING_AFTER_2038',
    `the recording ends at second ${header.lastTimestamp}, after Graph Node's last one (2147483647, in the year 2038).`,
  );
}

/** Checks everything that can be checked before something is started, and says what is to be started. */
export async function makePlan(options: StackOptions): Promise<Plan> {
  const plan = await checkedPlan(options);
  // Last, because it creates the directory.
  if (plan.kind !== 'gateway' && options.data !== undefined) await requireDirectory(resolve(options.data));
  return plan;
}

async function checkedPlan(options: StackOptions): Promise<Plan> {
  refuseContradictions(options);
  if (options.gateway !== false) await requirePort(options.port ?? DEFAULT_PORT);
  if (options.lpResults !== undefined) await requireResults(options.lpResults);
  if (options.graphNode !== undefined) {
    await requireGraphNode(options.graphNode);
    return { kind: 'gateway', graphqlUrl: options.graphNode, rpcUrl: options.rpc };
  }
  gndBinary();
  if (options.postgresUrl !== undefined) await requirePostgres(options.postgresUrl);
  if (options.rpc !== undefined) {
    return { kind: 'chain', rpcUrl: options.rpc, deployment: await chainDeployment(options.rpc, options) };
  }
  anvilBinary();
  const recording = await loadRecording(options.recording ?? BUNDLED_RECORDING);
  requireTimesBefore2038(recording);
  await checkFiles(recording.files);
  return { kind: 'recording', recording, deployment: recordedDeployment(recording, options.calls !== false) };
}
