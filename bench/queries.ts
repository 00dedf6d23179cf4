/** The gateway against the Graph Node behind it: requests per second and median latency, as ratios. */
import { type Asked, CASES, type Case, type Request } from './cases.ts';
import { inTurn, type Side } from './in-turn.ts';
import type { Figures } from './load.ts';
import type { BenchStack, Options, Row, StackPart } from './part.ts';
import { spread } from './spread.ts';
import { withBareProxy } from './with-bare-proxy.ts';

const NAME = 'queries';
const JSON_BODY = { 'content-type': 'application/json' };

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

type Runs = Record<'node' | 'gateway', Figures> & { bare?: Figures };

async function measure(item: Case, options: Options, stack: BenchStack, bareUrl: string): Promise<Runs[]> {
  const node = post(stack.graphqlUrl, item.direct, stack.head.timestamp, item.headers);
  const gateway = await gatewaySide(stack.gatewayUrl, item, stack.head.timestamp);
  const sides = { node, gateway, ...(item.besideBare && { bare: { ...node, url: bareUrl } }) };
  const { rounds, seconds } = options;
  const connections = item.connections ?? options.connections;
  return inTurn(sides, { rounds, seconds, connections, warmUpSeconds: Math.max(WARM_UP_SECONDS, seconds) });
}

/** Of a side to the Graph Node, requests per second and latency; of the runs in which that side was measured. */
function ratios(runs: readonly Runs[], side: (run: Runs) => Figures | undefined) {
  const measured = runs.flatMap((run) => {
    const of = side(run);
    return of ? [{ rate: of.rate / run.node.rate, latency: of.latency / run.node.latency }] : [];
  });
  return { rate: spread(measured.map(({ rate }) => rate)), latency: spread(measured.map(({ latency }) => latency)) };
}

function row(item: Case, runs: readonly Runs[]): Row {
  const { rate, latency } = ratios(runs, ({ gateway }) => gateway);
  const bare = item.besideBare && ratios(runs, ({ bare }) => bare);
  const figures = {
    'node req/s': spread(runs.map(({ node }) => node.rate)),
    'gateway req/s': spread(runs.map(({ gateway }) => gateway.rate)),
    'rate ratio': rate,
    'node ms': spread(runs.map(({ node }) => node.latency)),
    'gateway ms': spread(runs.map(({ gateway }) => gateway.latency)),
    'latency ratio': latency,
    ...(bare && { 'bare proxy: rate ratio': bare.rate, 'bare proxy: latency ratio': bare.latency }),
  };
  const bars = [
    ...(item.rate === undefined ? [] : [`rate ≥ ${item.rate}`]),
    ...(item.latency === undefined ? [] : [`latency ≤ ${item.latency}`]),
  ];
  const holds = rate.median >= (item.rate ?? 0) && latency.median <= (item.latency ?? Number.POSITIVE_INFINITY);
  return { part: NAME, case: item.name, figures, bar: bars.join(', '), holds };
}

export const queriesPart: StackPart = {
  name: NAME,
  cases: CASES.map(({ name }) => name),
  needs: 'stack',
  async run({ options, cases }, stack) {
    return withBareProxy(stack.graphqlUrl, async (bareUrl) => {
      const rows: Row[] = [];
      for (const item of CASES.filter(({ name }) => cases.includes(name)))
        rows.push(row(item, await measure(item, options, stack, bareUrl)));
      return rows;
    });
  },
};
