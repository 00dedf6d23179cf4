/** Who may ask, how a request may come, and what every answer carries. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../api/config.ts';
import { type RunningGateway, startGateway } from '../../api/main.ts';
import { operationLabel } from '../../api/operation-label.ts';
import { BLOCK, fakeGraphNode, type Reply } from './fake-graph-node.ts';

const META = `"_g_meta0":{"block":${JSON.stringify(BLOCK)}}`;
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: Partial<GatewayOptions> = {}, reply: Reply = () => `{"data":{"pools":[],${META}}}`) {
  const node = await fakeGraphNode(reply);
  closing.push(node.close);
  const fixed = { port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent', shutdownMs: 0 };
  const gateway = await startGateway({ ...fixed, ...options } as GatewayOptions);
  closing.push(gateway.close);
  const post = async (headers: Record<string, string> = {}, body: unknown = { query: '{ pools { id } }' }) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const { errors } = (await response.json()) as { errors?: [{ message: string; extensions: { code: string } }] };
    return { response, status: response.status, code: errors?.[0].extensions.code, message: errors?.[0].message };
  };
  return { gateway, node, post };
}

const entry = (name: string, key: string, perMinute = 0) => ({
  name,
  sha256: createHash('sha256').update(key).digest('hex'),
  perMinute,
});
const counted = async ({ url }: RunningGateway, line: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.slice(line.length),
  );
};

describe('API keys', () => {
  it('are asked for where there are any, on everything that costs', async () => {
    const { gateway, post } = await start({ apiKeys: [entry('charts', 'secret')] });
    const refused = await post();
    expect(refused).toMatchObject({ status: 401, code: 'API_KEY_REQUIRED' });
    expect(refused.response.headers.get('www-authenticate')).toBe('Bearer');
    expect((await fetch(`${gateway.url}/export`)).status).toBe(401);
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    expect(await post({ authorization: 'Bearer wrong' })).toMatchObject({ status: 401, code: 'API_KEY_UNKNOWN' });
    expect(await post({ authorization: 'Bearer secret' })).toMatchObject({ status: 200 });
    expect(await post({ 'x-api-key': 'secret' })).toMatchObject({ status: 200 });
  });

  it('have rates of their own, and say when to come back', async () => {
    const { gateway, post } = await start({ apiKeys: [entry('slow-one', 'a', 2), entry('free', 'b')] });
    for (let i = 0; i < 2; i++) expect((await post({ 'x-api-key': 'a' })).status).toBe(200);
    const refused = await post({ 'x-api-key': 'a' });
    expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(Number(refused.response.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await post({ 'x-api-key': 'b' })).status).toBe(200);
    expect(await counted(gateway, 'gateway_rate_limited_total{client="slow-one"}')).toBe(1);
  });

  it('come as JSON or in a file, as hashes alone', async () => {
    await expect(start({ apiKeys: '[{"name":"a","sha256":"plain"}]' })).rejects.toMatchObject({ code: 'BAD_CONFIG' });
    await expect(start({ apiKeys: '/nowhere.json' })).rejects.toMatchObject({ code: 'BAD_CONFIG' });
    await expect(start({ apiKeys: [entry('a', 'x'), entry('a', 'y')] })).rejects.toMatchObject({ code: 'BAD_CONFIG' });
    const { post } = await start({ apiKeys: JSON.stringify([entry('a', 'x')]) });
    expect((await post({ 'x-api-key': 'x' })).status).toBe(200);
  });
});

describe('those without a key', () => {
  it('are counted by address; a proxy is believed only if it is trusted', async () => {
    const { post } = await start({ anonymousPerMinute: 2 });
    for (let i = 0; i < 2; i++) expect((await post({ 'x-forwarded-for': `9.9.9.${i}` })).status).toBe(200);
    expect((await post({ 'x-forwarded-for': '9.9.9.9' })).status).toBe(429);
    const behind = await start({ anonymousPerMinute: 1, trustProxy: 'loopback' });
    expect((await behind.post({ 'x-forwarded-for': '9.9.9.1' })).status).toBe(200);
    expect((await behind.post({ 'x-forwarded-for': '9.9.9.2' })).status).toBe(200);
    expect((await behind.post({ 'x-forwarded-for': '1.2.3.4, 9.9.9.2' })).status).toBe(429);
    expect((await behind.post({ 'x-forwarded-for': '2001:db8::1' })).status).toBe(200);
    expect((await behind.post({ 'x-forwarded-for': '2001:db8::2' })).status).toBe(429);
  });

  it('may ask beside those with one where that is set', async () => {
    const { post } = await start({ apiKeys: [entry('a', 'x')], requireApiKey: false, anonymousPerMinute: 1 });
    expect([(await post()).status, (await post()).status]).toEqual([200, 429]);
    for (let i = 0; i < 3; i++) expect((await post({ 'x-api-key': 'x' })).status).toBe(200);
  });
});

describe('a request', () => {
  it.each([
    ['a list of operations', [{ query: '{ pools { id } }' }], 400, 'BATCH_REFUSED'],
    [
      'too many words',
      { query: `{ pools { id } } # ${'x '.repeat(9)}`.replace('id', 'id '.repeat(60)) },
      400,
      'QUERY_TOO_LARGE',
    ],
    ['more levels than the stack', { query: `${'{ a '.repeat(90_000)}${'}'.repeat(90_000)}` }, 400, 'QUERY_TOO_LARGE'],
    ['no query', { variables: {} }, 400, 'BAD_REQUEST'],
  ])('with %s is refused, and counted', async (what, body, status, code) => {
    const { gateway, post } = await start(what.startsWith('more') ? { maxTokens: 1_000_000 } : { maxTokens: 50 });
    const before = await counted(gateway, `gateway_errors_total{code="${code}"}`);
    expect(await post({}, body)).toMatchObject({ status, code });
    expect(await counted(gateway, `gateway_errors_total{code="${code}"}`)).toBe(before + 1);
  });

  it('has an id: its own where that is sane', async () => {
    const { post } = await start();
    expect((await post({ 'x-request-id': 'abc-1' })).response.headers.get('x-request-id')).toBe('abc-1');
    const made = (await post({ 'x-request-id': 'a b"' })).response.headers.get('x-request-id');
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has one deadline for all of it', async () => {
    const { post } = await start({ deadlineMs: 200 }, () => new Promise((resolve) => setTimeout(resolve, 5000, '')));
    expect(await post()).toMatchObject({ status: 504, code: 'DEADLINE_EXCEEDED' });
  });
});

describe('pages of other origins', () => {
  it('are those that are named', async () => {
    const { post } = await start({ corsOrigin: 'https://a.example, https://b.example' });
    const { headers } = (await post({ origin: 'https://b.example' })).response;
    expect(headers.get('access-control-allow-origin')).toBe('https://b.example');
    expect(headers.get('vary')).toContain('Origin');
    expect(
      (await post({ origin: 'https://c.example' })).response.headers.get('access-control-allow-origin'),
    ).toBeNull();
  });

  it('are all, or none', async () => {
    const all = (await (await start()).post({ origin: 'https://a.example' })).response;
    expect(all.headers.get('access-control-allow-origin')).toBe('*');
    const none = (await (await start({ corsOrigin: '' })).post({ origin: 'https://a.example' })).response;
    expect(none.headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('shows metrics on a port of their own where one is named', async () => {
  const { gateway } = await start({ metricsPort: 0 });
  expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
  expect(await (await fetch(`${gateway.metricsUrl}/metrics`)).text()).toContain('gateway_ready');
});

it('counts every code of the API from the start', async () => {
  const { gateway } = await start();
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const counted = [...text.matchAll(/^gateway_errors_total\{code="(\w+)"\}/gm)].map(([, code]) => code);
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.slice(page.indexOf('## Of the API'), page.indexOf('## Of commands'));
  const documented = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code);
  const ofFiles = ['LP_FILE_FORMAT', 'LP_FILE_UNREADABLE', 'LP_EPOCH'];
  expect(counted.toSorted()).toEqual([...documented, ...ofFiles].toSorted());
});

it('makes no label of what clients send', () => {
  expect([null, '', 'Pools', 'a b', 'x'.repeat(65)].map(operationLabel)).toEqual([
    'anonymous',
    'anonymous',
    'Pools',
    'other',
    'other',
  ]);
  const labels = Array.from({ length: 200 }, (_, i) => operationLabel(`Name${i}`));
  expect(new Set(labels).size).toBeLessThanOrEqual(100);
  expect(labels.at(-1)).toBe('other');
  expect(operationLabel('Pools')).toBe('Pools');
});

describe('slow clients', () => {
  const open = (gateway: RunningGateway): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => resolve(socket));
      socket.on('error', () => undefined);
      closing.push(async () => socket.destroy());
    });
  const ended = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));

  it('must send what they begin, be it the head or the body', async () => {
    const { gateway } = await start({ headersTimeoutMs: 300, requestTimeoutMs: 600 });
    const [silent, head, body] = await Promise.all([open(gateway), open(gateway), open(gateway)]);
    head.write('POST /graphql HTTP/1.1\r\nhost: x\r\nx-slow: ');
    body.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    for (const socket of [silent, head, body]) socket.resume();
    await Promise.all([silent, head, body].map(ended));
  });

  it('must take their answer', async () => {
    const rows = `{"id":"${'x'.repeat(1000)}"},`.repeat(20_000).slice(0, -1);
    const { gateway } = await start({ sendTimeoutMs: 500 }, () => `{"data":{"pools":[${rows}],${META}}}`);
    const socket = await open(gateway);
    const body = JSON.stringify({ query: '{ pools { id } }' });
    socket.pause();
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const inFlight = () => counted(gateway, 'gateway_requests_in_flight');
    // Two: this one and the one that asks.
    while ((await inFlight()) < 2) await pause(20);
    while ((await inFlight()) > 1) await pause(50);
    expect(socket.bytesRead).toBeLessThan(20_000_000);
  });

  it('are as many as there may be', async () => {
    const { gateway } = await start({ maxConnections: 5 });
    const sockets = await Promise.all(Array.from({ length: 20 }, () => open(gateway)));
    await pause(100);
    for (const socket of sockets) socket.resume();
    await pause(100);
    expect(sockets.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded).length).toBeLessThanOrEqual(
      5,
    );
  });
});

it('ends what is under way before it stops, and takes nothing new', async () => {
  const { gateway, post } = await start({ shutdownMs: 5000 }, async () => {
    await pause(400);
    return `{"data":{"pools":[],${META}}}`;
  });
  const asked = post();
  await pause(150);
  const closed = gateway.close();
  await expect(fetch(`${gateway.url}/health`)).rejects.toThrow();
  expect((await asked).status).toBe(200);
  await closed;
});
