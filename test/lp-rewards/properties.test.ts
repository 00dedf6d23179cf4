/** What holds for every order book and every set of providers. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDecimal, parseDecimal } from '../../api/domain/lp-rewards/decimals.ts';
import { distribute } from '../../api/domain/lp-rewards/distribution.ts';
import { marketScore, root } from '../../api/domain/lp-rewards/market-score.ts';
import { isProven, leafOf, proofOf, treeOf } from '../../api/domain/lp-rewards/merkle-tree.ts';
import { type Order, sampleScore } from '../../api/domain/lp-rewards/order-score.ts';
import { rulesOf } from '../../api/domain/lp-rewards/rules.ts';
import { marketWeights, ONE, quoteScores, sharesOf } from '../../api/domain/lp-rewards/shares.ts';
import { verdictOf } from '../../api/domain/lp-rewards/verdict.ts';

const E8 = 10n ** 8n;
const best = { bid: 29_990n * E8, ask: 30_010n * E8 };
const limits = rulesOf(26).limits('BTC-USD');

const order = fc.record({
  side: fc.constantFrom('bid' as const, 'ask' as const),
  away: fc.bigInt(0n, 100n * E8),
  size: fc.bigInt(1n, 100n * E8),
});
const orders = fc
  .array(order, { maxLength: 12 })
  .map((all) =>
    all.map(
      ({ side, away, size }): Order => ({ side, size, price: side === 'bid' ? best.bid - away : best.ask + away }),
    ),
  );

it('scores nothing for quotes on one side', () => {
  fc.assert(
    fc.property(orders, fc.constantFrom('bid', 'ask'), (all, side) => {
      expect(
        sampleScore(
          all.filter((one) => one.side === side),
          best,
          limits,
        ).min,
      ).toBe(0n);
    }),
  );
});

it('adds up what two halves of a maker score, as long as each order stays whole', () => {
  fc.assert(
    fc.property(orders, orders, (some, others) => {
      const [a, b, both] = [some, others, [...some, ...others]].map((one) => sampleScore(one, best, limits));
      expect(both?.bid).toBe((a?.bid ?? 0n) + (b?.bid ?? 0n));
      expect(both?.ask).toBe((a?.ask ?? 0n) + (b?.ask ?? 0n));
      expect(both?.min).toBeGreaterThanOrEqual((a?.min ?? 0n) + (b?.min ?? 0n));
    }),
  );
});

const amount = fc.bigInt(0n, 10n ** 24n);
const epoch = fc.integer({ min: 10, max: 31 });
const market = fc.constantFrom('BTC-USD', 'SOL-USD');

it('gives two halves of a provider, each with all of its uptime, what the whole would get', () => {
  fc.assert(
    fc.property(
      amount,
      amount,
      amount,
      fc.bigInt(1n, 40_320n),
      epoch,
      market,
      (depth, volume, stake, uptime, era, name) => {
        const exponents = rulesOf(era).exponents(name);
        const half = marketScore({ depth, volume, stake, uptime }, exponents);
        const whole = marketScore({ depth: 2n * depth, volume: 2n * volume, stake: 2n * stake, uptime }, exponents);
        const difference = whole - 2n * half;
        // Each half is rounded down once, by less than one.
        expect(difference >= 0n && difference <= 1n).toBe(true);
        const less = marketScore({ depth, volume, stake, uptime: uptime - 1n }, exponents);
        expect(less).toBeLessThanOrEqual(half);
      },
    ),
  );
});

it('takes the largest root', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 400n), (radicand) => {
      const found = root(radicand, 20n);
      expect(found ** 20n <= radicand && radicand < (found + 1n) ** 20n).toBe(true);
    }),
  );
});

const scores = fc.dictionary(fc.string({ minLength: 1 }), amount, { maxKeys: 40 });

it('makes shares that add up to one, but for rounding', () => {
  fc.assert(
    fc.property(scores, (given) => {
      const shares = sharesOf(new Map(Object.entries(given)));
      const sum = [...shares.values()].reduce((total, share) => total + share, 0n);
      const isEmpty = Object.values(given).every((score) => score === 0n);
      expect(isEmpty ? shares.size === 0 : sum <= ONE && ONE - sum <= BigInt(shares.size)).toBe(true);
    }),
  );
});

it('weighs all markets together as one, and pays the pool but for one unit a provider', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40_320 }), { minLength: 1, maxLength: 36 }),
      scores,
      epoch,
      (counts, given, era) => {
        const rules = rulesOf(era);
        const samples = new Map<string, number>([
          ['BTC-USD', 40_320],
          ['ETH-USD', 40_320],
        ]);
        for (const [index, count] of counts.entries()) samples.set(`M${index}-USD`, count);
        const weights = marketWeights(rules, samples);
        const sum = [...weights.values()].reduce((total, weight) => total + weight, 0n);
        expect(sum <= ONE && ONE - sum <= BigInt(weights.size)).toBe(true);
        const shares = sharesOf(new Map(Object.entries(given)));
        const byAddress = quoteScores(weights, new Map([...samples.keys()].map((name) => [name, shares])));
        const { distributed, undistributed, paid } = distribute(rules.pool, byAddress, new Map());
        expect(distributed + undistributed).toBe(rules.pool);
        if (paid.size > 0) expect(undistributed).toBeLessThanOrEqual(BigInt(byAddress.size));
      },
    ),
  );
});

it('proves every leaf of every tree, and no other amount', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.bigInt(0n, 2n ** 160n - 1n), { minLength: 1, maxLength: 30 }),
      amount,
      (accounts, paid) => {
        const address = (account: bigint) => `0x${account.toString(16).padStart(40, '0')}`;
        const tree = treeOf(accounts.map((account) => leafOf(address(account), paid)));
        for (const account of accounts) {
          const proof = proofOf(tree, leafOf(address(account), paid));
          expect(proof && isProven(tree.root, leafOf(address(account), paid), proof)).toBe(true);
          expect(proof && isProven(tree.root, leafOf(address(account), paid + 1n), proof)).toBe(false);
          expect(proofOf(tree, leafOf(address(account), paid + 1n))).toBeNull();
        }
      },
    ),
    { numRuns: 30 },
  );
});

it('explains every score: the orders that nothing excludes make up Q_BID and Q_ASK', () => {
  fc.assert(
    fc.property(orders, (all) => {
      const sum = (side: Order['side']) =>
        all
          .filter((one) => one.side === side)
          .map((one) => verdictOf(one, best, limits))
          .filter(({ excludedBy }) => excludedBy.length === 0)
          .reduce((total, { quotient }) => total + (quotient ?? 0n), 0n);
      const { bid, ask } = sampleScore(all, best, limits);
      expect([sum('bid'), sum('ask')]).toEqual([bid, ask]);
    }),
  );
});

it('writes decimals that read as they were', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 40n), fc.integer({ min: 1, max: 36 }), (value, places) => {
      const text = formatDecimal(value, places);
      expect(parseDecimal(text, places)).toBe(value);
      expect(text).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$/);
    }),
  );
});
