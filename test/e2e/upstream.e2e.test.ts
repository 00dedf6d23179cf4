/** A Graph Node, or a chain, that misbehaves: what clients are told, and that nothing old looks fresh. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../api/config.ts';
import { type RunningGateway, startGateway } from '../../api/main.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { recordingFile } from '../support/recording.ts';
import { FAULTS, type Fault, type MisbehavingServer, misbehave } from './misbehaving-server.ts';

let stack: RunningStack;
let node: MisbehavingServer;
let chain: MisbehavingServer;
let gateway: RunningGateway;
const closing: (() => Promise<void>)[] = [];

const options = (more: Partial<GatewayOptions> = {}) =>
  ({
    port: 0,
    host: '127.0.0.1',
    graphNodeUrl: node.url,
    rpcUrl: chain.url,
    logLevel: 'silent',
    upstreamTimeoutMs: 1500,
    upstreamAnswerBytes: 3_000_000,
    pollIntervalMs: 100,
    shutdownMs: 0,
    ...more,
  }) as GatewayOptions;

beforeAll(async () => {
  stack = await startStack({ recording: recordingFile('quickstart'), gateway: false });
  [node, chain] = await Promise.all([misbehave(stack.graphqlUrl), misbehave(stack.rpcUrl ?? '')]);
  gateway = await startGateway(options());
});
afterEach(async () => {
  node.set(null);
  node.rewrite(null);
  chain.set(null);
  chain.rewrite(null);
  for (const close of closing.splice(0)) await close();
  await until(async () => (await ready()).ready && (await metric('gateway_breaker_open')) === 0);
});
afterAll(async () => {
  await gateway?.close();
  await Promise.all([node?.close(), chain?.close()]);
  await stack?.stop();
});

const POOLS = '{ pools { id totalBorrowedBalance } }';
/** No two the same, so that no cache answers. */
let asked = 0;
const fresh = (): string => `{ stakers(first: 3, skip: ${++asked}) { id } pools { id } }`;

async function ask(query: string, { url }: RunningGateway = gateway, signal: AbortSignal | null = null) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal,
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    text,
    data,
    code: errors?.[0]?.extensions.code,
  };
}

const ready = async ({ url }: RunningGateway = gateway) =>
  (await (await fetch(`${url}/ready`)).json()) as {
    ready: boolean;
    reason: string;
    lagBlocks: number;
    lagSeconds: number;
  };

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(25);
}

