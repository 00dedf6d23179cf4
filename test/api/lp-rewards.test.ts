/** Results of liquidity provider rewards through the gateway, before a Graph Node that counts what it is asked. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../api/config.ts';
import { rewardsFromQuoteScores } from '../../api/domain/lp-rewards/epoch-rewards.ts';
import { formatFile } from '../../api/domain/lp-rewards/files.ts';
import { startGateway } from '../../api/main.ts';
import { ask as post } from '../e2e/ask.ts';
import { writeResults } from '../lp-rewards/example.ts';
import { codeBlocks } from '../support/document.ts';
import { BLOCK, fakeGraphNode } from './fake-graph-node.ts';

const META = `"_g_meta0":{"block":${JSON.stringify(BLOCK)}}`;
const closing: (() => Promise<unknown>)[] = [];
let made: string;
let folder: string;

beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'dydx-lp-results-'));
  await writeResults(made);
});
afterAll(() => rm(made, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dydx-lp-results-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await rm(folder, { recursive: true });
});

const results = (name = 'rewards-26.json') => copyFile(join(made, 'rewards-26.json'), join(folder, name));
const text = () => readFile(join(folder, 'rewards-26.json'), 'utf8');

async function edit(change: (rewards: ReturnType<typeof JSON.parse>) => void, name = 'rewards-26.json'): Promise<void> {
  const rewards = JSON.parse(await readFile(join(made, 'rewards-26.json'), 'utf8'));
  change(rewards);
  await writeFile(join(folder, name), JSON.stringify(rewards));
}

async function start(lpResults: string | null = folder, limits: Partial<GatewayOptions> = {}) {
  const node = await fakeGraphNode(() => `{"data":{"pools":[{"id":"0x01"}],${META}}}`);
  closing.push(node.close);
  const options = { port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent', ...limits } as const;
  const gateway = await startGateway(lpResults === null ? options : { ...options, lpResults });
  closing.push(gateway.close);
  return {
    node,
    ask: (query: string, variables: Record<string, unknown> = {}) => post(`${gateway.url}/graphql`, query, variables),
  };
}

const blocks = codeBlocks('lp-rewards.md');
const pairs = blocks.flatMap(({ language, text }, index) =>
  language === 'graphql' ? [[text, blocks[index + 1]?.text ?? ''] as const] : [],
);

describe('the page about it', () => {
  it('shows queries', () => expect(pairs).toHaveLength(2));

  it.each(pairs)('%s', async (query, answer) => {
    await results();
    const { ask, node } = await start();
    const { data, errors } = await ask(query);
    expect(errors).toBeUndefined();
    expect(data).toEqual(JSON.parse(answer));
    expect(node.asked).toEqual([]);
  });
});

describe('results', () => {
  it('stand beside what is of a block', async () => {
    await results();
    const { ask, node } = await start();
    const query = `query($n: Int!, $all: Boolean!) {
      pools { id } one: lpEpoch(number: $n) { ...figures } none: lpEpoch(number: 25) { number }
      left: lpEpochs @skip(if: $all) { number } __typename
    } fragment figures on LpEpoch { number payments { reward } }`;
    const { data, extensions } = await ask(query, { n: 26, all: true });
    expect(data).toEqual({
      pools: [{ id: '0x01' }],
      one: { number: 26, payments: [{ reward: '552414881854008766508199' }, { reward: '22928118145991233491800' }] },
      none: null,
      __typename: 'Query',
    });
    expect(extensions?.block?.number).toBe(BLOCK.number);
    expect(node.asked[0]?.query).not.toContain('lpEpoch');
    expect(node.asked[0]?.variables).toEqual({});
  });

  it('are read from a folder of their own inside, and listed', async () => {
    await mkdir(join(folder, 'epoch-26'));
    await results('epoch-26/rewards-26.json');
    await writeFile(join(folder, 'epoch-26', 'tree-26.json'), '[]');
    const { ask } = await start();
    const { data } = await ask('{ lpEpochs { number results { file sha256 } } }');
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(data).toEqual({ lpEpochs: [{ number: 26, results: { file: 'epoch-26/rewards-26.json', sha256 } }] });
  });

  it('are picked by address, market and eligibility', async () => {
    await edit(({ providers }) => {
      providers[1].isEligible = false;
    });
    const { ask } = await start();
    const providers = async (where: string) =>
      (await ask(`{ lpEpoch(number: 26) { providers(where: ${where}) { address } } }`)).data.lpEpoch.providers.map(
        ({ address }: { address: string }) => address.slice(-2),
      );
    expect(await providers('{ address: "0x00000000000000000000000000000000000000AA" }')).toEqual(['aa']);
    expect(await providers('{ market: "BTC-USD" }')).toEqual(['aa', 'bb']);
    expect(await providers('{ market: "ETH-USD" }')).toEqual([]);
    expect(await providers('{ isEligible: false }')).toEqual(['bb']);
    expect((await ask('{ lpEpoch(number: 26) { markets(market: "ETH-USD") { market } } }')).data).toEqual({
      lpEpoch: { markets: [] },
    });
  });

  it('are read anew when a file comes, changes or goes, even with the block standing', async () => {
    const { ask } = await start();
    const query = '{ pools { id } lpEpoch(number: 26) { undistributed inputs { role } } }';
    expect((await ask(query)).data.lpEpoch).toBeNull();
    await results();
    expect((await ask(query)).data.lpEpoch).toMatchObject({ undistributed: '1' });
    await edit((rewards) => {
      rewards.inputs = [];
    });
    expect((await ask(query)).data.lpEpoch).toEqual({ undistributed: '1', inputs: [] });
    await writeFile(join(folder, 'rewards-26.json'), (await text()).slice(0, -10));
    expect(await ask(query)).toMatchObject({ errors: [{ extensions: { code: 'LP_FILE_FORMAT' } }] });
    await rm(join(folder, 'rewards-26.json'));
    expect((await ask(query)).data.lpEpoch).toBeNull();
  });

  it('say how to configure them where there are none', async () => {
    const { ask } = await start(null);
    const { data, errors } = await ask('{ pools { id } lpEpochs { number } }');
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ message: /--lp-results/, extensions: { code: 'LP_RESULTS_NOT_CONFIGURED' } }]);
  });

  it.each(['lpEpoch(number: -1) { number }', 'lpEpoch(number: 26, epoch: 3) { number }', 'lpEpochs(x: 1) { number }'])(
    'refuse %s',
    async (root) => {
      const { ask } = await start();
      const { errors } = await ask(`{ ${root} }`);
      expect(errors?.[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    },
  );

  it('name no market and nobody eligible where they come from the scores of the oracle', async () => {
    const [one = '', two = ''] = ['a', 'b'].map((letter) => `0x${letter.repeat(40)}`);
    const rewards = rewardsFromQuoteScores(10, new Map([one, two].map((address) => [address, 1n])), new Map(), []);
    await writeFile(join(folder, 'rewards-10.json'), formatFile(rewards));
    const { ask } = await start();
    const fields = 'address isEligible previousVolume previousVolumeShare score share reward markets { market }';
    const { data } = await ask(`{ lpEpoch(number: 10) { previousVolume markets { market } providers { ${fields} } } }`);
    const half = { share: '0.5', reward: '575342500000000000000000', markets: [] };
    const unknown = { isEligible: null, previousVolume: null, previousVolumeShare: null, score: null };
    expect(data.lpEpoch).toEqual({
      previousVolume: null,
      markets: [],
      providers: [one, two].map((address) => ({ address, ...unknown, ...half })),
    });
  });

  it('are bounded in one query', async () => {
    await results();
    // This bound holds also where those of the settings are lifted.
    const { ask } = await start(folder, { maxTokens: 1_000_000, maxAliases: 1_000_000 });
    const many = Array.from({ length: 9000 }, (_, i) => `a${i}: markets { providers { share } }`).join(' ');
    const twice = `{ lpEpoch(number: 26) { ${many} } }`;
    expect((await ask(twice)).errors).toBeUndefined();
    const more = Array.from({ length: 8 }, (_, i) => `b${i}: lpEpoch(number: 26) { ...f }`).join(' ');
    const { errors } = await ask(`{ ${more} } fragment f on LpEpoch { ${many.slice(0, many.indexOf('a6000'))} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a file that is not usable', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['is cut off', 'LP_FILE_FORMAT', async () => writeFile(join(folder, 'rewards-26.json'), '{"format":')],
    ['is another', 'LP_FILE_FORMAT', () => copyFile(join(made, 'scores.json'), join(folder, 'rewards-26.json'))],
    ['is of another epoch', 'LP_FILE_FORMAT', () => results('rewards-27.json')],
    ['does not add up', 'LP_FILE_FORMAT', () => edit(({ providers }) => (providers[0].reward += '0'))],
    ['pays somebody else', 'LP_FILE_FORMAT', () => edit(({ payments }) => (payments[0].reward += '0'))],
    ['leaves more than there is', 'LP_FILE_FORMAT', () => edit((rewards) => (rewards.undistributed += '0'))],
    [
      'has another pool',
      'LP_FILE_FORMAT',
      () => edit((rewards) => Object.assign(rewards, { pool: `${BigInt(rewards.pool) + 1n}`, undistributed: '2' })),
    ],
    ['scores otherwise', 'LP_FILE_FORMAT', () => edit(({ markets }) => (markets[0].totalScore += '0'))],
    [
      'lacks a provider',
      'LP_FILE_FORMAT',
      () => edit(({ markets }) => (markets[0].providers[0].address = `0x${'c'.repeat(40)}`)),
    ],
    ['is of no epoch', 'LP_EPOCH', () => edit((rewards) => (rewards.epoch = 40), 'rewards-40.json')],
    [
      'is there twice',
      'LP_RESULTS_TWICE',
      async () => {
        await mkdir(join(folder, 'again'));
        await results();
        await results('again/rewards-26.json');
      },
    ],
    [
      'cannot be listed',
      'LP_FILE_UNREADABLE',
      async () => {
        await rm(folder, { recursive: true });
        await writeFile(folder, '');
      },
    ],
  ])('%s: nothing starts', async (_name, code, prepare) => {
    await prepare();
    await expect(start()).rejects.toMatchObject({ code, message: expect.stringMatching(/^[^\n]+\.$/) });
  });
});

describe('what a maker would score', () => {
  const quote = {
    epoch: 26,
    market: 'SOL-USD',
    bestBid: '99.9',
    bestAsk: '100.1',
    bids: [{ price: '99.9', size: '20' }],
    asks: [{ price: '100.1', size: '20' }],
  };
  const SCORE = `query($input: LpScoreInput!) { lpScore(input: $input) {
    middle maxSpread qMin score rules { epoch pool } exponents { depth stake volume } orders { counts excludedBy quotient } } }`;

  it('is by the rules of the epoch', async () => {
    const { ask } = await start(null);
    const { data } = await ask(SCORE, { input: quote });
    expect(data.lpScore).toMatchObject({
      middle: '100',
      maxSpread: 40,
      qMin: '1998000000000',
      score: null,
      exponents: { depth: '0.35', stake: '0', volume: '0.65' },
    });
    const early = { ...quote, epoch: 12, uptime: 100, volume: '10', stake: 1 };
    const { rules, exponents, score } = (await ask(SCORE, { input: early })).data.lpScore;
    expect(rules).toEqual({ epoch: 12, pool: '1150685000000000000000000' });
    expect(exponents).toEqual({ depth: '0.35', stake: '0.2', volume: '0.45' });
    expect(Number(score) / (199_800_000 ** 0.35 * 100 ** 5 * 1 * 10 ** 0.45)).toBeCloseTo(1, 10);
  });

  it('says of each order what it misses, and has no quotient at the middle', async () => {
    const { ask } = await start(null);
    const bids = [
      { price: 100, size: '9' },
      { price: '99.6', size: '20' },
      { price: '90', size: '0.00000001' },
    ];
    const { orders } = (await ask(SCORE, { input: { ...quote, bids } })).data.lpScore;
    expect(orders.slice(0, 3)).toEqual([
      { counts: false, excludedBy: ['NOT_ABOVE_MIN_DEPTH', 'NOT_WITHIN_MAX_SPREAD'], quotient: null },
      { counts: false, excludedBy: ['NOT_WITHIN_MAX_SPREAD'], quotient: '498000000000' },
      { counts: false, excludedBy: ['NOT_ABOVE_MIN_DEPTH', 'NOT_WITHIN_MAX_SPREAD'], quotient: '9' },
    ]);
  });

  it('takes the least depth strictly', async () => {
    const { ask } = await start(null);
    const qMin = async (minDepth: string) =>
      (await ask(SCORE, { input: { ...quote, limits: { minDepth } } })).data.lpScore.qMin;
    expect([await qMin('1998'), await qMin('1997.999999')]).toEqual(['0', '1998000000000']);
  });

  it.each([
    ['BTC-USD', 0.3577897763251264],
    ['SOL-USD', 0.4622622478354291],
  ])(
    'makes twice the depth, 90 %% of the uptime and half the volume, in %s, %d times the score',
    async (market, times) => {
      const { ask } = await start(null);
      const score = async (size: string, uptime: number, volume: string) => {
        const orders = { bids: [{ price: '29990', size }], asks: [{ price: '30010', size }] };
        const input = { epoch: 26, market, middle: '30000', ...orders, uptime, volume };
        return Number((await ask(SCORE, { input })).data.lpScore.score);
      };
      const ratio = (await score('2', 36_288, '50000000')) / (await score('1', 40_320, '100000000'));
      expect(ratio).toBeCloseTo(times, 14);
    },
  );

  it('is refused in a market of which the epoch has no results', async () => {
    await results();
    const { ask } = await start();
    expect(await ask(SCORE, { input: quote })).toMatchObject({ errors: [{ message: /field market names SOL-USD/ }] });
    expect((await ask(SCORE, { input: { ...quote, epoch: 25 } })).errors).toBeUndefined();
  });

  const order = { price: '99.9', size: '1' };
  it.each<[string, object]>([
    ['epoch', { epoch: 32 }],
    ['epoch', { epoch: -1 }],
    ['market', { market: 'BTCUSD' }],
    ['bestBid', { bestBid: '100.1' }],
    ['bestBid', { bestBid: '0' }],
    ['bestAsk', { bestAsk: '-1' }],
    ['bestAsk', { bestAsk: '500000.1' }],
    ['bestAsk', { bestAsk: '1e9' }],
    ['bids[1].price', { bids: [order, { price: '100.1', size: '1' }] }],
    ['bids[0].price', { bids: [{ price: '99.95', size: '20' }] }],
    ['bids[0].price', { bids: [{ price: '99.123456789', size: '1' }] }],
    ['bids[0].price', { bids: [{ price: 99.5, size: '1' }] }],
    ['asks[0].size', { asks: [{ price: '101', size: '0' }] }],
    ['asks[0].size', { asks: [{ price: '101', size: '-3' }] }],
    ['asks[0].size', { asks: [{ price: '101', size: '99999999999' }] }],
    ['bids', { bids: Array.from({ length: 1001 }, () => order) }],
    ['limits.maxSpread', { limits: { maxSpread: 0 } }],
    ['limits.minDepth', { limits: { minDepth: 'x' } }],
    ['uptime', { uptime: 40_321, volume: '1' }],
    ['uptime', { volume: '1' }],
    ['volume', { uptime: 1 }],
    ['volume', { uptime: 1, volume: '-1' }],
    ['volume', { uptime: 1, volume: '1000000000001' }],
    ['stake', { epoch: 12, uptime: 1, volume: '1' }],
  ])('is refused with the field that is wrong: %s %j', async (field, change) => {
    const { ask } = await start(null);
    const { errors } = await ask(SCORE, { input: { ...quote, ...change } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors?.[0]?.message).toMatch(/^The field [^\n]+\.$/);
    expect(errors?.[0]?.message).toContain(`The field ${field} `);
  });

  it.each<[object]>([[{ middle: '100' }], [{ bestAsk: null }], [{ bestBid: null, bestAsk: null }]])(
    'needs one middle: %j',
    async (change) => {
      const { ask } = await start(null);
      expect(await ask(SCORE, { input: { ...quote, ...change } })).toMatchObject({
        errors: [{ message: /either middle or both/, extensions: { code: 'BAD_USER_INPUT' } }],
      });
    },
  );

  it.each([
    '{ lpScore(input: { epoch: 26, market: "BTC-USD", midle: "3", bids: [], asks: [] }) { qMin } }',
    '{ pools { id } lpScore(input: { epoch: "26", market: "BTC-USD", middle: "3", bids: [], asks: [] }) { qMin } }',
    'query($m: Int) { lpScore(input: { epoch: 26, market: $m, middle: "3", bids: [], asks: [] }) { qMin } }',
    '{ lpScore(input: { epoch: 26 }) { qMin } }',
    '{ lpScore { qMin } }',
  ])('is not guessed from a query that does not fit: %s', async (query) => {
    const { ask } = await start(null);
    const { data, errors = [] } = await ask(query);
    expect(data).toBeUndefined();
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });
});
