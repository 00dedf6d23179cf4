/** The formula against its documentation, worked examples and the eras of the rules. */
import { describe, expect, it } from 'vitest';
import { isEligible, uptimeThatCounts } from '../../api/domain/lp-rewards/eligibility.ts';
import { marketScore, root } from '../../api/domain/lp-rewards/market-score.ts';
import { bestOf, type Order, sampleScore } from '../../api/domain/lp-rewards/order-score.ts';
import { rulesOf } from '../../api/domain/lp-rewards/rules.ts';
import { marketWeights, ONE, sharesOf } from '../../api/domain/lp-rewards/shares.ts';

const E6 = 10n ** 6n;
const E8 = 10n ** 8n;
const DYDX = 10n ** 18n;
const order = (side: Order['side'], size: number, price: number): Order => ({
  side,
  price: BigInt(price) * E8,
  size: (BigInt(size * 10) * E8) / 10n,
});

describe('the worked example of the documentation', () => {
  const best = { bid: 29_900n * E8, ask: 30_100n * E8 };
  const limits = { maxSpread: 67n, minDepth: 5_000n * E6 };
  const bids = [order('bid', 1, 29_900), order('bid', 5, 29_850), order('bid', 10, 29_500)];
  const asks = [order('ask', 0.1, 30_100), order('ask', 5, 30_150), order('ask', 10, 30_175)];

  it('gives its figures', () => {
    expect(sampleScore([...bids, ...asks], best, limits)).toEqual({
      bid: 38_820_000n * E6,
      ask: 81_878_571_428_571n,
      min: 38_820_000n * E6,
    });
  });

  it('leaves the second bid out at the misprinted price of 29,580', () => {
    const misprinted = [order('bid', 1, 29_900), order('bid', 5, 29_580), order('bid', 10, 29_500)];
    expect(sampleScore([...misprinted, ...asks], best, limits).bid).toBe(8_970_000n * E6);
  });

  it('scores nothing within 6.7 basis points, as older editions print', () => {
    expect(sampleScore([...bids, ...asks], best, { ...limits, maxSpread: 6n }).min).toBe(0n);
  });

  it('scores nothing within the limits that were really in force', () => {
    expect(sampleScore([...bids, ...asks], best, rulesOf(26).limits('BTC-USD'))).toEqual({ bid: 0n, ask: 0n, min: 0n });
  });

  it('scores only what the sentences without their negation would leave out, if one believed them', () => {
    const leftOut = [bids[2], asks[0]].filter((one): one is Order => one !== undefined);
    expect(sampleScore(leftOut, best, limits)).toEqual({ bid: 0n, ask: 0n, min: 0n });
    // Believed, the two would score these, and everything else nothing.
    const all = { maxSpread: 10_000n, minDepth: 0n };
    expect(sampleScore(leftOut, best, all)).toMatchObject({ bid: 17_700_000n * E6, ask: 903_000n * E6 });
  });

  it('takes limits strictly', () => {
    const edge = { maxSpread: 50n, minDepth: 29_900n * E6 };
    expect(sampleScore([order('bid', 1, 29_900), order('bid', 5, 29_850)], best, edge).bid).toBe(0n);
  });

  it('finds the best prices once small orders are left out', () => {
    const book = [...bids, ...asks, order('bid', 0.1, 29_950)];
    expect(bestOf(book, limits)).toEqual({ bid: 29_900n * E8, ask: 30_150n * E8 });
    expect(bestOf(bids, limits)).toBeNull();
  });
});

describe('scores of a market', () => {
  const a = { depth: 38_820_000n * E6 * 40_320n, uptime: 40_320n, stake: 0n, volume: 100_000_000n * E6 };
  const b = { depth: 77_640_000n * E6 * 36_288n, uptime: 36_288n, stake: 0n, volume: 50_000_000n * E6 };
  const parts = (market: string) => {
    const exponents = rulesOf(26).exponents(market);
    const shares = sharesOf(
      new Map([
        ['a', marketScore(a, exponents)],
        ['b', marketScore(b, exponents)],
      ]),
    );
    return [Number(shares.get('a')) / 1e36, Number(shares.get('b')) / 1e36];
  };

  it('divide BTC-USD as worked out by hand', () => {
    const [first, second] = parts('BTC-USD');
    expect(first).toBeCloseTo(0.7364910367100506, 15);
    expect(second).toBeCloseTo(0.2635089632899494, 15);
    expect((first ?? 0) * 57_534.3).toBeCloseTo(42_373.4963, 4);
  });

  it('divide another market by its own exponents', () => {
    expect(parts('LINK-USD')[0]).toBeCloseTo(0.6838718577876775, 15);
  });

  it('make 99 % of uptime worth 1.61051 times 90 %', () => {
    const exponents = rulesOf(0).exponents('BTC-USD');
    const of = (uptime: bigint) => Number(marketScore({ depth: E6, uptime, stake: 0n, volume: 0n }, exponents));
    expect(of(99n) / of(90n)).toBeCloseTo(1.61051, 12);
  });

  it('are nothing without a stake while the formula has one', () => {
    expect(marketScore({ ...a, stake: 0n }, rulesOf(10).exponents('BTC-USD'))).toBe(0n);
    expect(marketScore({ ...a, stake: 0n }, rulesOf(18).exponents('BTC-USD'))).toBeGreaterThan(0n);
  });

  it('are exact roots', () => {
    expect(root(3n ** 20n, 20n)).toBe(3n);
    expect(root(3n ** 20n - 1n, 20n)).toBe(2n);
    expect([root(0n, 20n), root(1n, 20n), root(2n, 20n)]).toEqual([0n, 1n, 1n]);
  });
});

