/** The gateway against the Graph Node behind it: requests per second and median latency, as ratios. */
import { type Asked, CASES, type Case, type Request } from './cases.ts';
import { type Figures, type Load, load } from './load.ts';
import type { BenchStack, Options, Row, StackPart } from './part.ts';
import { spread } from './spread.ts';

const NAME = 'queries';
const JSON_BODY = { 'content-type': 'application/json' };

type Side = Pick<Load, 'url' | 'method' | 'headers' | 'body' | 'expected'>;

function post(url: string, asked: Asked, head: number, headers: Case['headers'] = {}): Side {
  const body = typeof asked === 'function' ? (n: number) => JSON.stringify(asked(n, head)) : JSON.stringify(asked);
  return { url, method: 'POST', headers: { ...JSON_BODY, ...headers }, body, expected: 200 };
}

async function conditionalGet(url: string, { query }: Request): Promise<Side> {
  const address = `${url}?query=${encodeURIComponent(query)}`;
  const { headers } = await fetch(address, { headers: JSON_BODY });
  const etag = headers.get('etag');
  if (etag === null) throw new Error(`${url} answered without an ETag`);
  return { url: address, method: 'GET', headers: { ...JSON_BODY, 'if-none-match': etag }, expected: 304 };
}

async function gatewaySide(url: string, item: Case, head: number): Promise<Side> {
  if (!item.conditional || typeof item.gateway === 'function') return post(url, item.gateway, head, item.headers);
  return conditionalGet(url, item.gateway);
}

/** Code that has run a few thousand times is compiled anew: before that neither side is what it will be. */
const WARM_UP_SECONDS = 10;

/** Both sides in turn, so that a machine that slows down slows both; the first run of each only warms up. */
async function measure(item: Case, options: Options, { graphqlUrl, gatewayUrl, head }: BenchStack): Promise<Row> {
  const sides = {
    direct: post(graphqlUrl, item.direct, head.timestamp, item.headers),
    gateway: await gatewaySide(gatewayUrl, item, head.timestamp),
  };
  const runs: { direct: Figures; gateway: Figures }[] = [];
  const { seconds, connections } = options;
  for (let round = 0; round <= options.rounds; round++) {
    const length = { connections, seconds: round === 0 ? Math.max(WARM_UP_SECONDS, seconds) : seconds };
    const direct = await load({ ...sides.direct, ...length });
    const gateway = await load({ ...sides.gateway, ...length });
    if (round > 0) runs.push({ direct, gateway });
  }
  const rate = spread(runs.map(({ direct, gateway }) => gateway.rate / direct.rate));
  const latency = spread(runs.map(({ direct, gateway }) => gateway.latency / direct.latency));
  const figures = {
    'node req/s': spread(runs.map(({ direct }) => direct.rate)),
    'gateway req/s': spread(runs.map(({ gateway }) => gateway.rate)),
    'rate ratio': rate,
    'node ms': spread(runs.map(({ direct }) => direct.latency)),
    'gateway ms': spread(runs.map(({ gateway }) => gateway.latency)),
    'latency ratio': latency,
  };
  const bar = `rate ≥ ${item.rate}${item.latency === undefined ? '' : `, latency ≤ ${item.latency}`}`;
  const holds = rate.median >= item.rate && latency.median <= (item.latency ?? Number.POSITIVE_INFINITY);
  return { part: NAME, case: item.name, figures, bar, holds };
}

export const queriesPart: StackPart = {
  name: NAME,
  cases: CASES.map(({ name }) => name),
  needs: 'stack',
  async run({ options, cases }, stack) {
    const rows: Row[] = [];
    for (const item of CASES.filter(({ name }) => cases.includes(name))) rows.push(await measure(item, options, stack));
    return rows;
  },
};
