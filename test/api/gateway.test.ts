import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../api/config.ts';
import { startGateway } from '../../api/main.ts';
import { BLOCK, fakeGraphNode, type Reply } from './fake-graph-node.ts';

const META = `"_g_meta0":{"block":${JSON.stringify(BLOCK)}}`;
const SHOWN = { ...BLOCK, timestamp: String(BLOCK.timestamp) };
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(reply: Reply, options: Partial<GatewayOptions> = {}) {
  const node = await fakeGraphNode(reply);
  closing.push(node.close);
  const gateway = await startGateway({
    port: 0,
    host: '127.0.0.1',
    graphNodeUrl: node.url,
    logLevel: 'silent',
    ...options,
  });
  closing.push(gateway.close);
  const ask = async (query: string, init: RequestInit = {}) => {
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body, ...init });
    return { response, body: (await response.json()) as Record<string, unknown> };
  };
  return { node, gateway, ask };
}

describe('the gateway', () => {
  it('hands the rows on and says which block they are of', async () => {
    const { ask } = await start(() => `{"data":{"pools":[{"id":"\\",\\"_g_meta0\\":"}],${META}}}`);
    expect((await ask('{ pools { id } }')).body).toEqual({
      data: { pools: [{ id: '","_g_meta0":' }] },
      extensions: { block: SHOWN },
    });
  });

  it('asks once for one query at one block', async () => {
    // However slow the machine is: what is not known to be recent is asked for again.
    const { ask, node } = await start(() => `{"data":{"pools":[],${META}}}`, { pollIntervalMs: 60_000 });
    await Promise.all([ask('{ pools { id } }'), ask('{ pools { id } }')]);
    await ask('{ pools { id } }');
    expect(node.asked).toHaveLength(1);
  });

  it('keeps nothing of an answer from another block than the newest known one', async () => {
    const newer = { number: 101, hash: `0x${'cd'.repeat(32)}`, timestamp: 1_700_000_012 };
    let block = BLOCK;
    const { ask } = await start(() => `{"data":{"pools":[],"_g_meta0":{"block":${JSON.stringify(block)}}}}`);
    await ask('{ pools { id } }');
    block = newer;
    const { body } = await ask('{ stakers { id } pools { id } }');
    expect(body.extensions).toMatchObject({ block: { number: 101 } });
    expect((await ask('{ pools { id } }')).body.extensions).toMatchObject({ block: { number: 101 } });
  });

  it('tries again when a connection breaks', async () => {
    let tries = 0;
    const { ask } = await start(() => (++tries === 1 ? null : `{"data":{"pools":[],${META}}}`));
    expect((await ask('{ pools { id } }')).body.data).toEqual({ pools: [] });
  });

  it('asks again where the chain was reorganised while the Graph Node read it', async () => {
    const refusals = [0, 1].map(() => '{"errors":[{"message":"the chain was reorganized while executing the query"}]}');
    const { ask } = await start(() => refusals.pop() ?? `{"data":{"pools":[],${META}}}`);
    expect((await ask('{ pools { id } }')).body.data).toEqual({ pools: [] });
  });

  it('takes what the Graph Node cannot read for a fault of the query, not for its absence', async () => {
    const { ask } = await start(() => 400);
    const { response, body } = await ask('{ pools { id } }');
    expect(response.status).toBe(200);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'QUERY_REFUSED' } }] });
    expect(JSON.stringify(body)).not.toContain('panicked');
  });

  it('says nothing of its stack where a query is nested too deeply to be read', async () => {
    const { ask } = await start(() => null);
    const { response, body } = await ask('{ pools '.repeat(50_000));
    expect(response.status).toBe(400);
    expect(JSON.stringify(body)).toContain('nested too deeply');
    expect(JSON.stringify(body)).not.toContain('call stack');
  });

  it('answers 503 with when to come back while the Graph Node is away', async () => {
    const { ask } = await start(() => null);
    const { response, body } = await ask('{ pools { id } }');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] });
    expect(JSON.stringify(body)).not.toMatch(/stack|127\.0\.0\.1|socket/);
  });

  it('gives up on a Graph Node that does not answer', async () => {
    const never: Reply = () => new Promise((resolve) => setTimeout(resolve, 3000, ''));
    const { ask } = await start(never, { upstreamTimeoutMs: 300 });
    const { response, body } = await ask('{ pools { id } }');
    expect(response.status).toBe(504);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }] });
  });

  it.each(['garbage', '{"data":{"pools":[]}}'])('passes on no answer that cannot be right: %s', async (text) => {
    const { ask } = await start(() => text);
    expect((await ask('{ pools { id } }')).body).toMatchObject({
      errors: [{ extensions: { code: 'UPSTREAM_INVALID' } }],
    });
  });

  it('refuses what is not a query in its own words', async () => {
    const { ask, gateway } = await start(() => `{"data":{"pools":[],${META}}}`);
    expect((await ask('{ pools { bogus } }')).response.status).toBe(400);
    expect((await ask('{')).body).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
    const text = await fetch(`${gateway.url}/graphql`, { method: 'POST', body: 'x' });
    expect(text.status).toBe(400);
    const broken = await ask('', { body: '{' });
    expect(broken.body).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    const large = await ask('', { body: JSON.stringify({ query: `{ pools { id } } # ${'x'.repeat(2_000_000)}` }) });
    expect(large.response.status).toBe(413);
  });

  it.each(['', null])('takes %j for no name of an operation', async (operationName) => {
    const { ask, gateway } = await start(() => `{"data":{"pools":[],${META}}}`);
    const query = '{ pools { id } }';
    expect((await ask('', { body: JSON.stringify({ query, operationName }) })).body.data).toEqual({ pools: [] });
    const url = `${gateway.url}/graphql?operationName=&query=${encodeURIComponent(query)}`;
    const got = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    expect(await got.json()).toMatchObject({ data: { pools: [] } });
  });

  it('answers 400 to the name of an operation that is not there', async () => {
    const { ask } = await start(() => `{"data":{"pools":[],${META}}}`);
    const { response, body } = await ask('', {
      body: JSON.stringify({ query: '{ pools { id } }', operationName: 'A' }),
    });
    expect(response.status).toBe(400);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] });
  });

  it('says that a hash is not that of its query', async () => {
    const { ask } = await start(() => `{"data":{"pools":[],${META}}}`);
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'ab'.repeat(32) } };
    const { response, body } = await ask('', { body: JSON.stringify({ query: '{ pools { id } }', extensions }) });
    expect(response.status).toBe(400);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each([
    ['query($at: BigInt!) { pools { totalSupply(at: $at) } }', {}],
    ['query($at: BigInt!) { pools { totalSupply(at: $at) } }', { at: null }],
    ['query($name: String!) { __type(name: $name) { name } }', {}],
    ['{ __type(name: 5) { name } }', {}],
    ['{ pools { startOfEpoch(epoch: -1) } }', {}],
  ])('says what is wrong with the arguments: %s', async (query, variables) => {
    const { ask } = await start(() => `{"data":{"pools":[],"_g_pool0":[],${META}}}`);
    const { body } = await ask('', { body: JSON.stringify({ query, variables }) });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(body.data ?? null).toBeNull();
  });

  it('refuses variables nested too deeply', async () => {
    const { ask } = await start(() => `{"data":{"stakers":[],${META}}}`);
    const nested = `${'{"id":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const query = 'query($x: Staker_filter) { stakers { id } }';
    const { body } = await ask('', { body: `{"query":"${query}","variables":{"x":${nested}}}` });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('keeps variables apart from what every object has', async () => {
    const { ask, node } = await start(() => `{"data":{"stakers":[],${META}}}`);
    await ask('query($constructor: Int = 1) { stakers(first: $constructor) { id } }');
    expect(node.asked[0]?.variables).toEqual({ constructor: 1 });
  });

  it('serves health, readiness, metrics and a page', async () => {
    const { gateway } = await start(() => '');
    const get = (path: string) => fetch(`${gateway.url}${path}`);
    expect((await get('/health')).status).toBe(200);
    expect(await (await get('/ready')).json()).toMatchObject({ ready: true, head: { number: BLOCK.number } });
    expect(await (await get('/metrics')).text()).toContain('gateway_upstream_seconds');
    expect(await (await get('/')).text()).toContain('<title>');
    expect((await get('/nothing')).status).toBe(404);
  });

  it('says which port is taken', async () => {
    const { gateway, node } = await start(() => '');
    const port = Number(new URL(gateway.url).port);
    const second = startGateway({ port, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent' });
    await expect(second).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  });

  it('says that no Graph Node is there', async () => {
    const nowhere = startGateway({ port: 0, graphNodeUrl: 'http://127.0.0.1:1/x', logLevel: 'silent' });
    await expect(nowhere).rejects.toMatchObject({ code: 'GRAPH_NODE_UNREACHABLE' });
  });
});