describe('eras', () => {
  const at = (epoch: number) => rulesOf(epoch);
  const exponents = (epoch: number, market: string) => Object.values(at(epoch).exponents(market)).map(Number);

  it('pay 32,794,525 DYDX in all', () => {
    const total = Array.from({ length: 32 }, (_, epoch) => at(epoch).pool).reduce((sum, pool) => sum + pool, 0n);
    expect(total).toBe(32_794_525n * DYDX);
  });

  it.each([
    [25, 1_150_685n],
    [26, 575_343n],
    [30, 383_562n],
    [31, 191_781n],
  ])('pay in epoch %i what was decided', (epoch, amount) => expect(at(epoch).pool).toBe(amount * DYDX));

  it.each([
    [4, [20, 100, 0, 0], [20, 100, 0, 0]],
    [5, [20, 100, 10, 0], [20, 100, 10, 0]],
    [10, [7, 100, 4, 9], [7, 100, 4, 9]],
    [14, [7, 100, 4, 9], [7, 100, 4, 9]],
    [15, [3, 100, 1, 16], [7, 100, 1, 12]],
    [17, [3, 100, 1, 16], [7, 100, 1, 12]],
    [18, [3, 100, 0, 17], [7, 100, 0, 13]],
  ])('have in epoch %i their exponents', (epoch, named, others) => {
    expect(exponents(epoch, 'BTC-USD')).toEqual(named);
    expect(exponents(epoch, 'ETH-USD')).toEqual(named);
    expect(exponents(epoch, 'SOL-USD')).toEqual(others);
  });

  it('have constant returns to scale from epoch 10 on', () => {
    for (let epoch = 10; epoch < 32; epoch++)
      for (const market of ['BTC-USD', 'SOL-USD']) {
        const { depth, stake, volume } = at(epoch).exponents(market);
        expect(depth + stake + volume).toBe(20n);
      }
  });

  it('ask for ever less maker volume', () => {
    expect([0, 2, 3, 6, 7, 31].map((epoch) => Number(at(epoch).threshold))).toEqual([500, 500, 100, 100, 25, 25]);
  });

  it('weigh markets', () => {
    const samples = new Map([
      ['BTC-USD', 40_320],
      ['ETH-USD', 40_320],
      ['A-USD', 40_320],
      ['B-USD', 10_080],
    ]);
    const weights = (epoch: number) => [...marketWeights(at(epoch), samples).values()].map((one) => (one * 100n) / ONE);
    expect(weights(14)).toEqual([20n, 20n, 48n, 12n]);
    expect(weights(15)).toEqual([10n, 10n, 64n, 16n]);
  });

  it('end', () => {
    for (const epoch of [32, 33, -1, 1.5]) expect(() => at(epoch)).toThrow(/no liquidity provider rewards/);
  });
});

it('counts for a linked address the longest uptime of all linked with it', () => {
  const links = new Map([
    ['s', 'p'],
    ['t', 'p'],
  ]);
  const uptimes = new Map([
    ['p', 3n],
    ['s', 1n],
    ['t', 9n],
    ['x', 20n],
  ]);
  expect(['p', 's', 't', 'x'].map((one) => uptimeThatCounts(one, uptimes, links))).toEqual([3n, 9n, 9n, 20n]);
});

it('takes the threshold as reached by exactly that much', () => {
  const rules = rulesOf(7);
  expect([24n, 25n, 26n].map((volume) => isEligible(volume, 10_000n, rules))).toEqual([false, true, true]);
  expect(isEligible(0n, 0n, rules)).toBe(false);
});
