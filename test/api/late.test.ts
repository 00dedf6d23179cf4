/** Late fields where the chain moves between their queries, which a real Graph Node cannot be made to do. */
import { readFileSync } from 'node:fs';
import { buildSchema, parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../api/errors.ts';
import type { Call, Gateway } from '../../api/execute/gateway.ts';
import { inLateSession } from '../../api/execute/late-session.ts';
import { closingOf, openingOf } from '../../api/late/moments.ts';
import { startGateway } from '../../api/main.ts';
import { createPlanCompiler } from '../../api/plan/compile.ts';
import type { LateField, Sub } from '../../api/plan/late.ts';
import type { DerivedPlan } from '../../api/plan/plan.ts';
import { planOf } from '../../api/plan/sub-plan.ts';
import { SDL_FILE } from '../../api/schema/sdl.ts';
import type { UpstreamClient } from '../../api/upstream/client.ts';
import { BLOCK, type FakeRequest, fakeGraphNode, type Reply } from './fake-graph-node.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(reply: Reply) {
  const node = await fakeGraphNode(reply);
  closing.push(node.close);
  // However slow the machine is: what is not known to be recent is asked for again.
  const recent = { pollIntervalMs: 60_000 };
  const options = { port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent', ...recent } as const;
  const gateway = await startGateway(options);
  closing.push(gateway.close);
  const ask = async (query: string) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as Record<string, unknown>;
  };
  return { node, ask };
}

const MOVED = `0x${'ee'.repeat(32)}`;
const event = (id = BLOCK.hash) => [{ id, number: String(BLOCK.number), timestamp: String(BLOCK.timestamp) }];
const answer = (data: object): string => JSON.stringify({ data });

/** Epoch 1 was recorded and epochs 0 and 2 were not; the newest block is in epoch 2. */
function history(state: string): object {
  return {
    schedules: [{ position: 1, timestamp: '1600000000', interval: '40000000', offset: '1610000000' }],
    windows: [{ position: 2, value: '600000' }],
    rates: [],
    recorded: [{ position: 1, firstSequence: 3 }],
    pools: [{ activityCount: 5 }],
    state: event(state),
  };
}

/** Answers a query for `{ epochs { number filled } }`; `states` are what the later queries read, one after another. */
function replies(states: string[]): Reply {
  return ({ query }: FakeRequest) => {
    if (query.includes('_meta')) return answer({ _g_meta0: { block: BLOCK }, _g_state0: event() });
    const state = states.shift() ?? BLOCK.hash;
    if (query.includes('schedules:')) return answer(history(state));
    return answer({ _g_root: [{ number: 1, _g_number: 1 }], _g_state0: event(state) });
  };
}

const ROWS = [
  { number: 0, filled: true },
  { number: 1, filled: false },
  { number: 2, filled: true },
];

describe('what is asked after the rows', () => {
  it('is read at their block, and kept with the answer', async () => {
    const { ask, node } = await start(replies([]));
    expect(await ask('{ epochs { number filled } }')).toMatchObject({
      data: { epochs: ROWS },
      extensions: { block: { number: BLOCK.number } },
    });
    expect(node.asked).toHaveLength(3);
    for (const { query, variables } of node.asked.slice(1)) {
      expect(query).toContain('blocks(first: 1, orderBy: number, orderDirection: desc, block: $');
      expect(Object.values(variables)).toContainEqual({ number: BLOCK.number });
    }
    await ask('{ epochs { number filled } }');
    expect(node.asked).toHaveLength(3);
    // What is known of the state serves other queries too.
    await ask('{ epochs { filled number } }');
    expect(node.asked.filter(({ query }) => query.includes('schedules:'))).toHaveLength(1);
  });

  it.each([
    ['its history', [MOVED]],
    ['its rows', [BLOCK.hash, MOVED]],
  ])('starts over where the chain moved before %s', async (_what, states) => {
    const { ask, node } = await start(replies(states));
    expect((await ask('{ epochs { number filled } }')).data).toEqual({ epochs: ROWS });
    expect(node.asked.filter(({ query }) => query.includes('_meta'))).toHaveLength(1 + 1);
  });

  it('starts over where the Graph Node has fallen back below the block', async () => {
    let fallen = 1;
    const reverting = JSON.stringify({
      errors: [{ message: 'has only indexed up to block number 90 and data for block number 100 is therefore' }],
    });
    const reply = replies([]);
    const { ask } = await start((request) =>
      request.query.includes('schedules:') && fallen-- > 0 ? reverting : reply(request),
    );
    expect((await ask('{ epochs { number filled } }')).data).toEqual({ epochs: ROWS });
  });

  it('starts over until the chain comes to rest', async () => {
    const { ask } = await start(replies([MOVED, MOVED, MOVED, MOVED, MOVED]));
    expect((await ask('{ epochs { number filled } }')).data).toEqual({ epochs: ROWS });
  });
});

