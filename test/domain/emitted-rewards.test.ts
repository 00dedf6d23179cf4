/** What was emitted to active stake, at any second, against sums done by hand; and when epochs began. */
import { describe, expect, it } from 'vitest';
import { poolAt, rollPool } from '../../api/domain/pool-at.ts';
import { emittedRewards } from '../../api/domain/rewards.ts';
import { firstSecondOfEpoch } from '../../api/domain/schedule-history.ts';
import { DAY, EPOCH_ZERO, Scenario } from '../support/ledger-scenario.ts';

const RATE = 158_548_961_900_000_000n;
const START = EPOCH_ZERO + 100n;

/** 1000 staked at `START`, of which some is requested at once. */
function staked(requested: bigint, distributionEnd = EPOCH_ZERO + 1825n * DAY): Scenario {
  const scenario = new Scenario({ rate: RATE, distributionEnd }).at(0n, 100n);
  scenario.stake('alice', 1_000n);
  scenario.request('alice', requested);
  return scenario;
}

describe('emitted rewards', () => {
  it('are none before anything is staked, then seconds times rate', () => {
    expect(emittedRewards(new Scenario({ rate: RATE }).at(0n, 100n).pool())).toBe(0n);
    const scenario = staked(0n);
    expect(emittedRewards(scenario.pool())).toBe(0n);
    expect(emittedRewards(scenario.pool(START + 7n))).toBe(7n * RATE);
  });

  it('go on over a boundary at which some stake leaves, and end at one at which all does', () => {
    const boundary = EPOCH_ZERO + 28n * DAY;
    const later = boundary + 5n * DAY;
    expect(emittedRewards(staked(400n).pool(later))).toBe((later - START) * RATE);
    const gone = staked(1_000n);
    expect(emittedRewards(gone.pool(boundary))).toBe((boundary - START) * RATE);
    expect(emittedRewards(gone.pool(later))).toBe((boundary - START) * RATE);
  });

  it('end with the distribution', () => {
    const end = EPOCH_ZERO + 3n * DAY;
    expect(emittedRewards(staked(0n, end).pool(end + DAY))).toBe((end - START) * RATE);
  });

  it('are the same where the contract rolled over on the way', () => {
    const { books } = staked(400n);
    const later = EPOCH_ZERO + 60n * DAY;
    const rolled = rollPool(books.pool(), EPOCH_ZERO + 30n * DAY);
    expect(rolled.cumulativeEmittedRewards).toBe((EPOCH_ZERO + 28n * DAY - START) * RATE);
    expect(emittedRewards(poolAt(rolled, later))).toBe(emittedRewards(poolAt(books.pool(), later)));
  });
});

describe('the first second of an epoch', () => {
  const first = { timestamp: EPOCH_ZERO - DAY, interval: 28n * DAY, offset: EPOCH_ZERO };
  // Set in epoch 1, which then had already begun.
  const second = { timestamp: EPOCH_ZERO + 40n * DAY, interval: 30n * DAY, offset: EPOCH_ZERO + 5n * DAY };

  it('is by the schedule in force when it began', () => {
    const starts = [0n, 1n, 2n, 3n].map((epoch) => firstSecondOfEpoch([first, second], epoch));
    expect(starts.map((start) => ((start ?? 0n) - EPOCH_ZERO) / DAY)).toEqual([0n, 28n, 65n, 95n]);
  });

  it('passes over a schedule that began none, and there is none below zero or without a schedule', () => {
    const postponed = { ...first, timestamp: EPOCH_ZERO - 1n, offset: EPOCH_ZERO + DAY };
    expect(firstSecondOfEpoch([first, postponed], 0n)).toBe(EPOCH_ZERO + DAY);
    expect(firstSecondOfEpoch([first], -1n)).toBeNull();
    expect(firstSecondOfEpoch([], 0n)).toBeNull();
  });
});
