/** Repeated queries: not asked again while their block stands, and never older than the polling interval. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../../api/main.ts';
import { JsonRpc } from '../../stack/json-rpc.ts';
import { startStack } from '../../stack/start.ts';
import { type Answer, ask } from './ask.ts';
import { type GrowingChain, growChain } from './growing-chain.ts';
import { type WatchedGraphNode, watchGraphNode } from './watched-graph-node.ts';

const RECORDING = fileURLToPath(new URL('../../stack/recordings/quickstart.jsonl.gz', import.meta.url));
const POLL_MS = 200;
const FINALITY = 3;
const JSON_TYPE = { 'content-type': 'application/json' };

let url: string;
/** A gateway whose requests may join one that was begun long ago, however slow the machine is. */
let patient: string;
let direct: string;
let node: WatchedGraphNode;
let chain: GrowingChain;
let rpc: JsonRpc;
const stop: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  const stack = await startStack({ recording: RECORDING, gateway: false });
  stop.unshift(() => stack.stop());
  direct = stack.graphqlUrl;
  node = await watchGraphNode(direct);
  stop.unshift(() => node.close());
  const options = { port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'error' } as const;
  const [gateway, second] = await Promise.all([
    startGateway({ ...options, rpcUrl: stack.rpcUrl, pollIntervalMs: POLL_MS, finalityDepth: FINALITY }),
    startGateway({ ...options, pollIntervalMs: 120_000 }),
  ]);
  stop.unshift(async () => void (await Promise.all([gateway.close(), second.close()])));
  url = `${gateway.url}/graphql`;
  patient = `${second.url}/graphql`;
  const { stakers, contracts } = stack.recordingHeader ?? {};
  chain = growChain(stack.rpcUrl ?? '', direct, contracts?.liquidityStaking?.address ?? '', stakers?.[0] ?? '');
  stop.unshift(() => chain.close());
  rpc = new JsonRpc(stack.rpcUrl ?? '');
  stop.unshift(() => rpc.close());
});
afterAll(async () => {
  for (const each of stop) await each();
});

const address = (parameters: Record<string, string>, of = url): string => `${of}?${new URLSearchParams(parameters)}`;

function get(parameters: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(address(parameters), { headers: { ...JSON_TYPE, ...headers } });
}

const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });

/** What a client sees of a response, but for when it came and the name of its request. */
async function seen(response: Response) {
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id'),
  );
  return { status: response.status, headers, text: await response.text() };
}

async function newest(): Promise<number> {
  const { data } = await ask(direct, '{ _meta { block { number } } }');
  return data._meta.block.number;
}

/** Until the gateway has seen the newest block: what follows is asked while nothing changes. */
async function settled(): Promise<void> {
  const number = await newest();
  while ((await ask(url, '{ _meta { block { number } } }')).extensions?.block?.number !== number) await pause(20);
  await pause(POLL_MS);
}

/** A block with an event, deep enough that no reorganisation reaches it. */
async function finalBlock(): Promise<number> {
  const where = `{ number_lt: "${(await newest()) - FINALITY - 1}" }`;
  const { data } = await ask(
    direct,
    `{ blocks(first: 1, orderBy: number, orderDirection: desc, where: ${where}) { number } }`,
  );
  return Number(data.blocks[0].number);
}

