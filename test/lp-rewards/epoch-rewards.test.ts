/** An epoch's rewards from what providers did: links, weights and markets together. */
import { expect, it } from 'vitest';
import { rewardsFromScores } from '../../api/domain/lp-rewards/epoch-rewards.ts';
import type { EpochScores } from '../../api/domain/lp-rewards/files.ts';
import { ONE } from '../../api/domain/lp-rewards/shares.ts';

const [primary = '', secondary = '', other = ''] = ['a', 'b', 'c'].map((letter) => `0x${letter.repeat(40)}`);
const did = (address: string, uptime: bigint) => ({
  address,
  depth: 10n ** 15n,
  uptime,
  volume: 10n ** 12n,
  stake: 0n,
  orders: 1,
  qualifying: 1,
});

function scores(links: EpochScores['links'], others = 40_320): EpochScores {
  return {
    format: 'lp-scores/1',
    epoch: 26,
    previousVolume: 100n,
    previousVolumes: [primary, secondary, other].map((address) => ({ address, volume: 33n })),
    links,
    markets: [
      {
        market: 'BTC-USD',
        samples: 40_320,
        providers: [did(primary, 40_000n), did(secondary, 10_000n), did(other, 40_000n)],
      },
      { market: 'SOL-USD', samples: others, providers: [did(other, 40_000n)] },
    ],
    inputs: [],
  };
}

it('scores a secondary address by the longest uptime of its linked ones', () => {
  const [linked] = rewardsFromScores(scores([{ secondary, primary }]), []).markets;
  const [apart] = rewardsFromScores(scores([]), []).markets;
  const third = ONE / 3n;
  expect(linked?.providers.map(({ share }) => share)).toEqual([third, third, third]);
  expect(linked?.providers[1]).toMatchObject({ uptime: 10_000n, uptimeThatCounts: 40_000n });
  expect(apart?.providers[1]?.score).toBeLessThan((linked?.providers[1]?.score ?? 0n) / 1000n);
});

it('pays at the primary address what both have earned, each rounded down', () => {
  const { providers, payments } = rewardsFromScores(scores([{ secondary, primary }]), []);
  const earned = new Map(providers.map(({ address, reward }) => [address, reward]));
  const sum = (earned.get(primary) ?? 0n) + (earned.get(secondary) ?? 0n);
  expect(payments).toEqual([
    { address: primary, reward: sum },
    { address: other, reward: earned.get(other) },
  ]);
});

it('divides by what was reached where markets lack: BTC-USD and SOL-USD share the pool 1 to 8', () => {
  const { markets, providers, pool } = rewardsFromScores(scores([{ secondary, primary }]), []);
  expect(markets.map(({ weight }) => (weight * 100n) / ONE)).toEqual([10n, 80n]);
  const rewards = providers.map(({ reward }) => Number((reward * 1_000_000n) / pool) / 1e6);
  for (const [index, part] of [1 / 27, 1 / 27, 25 / 27].entries()) expect(rewards[index]).toBeCloseTo(part, 5);
});
