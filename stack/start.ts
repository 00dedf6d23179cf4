import { resolve } from 'node:path';
import { startAnvil } from './anvil.ts';
import type { StackError } from './error.ts';
import { type GatewaySettings, openGateway } from './gateway.ts';
import { prepareGateway } from './gateway-part.ts';
import { type GraphNode, startGraphNode, waitForBlock } from './graph-node.ts';
import { watchIndex } from './graph-node-status.ts';
import { startIpfs } from './ipfs.ts';
import { DEFAULT_PORT, type StackOptions } from './options.ts';
import { makePlan, type Plan } from './plan.ts';
import { startPostgres } from './postgres.ts';
import { Progress, type Report } from './progress.ts';
import type { Recording, RecordingHeader } from './recording.ts';
import { type Pieces, recoverParts } from './recovery.ts';
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
  /** Resolves when a part ended and could not be started again. */
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
  pieces: Pieces | null;
}

/** A chain that is the recording. The same port, the same hashes, each time. */
async function replayed(supervisor: Supervisor, recording: Recording, onProgress?: Report, port?: number) {
  const { chainId } = recording.header;
  const chain = await startAnvil(supervisor, { chainId, timestamp: recording.blocks[0]?.timestamp ?? 0, port });
  try {
    await supervisor.guard(replay({ rpcUrl: chain.url, recording, ...(onProgress && { onProgress }) }));
    return chain;
  } catch (error) {
    // Another part ended: a chain that is half there keeps no port.
    await chain.part.stop();
    throw error;
  }
}

/** Everything behind the gateway; what does not depend on each other at the same time. */
async function startBackend(
  supervisor: Supervisor,
  progress: Progress,
  plan: Exclude<Plan, { kind: 'gateway' }>,
  options: StackOptions,
): Promise<Backend> {
  const recording = plan.kind === 'recording' ? plan.recording : undefined;
  const [manifest, postgres, ipfsUrl, chain] = await Promise.all([
    progress.phase('building the subgraph', async () =>
      prepareDeployment(await buildSubgraph(supervisor), PROJECT_ROOT, plan.deployment),
    ),
    options.postgresUrl === undefined
      ? progress.phase('starting the database', () =>
          startPostgres(supervisor, options.data === undefined ? undefined : resolve(options.data)),
        )
      : null,
    options.ipfs ?? startIpfs(supervisor, recording?.files ?? []).then(({ url }) => url),
    recording ? progress.phase('replaying the recording', (report) => replayed(supervisor, recording, report)) : null,
  ]);
  const rpcUrl = plan.kind === 'chain' ? plan.rpcUrl : chain?.url;
  const nodeOptions = {
    manifest,
    network: plan.deployment.network,
    postgresUrl: options.postgresUrl ?? postgres?.url ?? '',
    rpcUrl: rpcUrl ?? '',
    ipfsUrl,
    isLocalChain: recording !== undefined,
  };
  const node = await progress.phase('starting Graph Node', () => startGraphNode(supervisor, nodeOptions));
  const lastBlock = recording?.header.lastBlock ?? 0;
  if (recording) {
    await progress.phase('indexing', (report) =>
      waitForBlock(supervisor, node, lastBlock, ({ block }) => report(Math.max(block, 0), lastBlock)),
    );
  }
  const reached = watchIndex(supervisor, node, lastBlock);
  const pieces: Pieces = {
    chain:
      recording && chain
        ? {
            part: chain.part,
            async again() {
              // Blocks that were mined on top of the recording are lost.
              reached.block = lastBlock;
              return (await replayed(supervisor, recording, undefined, chain.port)).part;
            },
          }
        : null,
    database: postgres,
    node: {
      part: node.part,
      again: async () => (await startGraphNode(supervisor, nodeOptions, node.ports)).part,
    },
    emptyDatabase: async () => postgres?.empty(),
    indexed: () => waitForBlock(supervisor, node, reached.block, () => undefined),
  };
  return { graphqlUrl: node.graphqlUrl, node, rpcUrl, pieces };
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
    const say = (line: string): void => progress.line(line);
    const open =
      options.gateway === 'part'
        ? prepareGateway(supervisor, say)
        : (settings: GatewaySettings) => openGateway(supervisor, settings);
    const backend: Backend =
      plan.kind === 'gateway'
        ? { graphqlUrl: plan.graphqlUrl, rpcUrl: plan.rpcUrl, pieces: null }
        : await supervisor.guard(startBackend(supervisor, progress, plan, options));
    const gateway =
      options.gateway === false
        ? null
        : await progress.phase('starting the gateway', () =>
            open({
              port: options.port ?? DEFAULT_PORT,
              graphNodeUrl: backend.graphqlUrl,
              rpcUrl: backend.rpcUrl,
              lpResults: options.lpResults,
            }),
          );
    recoverParts(supervisor, { pieces: backend.pieces, gateway, say });
    return {
      graphqlUrl: backend.graphqlUrl,
      indexNodeUrl: backend.node?.indexNodeUrl,
      metricsUrl: backend.node?.metricsUrl,
      rpcUrl: backend.rpcUrl,
      recordingHeader: plan.kind === 'recording' ? plan.recording.header : undefined,
      gatewayUrl: gateway?.url,
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