describe('a request that came before', () => {
  it.each([
    ['stored', '{ stakers(first: 5, orderBy: id) { id activeCurrent } }'],
    ['derived', '{ stakers(first: 5, orderBy: id) { id claimableRewards } }'],
    ['of a moment', '{ snapshot(at: { epoch: 0 }) { timestamp pool { totalBorrowedBalance } } }'],
    ['introspection', '{ __type(name: "Staker") { name } }'],
  ])('is answered as the first, by the same words and by others: %s', async (_, query) => {
    await settled();
    const body = JSON.stringify({ query });
    const first = await seen(await post(body));
    expect(first.status).toBe(200);
    const asked = node.asked.length;
    expect(await seen(await post(body))).toEqual(first);
    expect(await seen(await post(JSON.stringify({ variables: {}, operationName: '', query })))).toEqual(first);
    expect(await seen(await post(JSON.stringify({ query, extensions: { client: 'x' } })))).toEqual(first);
    expect((await (await get({ query })).text()).replace(/\s+$/, '')).toBe(first.text.trim());
    expect(node.asked.length).toBe(asked);
  });

  it('is answered by its variables, and refused as the first would be', async () => {
    const query = 'query A($n: Int!) { pools(block: { number: $n }) { id totalBorrowedBalance } }';
    const other = 'query B($n: Int!) { pools(block: { number: $n }) { id totalBorrowedBalance } }';
    const block = await finalBlock();
    const ofA = (n: unknown) => post(JSON.stringify({ query, variables: { n } }));
    // The other words are new each time: Apollo answers them.
    const ofB = (n: unknown) => post(JSON.stringify({ query: `${other} # ${Math.random()}`, variables: { n } }));
    for (const n of [block, block - 1, 10_000_000, block, -1, '1', null, 10_000_000])
      expect(await seen(await ofA(n)), String(n)).toEqual(await seen(await ofB(n)));
  });

  it('is refused where a page could have sent it unnoticed', async () => {
    const query = '{ pools { id } }';
    const body = JSON.stringify({ query });
    for (let i = 0; i < 2; i++) {
      expect((await post(body)).status).toBe(200);
      expect((await get({ query })).status).toBe(200);
    }
    expect((await post(body, { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await post(body, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400);
    expect((await fetch(address({ query }))).status).toBe(400);
    expect((await fetch(address({ query }), { headers: { 'apollo-require-preflight': '1' } })).status).toBe(200);
  });

  it('comes in the type that the client accepts', async () => {
    const body = JSON.stringify({ query: '{ pools { id } }' });
    const type = 'application/graphql-response+json';
    for (let i = 0; i < 2; i++) {
      expect((await post(body, { accept: type })).headers.get('content-type')).toContain(type);
      expect((await post(body)).headers.get('content-type')).toContain('application/json');
      expect((await post(body, { accept: 'text/html' })).status).toBe(406);
    }
  });
});

describe('what caches are told', () => {
  it('of the newest block: ask again, and 304 while nothing changed', async () => {
    await settled();
    const query = '{ pools { id totalBorrowedBalance totalSupply } }';
    const first = await get({ query });
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(first.headers.get('vary')).toContain('accept');
    expect(first.headers.get('access-control-expose-headers')).toContain('etag');
    const asked = node.asked.length;
    const same = await get({ query }, { 'if-none-match': `"x", W/${etag}` });
    expect(await seen(same)).toMatchObject({ status: 304, text: '', headers: { etag } });
    expect(same.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
    expect(node.asked.length).toBe(asked);
    await chain.mine(1);
    await settled();
    const changed = await get({ query }, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('of a long answer that comes again: the same, compressed, under a tag of its own', async () => {
    await settled();
    const query = '{ stateChanges(first: 500) { id field before after } }';
    const whole = await get({ query }, { 'accept-encoding': 'identity' });
    const text = await whole.text();
    const tag = whole.headers.get('etag') ?? '';
    expect(whole.headers.get('content-length')).toBe(String(text.length));
    let short = await get({ query });
    for (let i = 0; i < 200 && short.headers.get('content-encoding') === null; i++) {
      expect(await short.text()).toBe(text);
      await pause(5);
      short = await get({ query });
    }
    expect(short.headers.get('content-encoding')).toBe('gzip');
    expect(await short.text()).toBe(text);
    const shortTag = short.headers.get('etag') ?? '';
    expect(shortTag).not.toBe(tag);
    expect(short.headers.get('vary')).toContain('accept-encoding');
    // Whoever has either has the answer.
    for (const etag of [tag, shortTag]) {
      const same = await get({ query }, { 'if-none-match': etag });
      expect([same.status, same.headers.get('etag')]).toEqual([304, etag]);
    }
    expect((await get({ query }, { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull();
  });

  it('of a block that is final: keep it', async () => {
    const block = await finalBlock();
    const { data } = await ask(direct, `{ blocks(where: { number: "${block}" }) { id } }`);
    const kept = 'public, max-age=86400, immutable';
    const control = async (query: string) => (await get({ query })).headers.get('cache-control');
    expect(await control(`{ pools(block: { number: ${block} }) { id } }`)).toBe(kept);
    expect(await control(`{ pools(block: { hash: "${data.blocks[0].id}" }) { totalSupply } }`)).toBe(kept);
    expect(await control(`{ snapshot(at: { block: ${block} }) { pool { totalSupply } } }`)).toBe(kept);
    // Of these the newest block has a say.
    const asked = 'public, max-age=0, must-revalidate';
    expect(await control(`{ pools(block: { number: ${await newest()} }) { id } }`)).toBe(asked);
    expect(await control(`{ pools(block: { number_gte: ${block} }) { id } }`)).toBe(asked);
    expect(await control(`{ a: pools(block: { number: ${block} }) { id } b: pools { id } }`)).toBe(asked);
    expect(await control('{ snapshot(at: { epoch: 0 }) { pool { totalSupply } } }')).toBe(asked);
  });

  it('of errors and of POST: keep nothing', async () => {
    for (const query of ['{', '{ bogus }', '{ pools(block: { number: 10000000 }) { id } }'])
      for (let i = 0; i < 2; i++) {
        const { headers } = await get({ query });
        expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
      }
    const posted = await post(JSON.stringify({ query: '{ pools { id } }' }), { 'if-none-match': '*' });
    expect([posted.status, posted.headers.get('etag')]).toEqual([200, null]);
    expect(posted.headers.get('cache-control')).toBe('no-store');
  });
});

it('takes automatic persisted queries by GET and by POST', async () => {
  const query = '{ pools { id totalSupply totalBorrowedBalance } }';
  const hashed = (text: string) => createHash('sha256').update(text).digest('hex');
  const extensions = (sha256Hash: string) => JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
  const hash = extensions(hashed(query));
  const unknown = await get({ extensions: hash });
  expect(unknown.headers.get('cache-control')).toBe('no-store');
  expect(((await unknown.json()) as Answer).errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  const wrong = await get({ query, extensions: extensions(hashed('x')) });
  expect([wrong.status, wrong.headers.get('cache-control')]).toEqual([400, 'no-store']);
  const registered = await get({ query, extensions: hash });
  const { data } = (await registered.clone().json()) as Answer;
  expect(data).toEqual((await ask(url, query)).data);
  for (let i = 0; i < 2; i++) {
    const known = await get({ extensions: hash });
    expect(known.headers.get('etag')).toBe(registered.headers.get('etag'));
    expect(((await known.json()) as Answer).data).toEqual(data);
    const posted = await post(`{"extensions":${hash}}`);
    expect(((await posted.json()) as Answer).data).toEqual(data);
  }
  const again = await get({ extensions: hash }, { 'if-none-match': registered.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

describe('the same request in flight', () => {
  it.each([
    ['stored', '{ stakers(first: 7, orderBy: id) { id activeNext } }'],
    ['derived', '{ stakers(first: 7, orderBy: id) { id claimableRewards stakeAvailableToWithdraw } }'],
  ])('is asked once; one client that leaves takes it from nobody: %s', async (_, query) => {
    const body = JSON.stringify({ query });
    const send = (signal?: AbortSignal) =>
      fetch(patient, { method: 'POST', headers: JSON_TYPE, body, ...(signal && { signal }) });
    const before = node.asked.length;
    const release = node.hold();
    const leaving = new AbortController();
    const left = send(leaving.signal);
    left.catch(() => undefined);
    await node.reached(before + 1);
    const others = [send(), fetch(address({ query }, patient), { headers: JSON_TYPE }), send()];
    // Until the others wait too: nothing tells from outside.
    await pause(300);
    leaving.abort();
    await expect(left).rejects.toThrow();
    release();
    const answers = await Promise.all(others.map(async (other) => (await (await other).json()) as Answer));
    for (const answer of answers) {
      expect(answer.errors).toBeUndefined();
      expect(answer).toEqual(answers[0]);
    }
    expect(node.asked.length).toBe(before + 1);
  });

  it('is given up when all have left', async () => {
    const [before, left] = [node.asked.length, node.left()];
    const release = node.hold();
    const clients = [new AbortController(), new AbortController()];
    const body = JSON.stringify({ query: '{ stakers(first: 9) { id debtBalance } }' });
    const asked = clients.map(({ signal }) => fetch(patient, { method: 'POST', headers: JSON_TYPE, body, signal }));
    await node.reached(before + 1);
    await pause(300);
    for (const client of clients) client.abort();
    await Promise.allSettled(asked);
    while (node.left() === left) await pause(5);
    release();
    expect(node.asked.length).toBe(before + 1);
  });
});

describe('while the chain goes on', () => {
  const query = '{ pools { id activityCount } }';
  const derived = '{ pools { id totalSupply activityCount } }';

  /** Asks all the time, so that there always is an answer that could be kept too long. */
  function askAlways() {
    const answers: { sent: number; block: { number: number; hash: string } }[] = [];
    let asking = true;
    const done = (async () => {
      while (asking) {
        const sent = performance.now();
        const got = await Promise.all([ask(url, query), ask(url, derived), get({ query }).then((each) => each.json())]);
        for (const { extensions, errors } of got as Answer[])
          if (errors === undefined && extensions?.block) answers.push({ sent, block: extensions.block });
        await pause(2);
      }
    })();
    const end = async () => {
      asking = false;
      await done;
    };
    return { answers, end };
  }

  it('no answer is of a block older than the interval', async () => {
    const { answers, end } = askAlways();
    const shown: { number: number; at: number }[] = [];
    for (let i = 0; i < 5; i++) {
      await chain.mine(i % 2);
      const number = await newest();
      const at = performance.now();
      shown.push({ number, at });
      while (!answers.some(({ sent }) => sent > at + POLL_MS * 1.5)) await pause(10);
    }
    await end();
    for (const { number, at } of shown) {
      const later = answers.filter(({ sent }) => sent > at + POLL_MS);
      expect(later.length).toBeGreaterThan(0);
      for (const { block } of later) expect(block.number).toBeGreaterThanOrEqual(number);
    }
  });

  it('nothing of a block that the chain gave up is answered', async () => {
    await chain.mine(1);
    await chain.fork();
    await chain.mine(2);
    await chain.mine(0);
    await settled();
    const lost = await get({ query });
    const { extensions } = (await lost.json()) as Answer;
    const { answers, end } = askAlways();
    await chain.replace();
    const replaced = performance.now();
    while (!answers.some(({ sent }) => sent > replaced + POLL_MS * 2)) await pause(10);
    await end();
    const after = answers.filter(({ sent }) => sent > replaced + POLL_MS);
    expect(after.length).toBeGreaterThan(0);
    for (const { block } of after) {
      const { hash } = await rpc.call<{ hash: string }>(
        'eth_getBlockByNumber',
        `0x${block.number.toString(16)}`,
        false,
      );
      expect(block.hash).toBe(hash);
      expect(block.hash).not.toBe(extensions?.block?.hash);
    }
    const now = await get({ query }, { 'if-none-match': lost.headers.get('etag') ?? '' });
    expect(now.status).toBe(200);
  });
});
