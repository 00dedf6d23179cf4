/** What reading all borrowers costs, and that all are read: with a Graph Node that answers as a test says. */
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../api/json.ts';
import { outlookReader } from '../../api/late/outlook.ts';
import { startGateway } from '../../api/main.ts';
import type { LateRequest, LateScope, Pin, SubSpec } from '../../api/plan/late.ts';
import { BLOCK, type FakeRequest, fakeGraphNode } from './fake-graph-node.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** In epoch 0. The stand-in's schema has no balances, so that only questions are counted here. */
const POOL = { epochInterval: '2000000000', epochOffset: '0', lastTimestamp: '0' };

function reply({ query }: FakeRequest): string {
  const state = [{ id: BLOCK.hash, number: String(BLOCK.number), timestamp: String(BLOCK.timestamp) }];
  const answers: Record<string, unknown> = { pools: [POOL], borrowers: [], blocks: state, _meta: { block: BLOCK } };
  const roots = [...query.matchAll(/(\w+): (pools|borrowers|blocks|_meta)\b/g)];
  const data = Object.fromEntries(roots.map(([, key, root]) => [key, answers[root as string]]));
  return JSON.stringify({ data: { pools: [POOL], ...data } });
}

async function start() {
  const node = await fakeGraphNode(reply);
  closing.push(node.close);
  const gateway = await startGateway({ port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent' });
  closing.push(gateway.close);
  const headers = { 'content-type': 'application/json' };
  const ask = async (query: string) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data: { pools: { solvency: JsonObject }[] } };
  };
  return { node, ask };
}

describe('solvency', () => {
  it('asks one question, and one more for all that needs every borrower', async () => {
    const { ask, node } = await start();
    expect((await ask('{ pools { solvency { state } } }')).data.pools[0]?.solvency).toEqual({ state: 'SOLVENT' });
    expect(node.asked).toHaveLength(1);
    const { data } = await ask(`{ pools { solvency {
      state projection { timestamp borrowers { amount } } overdueBorrowers { borrower } } } }`);
    expect(data.pools[0]?.solvency).toEqual({
      state: 'SOLVENT',
      projection: { timestamp: '2000000000', borrowers: [] },
      overdueBorrowers: [],
    });
    expect(node.asked).toHaveLength(3);
  });
});

describe('reading every borrower', () => {
  /** `count` borrowers behind a Graph Node that gives 1000 at once; each `run` of the pages is noted. */
  function source(count: number) {
    const all = Array.from({ length: count }, (_, i) => ({
      borrowedBalance: '1',
      id: `0x${String(i).padStart(40, '0')}`,
    }));
    const pages: JsonObject[] = [];
    const scope = { sub: (spec: SubSpec) => ({ ...spec, key: (name: string) => name }) } as unknown as LateScope;
    const request = {
      once: (_name: string, _pin: Pin, make: () => unknown) => make(),
      async run(sub: unknown, _pin: Pin, args?: JsonObject) {
        const pool = { currentEpoch: '0', timeRemaining: '5' };
        if ((sub as SubSpec).root === 'snapshot')
          return JSON.stringify({ timestamp: '10', pool, borrowers: all.slice(0, 1000) });
        pages.push(args as JsonObject);
        const { id_gt: after } = (args as { where: { id_gt: string } }).where;
        return JSON.stringify(all.filter(({ id }) => id > after).slice(0, 1000));
      },
    } as unknown as LateRequest;
    const pin: Pin = { block: BLOCK, state: BLOCK.hash, at: 10n } as unknown as Pin;
    return { pages, all, read: () => outlookReader(scope)(request, pin) };
  }

  it.each([
    [999, 0],
    [1000, 1],
    [2500, 2],
  ])('%s of them take %s pages more', async (count, more) => {
    const { pages, all, read } = source(count);
    const { debtors, turn } = await read();
    expect(debtors.map(({ borrower }) => borrower)).toEqual(all.map(({ id }) => id));
    expect(turn?.exposures).toHaveLength(count);
    expect(turn?.timestamp).toBe(15n);
    expect(pages).toHaveLength(more);
  });
});
