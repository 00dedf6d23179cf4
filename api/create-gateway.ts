/** What executing a request works with, made from the settings. */
import type { GraphQLSchema } from 'graphql';
import { createCache } from './cache/answers.ts';
import type { GatewayConfig } from './config.ts';
import { LpRewardsError } from './domain/lp-rewards/error.ts';
import { type ApiError, StartError } from './errors.ts';
import type { Gateway } from './execute/gateway.ts';
import { createTrees } from './execute/trees.ts';
import { openResults } from './lp/results.ts';
import { lpRoots, type OwnRoots } from './lp/roots.ts';
import { loadSchema } from './schema/load.ts';
import { createBlocks } from './upstream/blocks.ts';
import type { Chain } from './upstream/chain.ts';
import { createUpstreamClient, type UpstreamClient } from './upstream/client.ts';
import { trackHead } from './upstream/head.ts';

/** At least as long a schema may take, milliseconds. */
const SCHEMA_MS = 30_000;

/** Every result file is read once before anything is served: a wrong one is a StartError. */
export async function openOwnRoots({ lpResults }: GatewayConfig): Promise<OwnRoots> {
  if (lpResults === undefined) return lpRoots(null);
  const results = openResults(lpResults);
  try {
    await results.all();
  } catch (error) {
    throw error instanceof LpRewardsError ? new StartError(error.code, error.message) : error;
  }
  return lpRoots(results);
}

export async function createGateway(
  config: GatewayConfig,
  upstream: UpstreamClient,
  chain: Chain | null,
  ownRoots: OwnRoots,
): Promise<Gateway> {
  const { finalityDepth, cacheBytes } = config;
  const schema = await readSchema(config);
  const tracker = trackHead(upstream, config.pollIntervalMs);
  try {
    await tracker.poll();
  } catch (error) {
    tracker.close();
    throw error;
  }
  return {
    schema,
    upstream,
    tracker,
    blocks: createBlocks(upstream, tracker, chain, finalityDepth),
    finalityDepth,
    ownRoots,
    responses: createCache('responses', Math.floor(cacheBytes / 2)),
    rows: createCache('rows', Math.floor(cacheBytes * 0.25)),
    moments: createCache('moments', Math.floor(cacheBytes * 0.01)),
    pools: createCache('pools', Math.floor(cacheBytes * 0.05)),
    facts: createCache('facts', Math.floor(cacheBytes * 0.05)),
    trees: createTrees(upstream),
  };
}

/** The answer is large, whatever time and size those to clients may take. */
async function readSchema({ graphNodeUrl, upstreamTimeoutMs }: GatewayConfig): Promise<GraphQLSchema> {
  const upstream = createUpstreamClient({
    graphNodeUrl,
    upstreamTimeoutMs: Math.max(upstreamTimeoutMs, SCHEMA_MS),
    upstreamConnections: 1,
  });
  try {
    return await loadSchema(upstream);
  } finally {
    await upstream.close();
  }
}

export function cannotStart(config: GatewayConfig, cause: ApiError): StartError {
  const { origin, pathname } = new URL(config.graphNodeUrl);
  // Hosted Graph Nodes are addressed with a key in the path.
  const shown = pathname.replace(/[0-9a-f]{24,}/gi, '…');
  return new StartError(
    'GRAPH_NODE_UNREACHABLE',
    `No subgraph answers at ${origin}${shown} (${cause.code}): start its Graph Node, or give the right address with --graph-node.`,
  );
}
