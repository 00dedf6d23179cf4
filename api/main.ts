/** Starts the gateway in front of a Graph Node: as a function, or as a command of its own. */
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type GatewayOptions, parseConfig, readConfig } from './config.ts';
import { cannotStart, createGateway, openOwnRoots } from './create-gateway.ts';
import { ApiError, StartError } from './errors.ts';
import { createAnswering } from './execute/answering.ts';
import type { Gateway } from './execute/gateway.ts';
import { createApollo } from './http/apollo.ts';
import { createGraphqlRoute } from './http/graphql.ts';
import { createHold } from './http/hold.ts';
import { drain, listen } from './http/listen.ts';
import { createMetricsServer } from './http/metrics-server.ts';
import { watchReadiness } from './http/readiness.ts';
import { createSeenRequests } from './http/seen.ts';
import { createHttpServer } from './http/server.ts';
import { LATE_FIELDS } from './late/registry.ts';
import { createLog } from './log.ts';
import { createPlanCompiler } from './plan/compile.ts';
import { startTelemetry } from './telemetry.ts';
import { connectChain } from './upstream/chain.ts';
import { createUpstreamClient } from './upstream/client.ts';

export interface RunningGateway {
  /** Address of the server, without a path. */
  readonly url: string;
  /** The same for the metrics, where they have a server of their own. */
  readonly metricsUrl: string | null;
  /** Refuses queries with INDEX_REBUILDING, and resolves when none is being answered any more. */
  hold(reason: string): Promise<void>;
  /** Answers again, from the newest block there is now. */
  release(): Promise<void>;
  close(): Promise<void>;
}

/** Resolves once the first query can be answered; what prevents that is a StartError. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const config = parseConfig(options);
  const log = createLog(config.logLevel);
  const ownRoots = await openOwnRoots(config);
  const stopTelemetry = await startTelemetry(process.env);
  const upstream = createUpstreamClient(config);
  const chain = config.rpcUrl === undefined ? null : connectChain(config.rpcUrl);
  let gateway: Gateway;
  try {
    gateway = await createGateway(config, upstream, chain, ownRoots);
  } catch (error) {
    chain?.close();
    await upstream.close();
    await stopTelemetry();
    throw error instanceof ApiError ? cannotStart(config, error) : error;
  }
  const compiler = createPlanCompiler(gateway.schema, config.introspection, LATE_FIELDS, config);
  const answering = createAnswering(gateway, compiler, config.pollIntervalMs);
  const seen = createSeenRequests(answering, config.cacheBytes);
  const apollo = createApollo(gateway.schema, answering, seen.documents, config.maxTokens, log);
  await apollo.start();
  const hold = createHold();
  const readiness = watchReadiness(gateway, chain, hold, config);
  // Where a key is needed to ask, no cache between may hand an answer to who has none.
  const isShared = config.apiKeys.length === 0 || !config.requireApiKey;
  const serveGraphql = createGraphqlRoute({ apollo, answering, seen, log, isShared, ...config });
  const server = createHttpServer({ config, serveGraphql, gateway, readiness: readiness.ask, log, hold });
  const metricsServer = config.metricsPort === undefined ? null : createMetricsServer();
  const release = async (): Promise<void> => {
    await gateway.tracker.poll();
    hold.end();
  };
  const close = async (): Promise<void> => {
    readiness.stop();
    if (config.shutdownDelayMs > 0) await pause(config.shutdownDelayMs);
    await drain(server, config.shutdownMs);
    if (metricsServer) await drain(metricsServer, 0);
    gateway.tracker.close();
    await apollo.stop();
    chain?.close();
    await upstream.close();
    await stopTelemetry();
    log.flush();
  };
  try {
    const metricsUrl = metricsServer && (await open(metricsServer, config.metricsPort ?? 0, config.metricsHost));
    return { url: await open(server, config.port, config.host), metricsUrl, hold: hold.begin, release, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(server: Server, port: number, host: string): Promise<string> {
  const given = await listen(server, port, host);
  return `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${given}`;
}

async function main(): Promise<void> {
  const gateway = await startGateway(readConfig(process.argv.slice(2), process.env));
  console.log(`${gateway.url}/graphql`);
  const stop = (): void => void gateway.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  main().catch((error: unknown) => {
    console.error(
      error instanceof StartError
        ? `${error.code}: ${error.message}`
        : 'The gateway could not start: check its settings.',
    );
    process.exit(1);
  });