describe('a sub-operation', () => {
  it('carries the client’s selection, with its variables, fragments and directives', () => {
    const subs: Sub[] = [];
    const opening: LateField = {
      needs: ['number', 'id'],
      compile({ scope, sets }) {
        subs.push(scope.sub({ root: 'snapshot', args: [], sets }));
        subs.push(scope.sub({ root: 'stakers', args: ['first', 'where'], sets: [], needs: ['id'] }));
        return async (rows) => rows.map(() => 'null');
      },
    };
    const schema = buildSchema(readFileSync(SDL_FILE, 'utf8'));
    const compiler = createPlanCompiler(schema, true, { Epoch: { opening } });
    const query = `query($n: Int, $with: Boolean!) { epoch(id: "1") { opening { pool { ...P } stakers(first: $n) { id } } } }
      fragment P on Pool { id @include(if: $with) totalSupply @skip(if: $with) }`;
    const plan = compiler.plan(parse(query), null, { with: true }) as DerivedPlan;
    expect(plan.rowsQuery).toBe(
      'query { epoch(id: "1") { _g_number: number _g_id: id } ' +
        '_g_state0: blocks(first: 1, orderBy: number, orderDirection: desc) { id number timestamp } ' +
        '_g_meta0: _meta { block { number hash } } }',
    );
    const [snapshot, stakers] = subs.map((sub) => planOf(sub).rowsQuery);
    expect(snapshot).toBe(
      'query($n: Int, $_g_view0: Block_height) { _g_view0_part0: pools(first: 1, block: $_g_view0) { id } ' +
        '_g_view0_part1: stakers(first: $n, block: $_g_view0) { id } ' +
        '_g_state0: blocks(first: 1, orderBy: number, orderDirection: desc, block: $_g_view0) { id number timestamp } }',
    );
    expect(stakers).toContain('$_g_arg_first: Int, $_g_arg_where: Staker_filter');
    expect(stakers).toContain('stakers(first: $_g_arg_first, where: $_g_arg_where, block: $_g_view0) { _g_id: id }');
  });

  it('costs a query without late fields nothing', () => {
    const schema = buildSchema(readFileSync(SDL_FILE, 'utf8'));
    const compiler = createPlanCompiler(schema, true, { Epoch: {} });
    expect(compiler.plan(parse('{ epoches { number } }'), null, {}).kind).toBe('plain');
    const derived = compiler.plan(parse('{ pools { totalSupply } }'), null, {}) as DerivedPlan;
    expect(derived.fullQuery).not.toContain('state');
  });
});

describe('the bounds of one request', () => {
  it('hold back queries, and end at too many of them or of values', async () => {
    let [running, most] = [0, 0];
    const upstream = {
      ask: async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return Buffer.from('');
      },
      close: async () => undefined,
    };
    const query = { query: '', variables: {} };
    await inLateSession({ upstream } as unknown as Gateway, { variables: {} }, async (session) => {
      const ask = () => session.gateway.upstream.ask(query);
      await Promise.all(Array.from({ length: 10_000 }, ask));
      expect(most).toBe(8);
      await expect(ask()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      session.spend(1_000_000);
      expect(() => session.spend(1)).toThrow('more than 1000000 values');
    });
  });

  /** 100 questions in one session whose third fails, or whose client leaves then; how many the Graph Node was asked. */
  async function endedAfterThree(end: () => void, call: Call) {
    let asked = 0;
    const signals: AbortSignal[] = [];
    const upstream: UpstreamClient = {
      poll: async () => Buffer.from(''),
      async ask(_query, signal) {
        if (signal) signals.push(signal);
        if (++asked === 3) end();
        await new Promise((resolve) => setImmediate(resolve));
        return Buffer.from('');
      },
      close: async () => undefined,
    };
    const session = inLateSession({ upstream } as unknown as Gateway, call, ({ gateway }) =>
      Promise.all(Array.from({ length: 100 }, () => gateway.upstream.ask({ query: '', variables: {} }))),
    );
    const failure: unknown = await session.catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { asked, failure, areEnded: signals.every(({ aborted }) => aborted) };
  }

  it('asks nothing more once a part of it has failed, or the client has left', async () => {
    const refused = new ApiError('QUERY_REFUSED', 'refused');
    const failed = await endedAfterThree(
      () => {
        throw refused;
      },
      { variables: {} },
    );
    // The eight at one time, and the one that took the failed one's place.
    expect(failed).toEqual({ asked: 9, failure: refused, areEnded: true });

    const client = new AbortController();
    const left = await endedAfterThree(() => client.abort(), { variables: {}, signal: client.signal });
    expect(left).toMatchObject({ asked: 3, failure: { code: 'REQUEST_ABORTED' }, areEnded: true });
  });
});

it('takes what happens at the first second of an epoch to it, and at the last second too', () => {
  const schedule = { sequence: 1n, timestamp: 5n, interval: 100n, offset: 1_000n };
  const timeline = { schedules: [schedule], blackoutWindows: [], rates: [], recorded: new Map(), activityCount: 1n };
  expect(openingOf(timeline, 2n)).toEqual({ before: 1_200n, at: 1_200n });
  expect(closingOf(timeline, 2n)).toEqual({ before: 1_300n, at: 1_299n });
});
