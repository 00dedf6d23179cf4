/**
 * Every setting of the gateway: what it may be, what it is if nobody says, and what it is for. In the environment each
 * has its name in capitals, `maxCost` as `MAX_COST`; docs/operating.md shows the same table, which a test holds to this one.
 */
import { z } from 'zod';
import { apiKeys } from './limits/keys.ts';

const integer = (least: number) => z.coerce.number().int().min(least);
/** Words as the environment has them. */
const yesOrNo = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean({ error: 'true or false is expected' }),
);
/** Texts by commas, from the environment or as a list. */
const list = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((each) => each.trim())
          .filter((each) => each !== '')
      : value,
  z.array(z.string()),
);
const address = z.url({ protocol: /^https?$/ });

const asked = {
  graphNodeUrl: address.describe('Query endpoint of the subgraph on a Graph Node. Required.'),
  rpcUrl: address
    .optional()
    .describe("JSON-RPC of the chain: times of blocks without events, and the chain's head for the lag."),
  lpResults: z
    .string()
    .min(1)
    .optional()
    .describe('Folder with the results of `npm run lp-rewards`: `rewards-N.json`, or one folder deeper.'),
  pollIntervalMs: integer(10).default(250).describe('Time between two looks at the newest indexed block, ms.'),
  cacheBytes: integer(0)
    .default(256 * 1024 * 1024)
    .describe('Bound on all cached answers and rows, bytes.'),
  finalityDepth: integer(0).default(64).describe('Blocks below the head after which a block is taken to be final.'),
};

const upstream = {
  upstreamTimeoutMs: integer(1).default(30_000).describe('Longest time of one query to the Graph Node, ms.'),
  upstreamConnections: integer(1).default(32).describe('Queries to the Graph Node at one time.'),
  upstreamQueue: integer(0)
    .default(1000)
    .describe('Queries that may wait for one of those; above that a request is refused with `OVERLOADED`.'),
  upstreamAnswerBytes: integer(1024)
    .default(128 * 1024 * 1024)
    .describe('Largest answer of the Graph Node that is read, bytes.'),
  deadlineMs: integer(1)
    .default(60_000)
    .describe('Longest time of one GraphQL request, all its queries to the Graph Node together, ms.'),
  maxLagSeconds: integer(0)
    .default(120)
    .describe("Lag behind the chain's head up to which `/ready` answers 200, seconds."),
  maxLagBlocks: integer(0).default(20).describe('The same in blocks.'),
};

const operations = {
  maxTokens: integer(1).default(20_000).describe('Words and signs of one GraphQL document.'),
  maxDepth: integer(1).default(100).describe('Levels of nested selections.'),
  maxAliases: integer(0).default(2000).describe('Aliases of one operation, fragments written out.'),
  maxRootFields: integer(1).default(1000).describe('Fields of Query that one operation asks for.'),
  maxDirectives: integer(0).default(1000).describe('Directives of one operation, fragments written out.'),
  maxCost: integer(1)
    .default(500_000_000)
    .describe('Most values that one operation may ask for, by the `first` of its lists; see below.'),
  bodyLimitBytes: integer(1024)
    .default(1024 * 1024)
    .describe('Largest request body, bytes.'),
  introspection: yesOrNo.default(true).describe('Whether clients may ask for the schema.'),
};

const clients = {
  apiKeys: apiKeys
    .default([])
    .describe('Keys of clients: JSON, or the path of a file with it; see below. Without any, no key is needed.'),
  requireApiKey: yesOrNo
    .default(true)
    .describe('Where there are keys: whether a request without one is refused. `false` serves it as anonymous.'),
  anonymousPerMinute: integer(0)
    .default(0)
    .describe('Requests per minute of one address that gives no key; 0 for no limit.'),
  trustProxy: list
    .default([])
    .describe(
      'Addresses or networks of proxies whose `X-Forwarded-For` is believed, by commas; also `loopback`, `uniquelocal`.',
    ),
  corsOrigin: list
    .default(['*'])
    .describe('Origins whose pages may read answers, by commas; `*` for all, empty for none.'),
};

const server = {
  port: integer(0).max(65_535).default(4000).describe('Port of the public server; 0 takes a free one.'),
  host: z.string().min(1).default('0.0.0.0').describe('Address it listens on.'),
  metricsPort: integer(0)
    .max(65_535)
    .optional()
    .describe('Port for `/metrics` alone, which the public server then does not show; 0 takes a free one.'),
  metricsHost: z.string().min(1).default('127.0.0.1').describe('Address that port is opened on.'),
  maxConnections: integer(1).default(15_000).describe('Connections at one time; more are closed at once.'),
  headersTimeoutMs: integer(1).default(15_000).describe('Time in which the head of a request must have arrived, ms.'),
  requestTimeoutMs: integer(1).default(30_000).describe('Time in which a whole request must have arrived, ms.'),
  keepAliveTimeoutMs: integer(1)
    .default(65_000)
    .describe('Time an idle connection is kept, ms; more than a proxy in front keeps its own.'),
  sendTimeoutMs: integer(1)
    .default(120_000)
    .describe('Time in which a client must have taken an answer, or the next part of an export, ms.'),
  shutdownDelayMs: integer(0)
    .default(0)
    .describe(
      'Time that `/ready` answers 503 after SIGTERM before connections are refused, ms: for a balancer to see it.',
    ),
  shutdownMs: integer(0).default(10_000).describe('Time that requests under way have to end after SIGTERM, ms.'),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least level that is logged; `info` is one line a request.'),
};

/** By what they are about, as the documentation lists them. */
export const SETTINGS = {
  'What is served': asked,
  'The Graph Node behind': upstream,
  'What a request may ask': operations,
  'Who may ask': clients,
  'The server': server,
};

export const settings = z.object({ ...asked, ...upstream, ...operations, ...clients, ...server });

/** `maxCost` as `MAX_COST`. */
export function environmentName(setting: string): string {
  return setting.replace(/[A-Z]/g, '_$&').toUpperCase();
}
