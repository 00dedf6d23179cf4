import { resolve } from 'node:path';
import { startAnvil } from './anvil.ts';
import type { StackError } from './error.ts';
import { openGateway } from './gateway.ts';
import { type GraphNode, startGraphNode, waitForBlock } from './graph-node.ts';
import { startIpfs } from './ipfs.ts';
import { DEFAULT_PORT, type StackOptions } from './options.ts';
import { makePlan, type Plan } from './plan.ts';
import { startPostgres } from './postgres.ts';
import { Progress } from './progress.ts';
import type { Recording, RecordingHeader } from './recording.ts';
import { replay } from './replay.ts';
import { prepareDeployment } from './subgraph.ts';
import { buildSubgraph, PROJECT_ROOT } from './subgraph-build.ts';
import { Supervisor } from './supervisor.ts';

export type { StackOptions } from './options.ts';

export interface RunningStack {
  /** Of Graph Node. */
  graphqlUrl: string;
  indexNodeUrl: string | undefined;
  metricsUrl: string | undefined;
  rpcUrl: string | undefined;
  recordingHeader: RecordingHeader | undefined;
  /** The server's origin; undefined when started without a gateway. */
  gatewayUrl: string | undefined;
  /** Milliseconds of each phase. */
  timings: Readonly<Record<string, number>>;
  /** Resolves when a part ended that should not have. */
  failure: Promise<StackError>;
  stop(): Promise<void>;
}

export interface StartContext {
  supervisor?: Supervisor;
  /** Silent unless given. */
  progress?: Progress;
}

interface Backend {
  graphqlUrl: string;
  node?: GraphNode;
  rpcUrl?: string | undefined;
}

async function replayed(supervisor: Supervisor, progress: Progress, recording: Recording): Promise<string> {
  const { chainId } = recording.header;
  const { url } = await startAnvil(supervisor, { chainId, timestamp: recording.blocks[0]?.timestamp ?? 0 });
  await progress.phase('replaying the recording', (onProgress) =>
    supervisor.guard(replay({ rpcUrl: url, recording, onProgress })),
  );
  return url;
}

/** Everything behind the gateway; what does not depend on each other at the same time. */
async function startBackend(
  supervisor: Supervisor,
  progress: Progress,
  plan: Exclude<Plan, { kind: 'gateway' }>,
  options: StackOptions,
): Promise<Backend> {
  const recording = plan.kind === 'recording' ? plan.recording : undefined;
  const [manifest, postgresUrl, ipfsUrl, rpcUrl] = await Promise.all([
    progress.phase('building the subgraph', async () =>
      prepareDeployment(await buildSubgraph(supervisor), PROJECT_ROOT, plan.deployment),
    ),
    options.postgresUrl ??
      progress.phase(
        'starting the database',
        async () => (await startPostgres(supervisor, options.data && resolve(options.data))).url,
      ),
    options.ipfs ?? startIpfs(supervisor, recording?.files ?? []).then(({ url }) => url),
    plan.kind === 'recording' ? replayed(supervisor, progress, plan.recording) : plan.rpcUrl,
  ]);
  const node = await progress.phase('starting Graph Node', () =>
    startGraphNode(supervisor, {
      manifest,
      network: plan.deployment.network,
      postgresUrl,
      rpcUrl,
      ipfsUrl,
      isLocalChain: recording !== undefined,
    }),
  );
  if (recording) {
    const { lastBlock } = recording.header;
    await progress.phase('indexing', (report) =>
      waitForBlock(supervisor, node, lastBlock, ({ block }) => report(Math.max(block, 0), lastBlock)),
    );
  }
  return { graphqlUrl: node.graphqlUrl, node, rpcUrl };
}

/**
 * Checks the options, starts everything and resolves when queries are answered: for a recording when all of it is indexed.
 * On any failure all that was started is stopped again and a StackError is thrown.
 */
export async function startStack(options: StackOptions = {}, context: StartContext = {}): Promise<RunningStack> {
  const supervisor = context.supervisor ?? new Supervisor();
  const progress = context.progress ?? new Progress(null);
  try {
    const plan = await progress.phase('checking', () => makePlan(options));
    const backend: Backend =
      plan.kind === 'gateway'
        ? { graphqlUrl: plan.graphqlUrl, rpcUrl: plan.rpcUrl }
        : await supervisor.guard(startBackend(supervisor, progress, plan, options));
    const gateway =
      options.gateway === false
        ? undefined
        : await progress.phase('starting the gateway', () =>
            openGateway(supervisor, {
              port: options.port ?? DEFAULT_PORT,
              graphNodeUrl: backend.graphqlUrl,
              rpcUrl: backend.rpcUrl,
              lpResults: options.lpResults,
            }),
          );
    return {
      graphqlUrl: backend.graphqlUrl,
      indexNodeUrl: backend.node?.indexNodeUrl,
      metricsUrl: backend.node?.metricsUrl,
      rpcUrl: backend.rpcUrl,
      recordingHeader: plan.kind === 'recording' ? plan.recording.header : undefined,
      gatewayUrl: gateway,
      timings: progress.timings,
      failure: supervisor.failure,
      stop: () => supervisor.stop(),
    };
  } catch (error) {
    await supervisor.stop();
    throw error;
  } finally {
    progress.close();
  }
}
