/** Settings of the gateway: from the caller or, when run as a command, from arguments and the environment. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { StartError } from './errors.ts';

const integer = (least: number) => z.coerce.number().int().min(least);

const schema = z.object({
  /** Port of the public server; 0 takes a free one. */
  port: integer(0).max(65_535).default(4000),
  host: z.string().min(1).default('0.0.0.0'),
  /** Query endpoint of the subgraph on a Graph Node. */
  graphNodeUrl: z.url({ protocol: /^https?$/ }),
  /** JSON-RPC of the chain: timestamps of blocks without events, and the chain's head for the lag. */
  rpcUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Folder with the results of \`npm run lp-rewards\`: \`rewards-N.json\`, or one folder deeper. */
  lpResults: z.string().min(1).optional(),
  pollIntervalMs: integer(10).default(250),
  /** Bound on all cached answers and rows, bytes. */
  cacheBytes: integer(0).default(256 * 1024 * 1024),
  /** Blocks below the head after which a block is taken to be final. */
  finalityDepth: integer(0).default(64),
  upstreamTimeoutMs: integer(1).default(30_000),
  upstreamConnections: integer(1).default(32),
  bodyLimitBytes: integer(1024).default(1024 * 1024),
  /** Lag behind the chain's head up to which `/ready` answers 200. */
  maxLagSeconds: integer(0).default(120),
  maxLagBlocks: integer(0).default(20),
  /** Value of access-control-allow-origin; empty sends none. */
  corsOrigin: z.string().default('*'),
  introspection: z.boolean().default(true),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What a caller gives; everything but the Graph Node has a default. */
export type GatewayOptions = z.input<typeof schema>;
/** What the gateway runs with. */
export type GatewayConfig = z.output<typeof schema>;

/** Checks the settings; a wrong one is a StartError that names it. */
export function parseConfig(options: unknown): GatewayConfig {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = issue?.path.join('.') || 'configuration';
  throw new StartError('BAD_CONFIG', `The setting ${name} is not usable (${issue?.message ?? 'invalid'}): correct it.`);
}

/** Settings of the command: arguments first, then the environment. */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): GatewayConfig {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: option,
      host: option,
      'graph-node': option,
      rpc: option,
      'lp-results': option,
      'log-level': option,
    },
  });
  return parseConfig({
    port: values.port ?? env.PORT,
    host: values.host ?? env.HOST,
    graphNodeUrl: values['graph-node'] ?? env.GRAPH_NODE_URL,
    rpcUrl: values.rpc ?? env.RPC_URL,
    lpResults: values['lp-results'] ?? env.LP_RESULTS,
    pollIntervalMs: env.POLL_INTERVAL_MS,
    cacheBytes: env.CACHE_BYTES,
    finalityDepth: env.FINALITY_DEPTH,
    upstreamTimeoutMs: env.UPSTREAM_TIMEOUT_MS,
    corsOrigin: env.CORS_ORIGIN,
    introspection: env.INTROSPECTION === undefined ? undefined : env.INTROSPECTION !== 'false',
    logLevel: values['log-level'] ?? env.LOG_LEVEL,
  });
}