/** Only what polls ask is passed on. */
const butPolls =
  (fault: Fault): Fault =>
  async (response, body) => {
    if (!body.includes('hasIndexingErrors')) return fault(response, body);
    const answer = await fetch(stack.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    response.end(await answer.text());
  };

describe('an answer that is none', () => {
  it.each<[keyof typeof FAULTS, number, string]>([
    ['never', 504, 'UPSTREAM_TIMEOUT'],
    ['refusing', 503, 'UPSTREAM_UNAVAILABLE'],
    ['failing', 503, 'UPSTREAM_UNAVAILABLE'],
    ['moved', 503, 'UPSTREAM_UNAVAILABLE'],
    ['webPage', 502, 'UPSTREAM_INVALID'],
    ['garbage', 502, 'UPSTREAM_INVALID'],
    ['null', 502, 'UPSTREAM_INVALID'],
    ['list', 502, 'UPSTREAM_INVALID'],
    ['noData', 200, 'QUERY_REFUSED'],
    ['cutOff', 503, 'UPSTREAM_UNAVAILABLE'],
    ['cutOffInChunks', 503, 'UPSTREAM_UNAVAILABLE'],
    ['endless', 502, 'UPSTREAM_TOO_LARGE'],
  ])('%s is said to be %i %s, with nothing of what came', async (name, status, code) => {
    node.set(butPolls(FAULTS[name]));
    const derived = `{ stakers(first: 2, skip: ${++asked}) { id claimableRewards } }`;
    for (const query of [fresh(), derived]) {
      const answer = await ask(query);
      expect([answer.status, answer.code]).toEqual([status, code]);
      expect(answer.text).not.toContain('secret');
      expect(answer.data ?? null).toBeNull();
      expect(answer.retryAfter).toBe(status === 503 ? '2' : null);
    }
    node.set(null);
    await until(async () => (await ask(fresh())).status === 200);
  });

  it('that comes every other time is made up for', async () => {
    let count = 0;
    node.set(
      butPolls(async (response, body) => {
        if (count++ % 2 === 0) return void response.destroy();
        const answer = await fetch(stack.graphqlUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        response.end(await answer.text());
      }),
    );
    for (let i = 0; i < 20; i++) expect((await ask(fresh())).status).toBe(200);
  });
});

describe('while the Graph Node is away', () => {
  it('what was answered before is not passed off as fresh', async () => {
    expect((await ask(POOLS)).status).toBe(200);
    node.set(FAULTS.failing);
    await until(async () => (await ready()).reason === 'The Graph Node does not answer.');
    expect(await ask(POOLS)).toMatchObject({ status: 503, code: 'UPSTREAM_UNAVAILABLE' });
    node.set(null);
    await until(async () => (await ready()).ready);
    expect((await ask(POOLS)).status).toBe(200);
  });

  it('it is left alone, and asked again once it answers', async () => {
    node.set(FAULTS.refusing);
    await until(async () => (await metric('gateway_breaker_open')) === 1);
    const before = node.counts.asked;
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(fresh())));
    expect(new Set(answers.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(new Set(['503 2']));
    expect(node.counts.asked - before).toBeLessThan(25);
    node.set(null);
    await until(async () => (await ask(fresh())).status === 200);
    expect(await metric('gateway_breaker_open')).toBe(0);
  });

  it('nobody shuts others out by queries that take too long', async () => {
    const slow = (body: string) => body.includes('skip: 99');
    node.set(
      butPolls(async (response, body) => {
        if (slow(body)) return;
        const answer = await fetch(stack.graphqlUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        response.end(await answer.text());
      }),
    );
    const stuck = Array.from({ length: 12 }, (_, i) => ask(`{ stakers(first: ${i + 1}, skip: 99) { id } }`));
    expect((await ask(fresh())).status).toBe(200);
    expect((await Promise.all(stuck)).every(({ code }) => code === 'UPSTREAM_TIMEOUT')).toBe(true);
    expect((await ask(fresh())).status).toBe(200);
  });
});

it('has as many queries wait as may, and refuses the rest at once', async () => {
  const narrow = await startGateway(options({ upstreamConnections: 2, upstreamQueue: 3 }));
  closing.push(narrow.close);
  node.set(
    butPolls(async (response, body) => {
      await pause(400);
      const answer = await fetch(stack.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      response.end(await answer.text());
    }),
  );
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask(fresh(), narrow)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map(({ code, retryAfter }) => `${code} ${retryAfter}`)).toEqual(Array(7).fill('OVERLOADED 1'));
});

describe('a client that leaves', () => {
  it.each([
    ['a plain query', fresh],
    ['derived fields', () => `{ stakers(skip: ${++asked}) { claimableRewards } }`],
    ['a snapshot', () => `{ snapshot(at: { timestamp: "${1_700_000_000 + ++asked}" }) { pool { totalSupply } } }`],
    [
      'late fields',
      () => `{ epochs(from: 0, to: ${++asked}) { opening { pool { totalSupply } } closing { pool { totalSupply } } } }`,
    ],
  ])('ends what was asked for it: %s', async (_what, query) => {
    node.set(butPolls(FAULTS.never));
    const left = new AbortController();
    const answer = ask(query(), gateway, left.signal);
    const away = expect(answer).rejects.toThrow();
    await until(() => node.counts.waiting > 0);
    left.abort();
    await away;
    // Long before the time limit, and a poll may be under way.
    await until(() => node.counts.waiting <= 1);
    const { asked } = node.counts;
    await pause(200);
    // What is asked from then on are polls.
    expect(node.counts.asked - asked).toBeLessThan(10);
    expect(await metric('gateway_upstream_waiting')).toBe(0);
  });

  it('ends an export', async () => {
    let pages = 0;
    node.set(
      butPolls(async (response, body) => {
        if (body.includes('rows: ') && pages++ > 0) return;
        const answer = await fetch(stack.graphqlUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        response.end(await answer.text());
      }),
    );
    const left = new AbortController();
    const response = await Promise.race([
      fetch(`${gateway.url}/export/changes.csv`, { signal: left.signal }).catch(() => null),
      until(() => pages > 1).then(() => null),
    ]);
    expect(response === null || response.status === 200).toBe(true);
    left.abort();
    await until(() => node.counts.waiting <= 1);
  });
});

describe('an index that does not keep up', () => {
  it('is not ready, and says by how much; metrics tell without being asked', async () => {
    expect((await ready()).lagBlocks).toBe(0);
    chain.rewrite((answer) =>
      answer.replace(/"number":"(0x[0-9a-f]+)"/, (_, number) => `"number":"0x${(Number(number) + 40).toString(16)}"`),
    );
    await until(async () => (await metric('gateway_lag_blocks')) === 40);
    await until(async () => (await metric('gateway_ready')) === 0);
    const state = await fetch(`${gateway.url}/ready`);
    expect(state.status).toBe(503);
    expect(await state.json()).toMatchObject({
      lagBlocks: 40,
      reason: 'The index is too many blocks behind the chain.',
    });
  });

  it('is not ready once it has skipped over errors', async () => {
    node.rewrite((answer) => answer.replace('"hasIndexingErrors":false', '"hasIndexingErrors":true'));
    await until(async () => (await ready()).reason === 'The index has skipped over errors.');
  });
});

describe('a chain that misbehaves', () => {
  it.each<keyof typeof FAULTS>(['refusing', 'webPage', 'null', 'cutOff'])(
    'by %s leaves the lag unknown, and queries answered',
    async (name) => {
      chain.set(FAULTS[name]);
      const reason = 'The chain does not answer, so the lag is not known.';
      await until(async () => (await ready()).reason === reason);
      expect((await ready()).lagBlocks).toBeNull();
      expect((await ask(fresh())).status).toBe(200);
    },
  );
});

async function metric(name: string, { url }: RunningGateway = gateway): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}
