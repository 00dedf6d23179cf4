// The rewards rate, rounding, claims.
import { alice, bob, carol, operator, START, schedule, stake, ZERO } from './mapping-cast.ts';
import { flow } from './mapping-expected.ts';
import { all, at, hash, log, one, pool, recordId, scenario, staker, tx } from './mapping-scenario.ts';

export const rewards = {
  'rate-to-zero-and-back': scenario(
    'contracts.md 9.18: with rate 0 the index stands still and its clock goes on',
    [
      at(START - 1000, ...schedule(), log('RewardsPerSecondUpdated', '1000000000000')),
      at(START, ...stake(alice, 100)),
      at(
        START + 100,
        tx(1, log('GlobalIndexUpdated', '1000000000000000000000000000000'), log('RewardsPerSecondUpdated', 0)),
      ),
      at(
        START + 200,
        tx(
          2,
          log('GlobalIndexUpdated', '1000000000000000000000000000000'),
          log('UserIndexUpdated', bob, '1000000000000000000000000000000', 0),
          ...stake(bob, 100),
        ),
      ),
      at(
        START + 300,
        tx(
          3,
          log('GlobalIndexUpdated', '1000000000000000000000000000000'),
          log('RewardsPerSecondUpdated', '2000000000000'),
        ),
      ),
      at(
        START + 400,
        tx(
          4,
          log('GlobalIndexUpdated', '2000000000000000000000000000000'),
          log('UserIndexUpdated', alice, '2000000000000000000000000000000', '200000000000000'),
          log('ClaimedRewards', alice, alice, '200000000000000'),
        ),
      ),
    ],
    [
      pool({
        rewardsPerSecond: '2000000000000',
        globalIndex: '2000000000000000000000000000000',
        globalIndexTimestamp: START + 400,
        discrepancyCount: 0,
      }),
      all(
        'rewardsPerSecondUpdateds',
        { sequence: 3, emissionPerSecond: '1000000000000', previousEmissionPerSecond: 0, epoch: null },
        { sequence: 7, emissionPerSecond: 0, previousEmissionPerSecond: '1000000000000', epoch: { id: '0' } },
        { sequence: 13, emissionPerSecond: '2000000000000', previousEmissionPerSecond: 0, epoch: { id: '0' } },
      ),
      one('globalIndexUpdated', recordId(2, 0), { settledTo: START + 200 }),
      staker(alice, { accruedRewards: 0, cumulativeClaimedRewards: '200000000000000' }),
    ],
  ),

  'zero-amounts': scenario(
    'contracts.md 9.7: calls of amount 0 settle, and cost a unit by rounding',
    [
      at(START - 1000, ...schedule(), log('RewardsPerSecondUpdated', 1)),
      at(START, ...stake(alice, 3)),
      at(
        START + 1,
        log('GlobalIndexUpdated', '333333333333333333'),
        log('UserIndexUpdated', bob, '333333333333333333', 0),
        ...stake(bob, 0),
      ),
      at(
        START + 2,
        log('GlobalIndexUpdated', '666666666666666666'),
        log('UserIndexUpdated', bob, '666666666666666666', 0),
        ...stake(bob, 0),
      ),
      at(
        START + 3,
        log('GlobalIndexUpdated', '999999999999999999'),
        log('UserIndexUpdated', alice, '999999999999999999', 2),
        log('ClaimedRewards', alice, alice, 2),
        log('ClaimedRewards', alice, alice, 0),
        log('WithdrawalRequested', alice, 0),
        log('UserIndexUpdated', bob, '999999999999999999', 0),
        log('Transfer', alice, bob, 0),
        log('Transfer', bob, ZERO, 0),
        log('WithdrewStake', bob, bob, 0),
        log('WithdrewDebt', bob, bob, 0, 0),
      ),
    ],
    [
      pool({
        globalIndex: '999999999999999999',
        globalIndexTimestamp: START + 3,
        totalActiveCurrent: 3,
        totalActiveNext: 3,
        activityCount: 23,
        discrepancyCount: 0,
      }),
      flow(0, 'claimRewards', 2, 2),
      staker(alice, { activeCurrent: 3, activeNext: 3, accruedRewards: 0, cumulativeClaimedRewards: 2 }),
      staker(bob, { activeCurrent: 0, activeNext: 0, accruedRewards: 0, rewardsIndex: '999999999999999999' }),
    ],
  ),

  'index-truncation': scenario(
    'contracts.md 9.17: the index is rounded down at every settlement, so settlements count',
    [
      at(START - 1000, ...schedule(), log('RewardsPerSecondUpdated', '158548961900000000')),
      at(START + 100, log('GlobalIndexUpdated', 0), ...stake(alice, 100_000_000)),
      at(
        START + 200,
        log('GlobalIndexUpdated', '158548961900000000000000000000'),
        log('UserIndexUpdated', alice, '158548961900000000000000000000', '15854896190000000000'),
        ...stake(alice, 50_000_000),
      ),
      at(
        START + 300,
        log('GlobalIndexUpdated', '264248269833333333333333333333'),
        log('UserIndexUpdated', alice, '264248269833333333333333333333', '31709792379999999999'),
        ...stake(alice, 0),
      ),
    ],
    [
      pool({ globalIndex: '264248269833333333333333333333', totalActiveCurrent: 150_000_000, discrepancyCount: 0 }),
      staker(alice, { rewardsIndex: '264248269833333333333333333333', accruedRewards: '31709792379999999999' }),
    ],
  ),

  'two-claims-in-one-block': scenario(
    'contracts.md 9.21: two claims of one staker in one block, and one by an operator, each paid to somebody else',
    [
      at(START - 1000, ...schedule(), log('RewardsPerSecondUpdated', 50)),
      at(START, ...stake(alice, 2), ...stake(bob, 3)),
      at(
        START + 10,
        tx(
          1,
          log('GlobalIndexUpdated', '100000000000000000000'),
          log('UserIndexUpdated', alice, '100000000000000000000', 200),
          log('ClaimedRewards', alice, carol, 200),
        ),
        tx(2, log('ClaimedRewards', alice, alice, 0)),
        tx(
          3,
          log('UserIndexUpdated', bob, '100000000000000000000', 300),
          log('ClaimedRewards', bob, carol, 300),
          log('OperatorClaimedRewardsFor', bob, carol, 300, operator),
        ),
      ),
    ],
    [
      all(
        'claimedRewards_collection',
        { id: recordId(1, 2), sequence: 10, user: { id: alice }, recipient: carol, claimedRewards: 200 },
        { id: recordId(2, 3), sequence: 11, user: { id: alice }, recipient: alice, claimedRewards: 0 },
        { id: recordId(3, 5), sequence: 13, user: { id: bob }, recipient: carol, claimedRewards: 300 },
      ),
      one('operatorClaimedRewardsFor', recordId(3, 6), {
        staker: { id: bob },
        recipient: carol,
        claimedRewards: 300,
        operator,
        transactionHash: hash(3),
      }),
      staker(alice, { accruedRewards: 0, cumulativeClaimedRewards: 200 }),
      staker(bob, { accruedRewards: 0, cumulativeClaimedRewards: 300 }),
      flow(0, 'claimRewards', 3, 500),
      pool({ stakerCount: 2, discrepancyCount: 0 }),
      all('blocks', { timestamp: START - 1000 }, { timestamp: START }, { timestamp: START + 10 }),
    ],
  ),
};
