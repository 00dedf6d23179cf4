// When rewards are settled: at epoch boundaries, now, and where no log tells.
import {
  alice,
  bob,
  carol,
  DAY,
  END,
  EPOCH_1,
  EPOCH_3,
  INTERVAL,
  START,
  schedule,
  stake,
  ZERO,
} from './mapping-cast.ts';
import { flow } from './mapping-expected.ts';
import { activities, all, at, log, one, pool, recordId, scenario, staker, tx } from './mapping-scenario.ts';

const RATE = log('RewardsPerSecondUpdated', '1000000000000');
const INDEX_EPOCH_0 = '12096000000000000000000000000000000';
/** Epoch zero such that the distribution ends on its day 40. */
const LATE = 1_782_226_798;
/** Epoch zero such that the distribution starts on its day 40. */
const EARLY = 1_624_546_800;

export const settlement = {
  'boundary-and-now': scenario(
    'contracts.md 9.3: an index that was settled to the end of epoch 0 in epoch 3, not to now',
    [
      at(START - 1000, ...schedule(), RATE),
      at(START, ...stake(alice, 100), ...stake(bob, 100)),
      at(START + DAY, log('WithdrawalRequested', alice, 100)),
      at(EPOCH_3 + 5, tx(1, log('GlobalIndexUpdated', INDEX_EPOCH_0), log('WithdrawalRequested', bob, 10))),
      at(
        EPOCH_3 + 6,
        tx(
          2,
          log('GlobalIndexUpdated', '60480060000000000000000000000000000'),
          log('UserIndexUpdated', bob, '60480060000000000000000000000000000', '6048006000000000000'),
          log('ClaimedRewards', bob, bob, '6048006000000000000'),
        ),
        tx(
          3,
          log('UserIndexUpdated', alice, INDEX_EPOCH_0, '1209600000000000000'),
          log('UserIndexUpdated', alice, '60480060000000000000000000000000000', '1209600000000000000'),
          log('ClaimedRewards', alice, carol, '1209600000000000000'),
        ),
      ),
    ],
    [
      one('globalIndexUpdated', recordId(1, 0), { index: INDEX_EPOCH_0, settledTo: EPOCH_1, epoch: { id: '3' } }),
      one('globalIndexUpdated', recordId(2, 0), {
        index: '60480060000000000000000000000000000',
        settledTo: EPOCH_3 + 6,
      }),
      all(
        'epoches',
        { id: '0', globalIndexAtEnd: INDEX_EPOCH_0, firstSequence: 4 },
        { id: '3', globalIndexAtEnd: null, firstSequence: 9 },
      ),
      pool({
        totalActiveEpoch: 3,
        totalActiveCurrent: 100,
        totalActiveNext: 90,
        globalIndexTimestamp: EPOCH_3 + 6,
        discrepancyCount: 0,
      }),
      flow(3, 'claimRewards', 2, '7257606000000000000'),
      staker(alice, {
        activeEpoch: 3,
        activeCurrent: 0,
        accruedRewards: 0,
        cumulativeClaimedRewards: '1209600000000000000',
      }),
      one('userIndexUpdated', recordId(3, 3), {
        user: { id: alice },
        index: INDEX_EPOCH_0,
        unclaimedRewards: '1209600000000000000',
      }),
    ],
  ),

  'exactly-at-the-boundary': scenario(
    'the first second of an epoch: the boundary is settled, and nothing is left to settle to now',
    [
      at(START - 1000, ...schedule(), RATE),
      at(START, ...stake(alice, 200)),
      at(START + DAY, log('WithdrawalRequested', alice, 50)),
      at(EPOCH_1 - 1, log('WithdrawalRequested', alice, 0)),
      at(
        EPOCH_1,
        tx(
          1,
          log('GlobalIndexUpdated', INDEX_EPOCH_0),
          log('UserIndexUpdated', bob, INDEX_EPOCH_0, 0),
          ...stake(bob, 10),
        ),
      ),
    ],
    [
      one('globalIndexUpdated', recordId(1, 0), { settledTo: EPOCH_1, epoch: { id: '1' } }),
      pool({
        totalActiveEpoch: 1,
        totalActiveCurrent: 160,
        totalActiveNext: 160,
        globalIndex: INDEX_EPOCH_0,
        globalIndexTimestamp: EPOCH_1,
        discrepancyCount: 0,
      }),
      all('epoches', { id: '0', globalIndexAtEnd: INDEX_EPOCH_0 }, { id: '1', globalIndexAtEnd: null }),
    ],
  ),

  'double-settlement': scenario(
    'contracts.md 9.22: one transaction settles a staker to an old boundary and to now, the total was rolled before',
    [
      at(START - 1000, ...schedule(), RATE),
      at(START, ...stake(alice, 100), ...stake(bob, 100)),
      at(START + DAY, log('WithdrawalRequested', bob, 50)),
      at(
        EPOCH_1 + 10,
        log('GlobalIndexUpdated', INDEX_EPOCH_0),
        log('GlobalIndexUpdated', '12096066666666666666666666666666666'),
        log('UserIndexUpdated', alice, '12096066666666666666666666666666666', '1209606666666666666'),
        log('ClaimedRewards', alice, alice, '1209606666666666666'),
      ),
      at(
        EPOCH_1 + 20,
        tx(
          1,
          log('UserIndexUpdated', bob, INDEX_EPOCH_0, '1209600000000000000'),
          log('GlobalIndexUpdated', '12096133333333333333333333333333332'),
          log('UserIndexUpdated', bob, '12096133333333333333333333333333332', '1209606666666666666'),
          ...stake(bob, 1),
        ),
      ),
    ],
    [
      all(
        'globalIndexUpdateds',
        { sequence: 9, settledTo: EPOCH_1 },
        { sequence: 10, settledTo: EPOCH_1 + 10 },
        { sequence: 14, settledTo: EPOCH_1 + 20 },
      ),
      all(
        'userIndexUpdateds',
        { sequence: 11, user: { id: alice }, unclaimedRewards: '1209606666666666666' },
        { sequence: 13, user: { id: bob }, unclaimedRewards: '1209600000000000000' },
        { sequence: 15, user: { id: bob }, unclaimedRewards: '1209606666666666666' },
      ),
      staker(bob, {
        activeEpoch: 1,
        activeCurrent: 51,
        activeNext: 51,
        rewardsIndex: '12096133333333333333333333333333332',
        accruedRewards: '1209606666666666666',
      }),
      pool({ totalActiveCurrent: 151, activityCount: 17, discrepancyCount: 0 }),
    ],
  ),

  'after-distribution-end': scenario(
    'contracts.md 9.15: the distribution ends on day 40; later epochs still store their index, without a log',
    [
      at(LATE - 1000, ...schedule(LATE), RATE),
      at(LATE, log('GlobalIndexUpdated', 0), ...stake(alice, 100)),
      at(LATE + DAY, log('WithdrawalRequested', alice, 40)),
      at(
        LATE + 42 * DAY,
        tx(
          1,
          log('GlobalIndexUpdated', '24192000000000000000000000000000000'),
          log('UserIndexUpdated', alice, '24192000000000000000000000000000000', '2419200000000000000'),
          log('GlobalIndexUpdated', '41472000000000000000000000000000000'),
          log('UserIndexUpdated', alice, '41472000000000000000000000000000000', '3456000000000000000'),
          log('ClaimedRewards', alice, alice, '3456000000000000000'),
        ),
      ),
      at(LATE + 60 * DAY, ...stake(alice, 10)),
      at(LATE + 61 * DAY, log('ClaimedRewards', alice, alice, 0)),
      at(LATE + 62 * DAY, log('WithdrawalRequested', alice, 30)),
      at(LATE + 85 * DAY, ...stake(alice, 5)),
    ],
    [
      pool({
        globalIndex: '41472000000000000000000000000000000',
        globalIndexTimestamp: END,
        totalActiveEpoch: 3,
        totalActiveCurrent: 45,
        totalActiveNext: 45,
        discrepancyCount: 0,
      }),
      flow(1, 'claimRewards', 1, '3456000000000000000'),
      flow(2, 'claimRewards', 1, 0),
      one('globalIndexUpdated', recordId(1, 2), { settledTo: END }),
      all(
        'epoches',
        { id: '0', globalIndexAtEnd: '24192000000000000000000000000000000' },
        { id: '1', globalIndexAtEnd: null },
        { id: '2', globalIndexAtEnd: '41472000000000000000000000000000000' },
        { id: '3', globalIndexAtEnd: null },
      ),
      staker(alice, { activeCurrent: 45, activeNext: 45, accruedRewards: 0 }),
    ],
  ),

  'before-distribution-start': scenario(
    'contracts.md 1.4 no. 8: an epoch that ended before the distribution stores index 0 without a log',
    [
      at(EARLY - 1000, ...schedule(EARLY), RATE),
      at(EARLY + DAY, ...stake(alice, 100)),
      at(EARLY + 2 * DAY, log('WithdrawalRequested', alice, 40)),
      at(
        EARLY + 41 * DAY,
        tx(
          1,
          log('GlobalIndexUpdated', '1440000000000000000000000000000000'),
          log('UserIndexUpdated', alice, '1440000000000000000000000000000000', '86400000000000000'),
          log('ClaimedRewards', alice, alice, '86400000000000000'),
        ),
      ),
    ],
    [
      one('globalIndexUpdated', recordId(1, 0), { settledTo: EARLY + 41 * DAY, epoch: { id: '1' } }),
      all('epoches', { id: '0', globalIndexAtEnd: 0 }, { id: '1', globalIndexAtEnd: null }),
      pool({ globalIndexTimestamp: EARLY + 41 * DAY, totalActiveCurrent: 60, discrepancyCount: 0 }),
    ],
  ),

  'epoch-parameters': scenario(
    'contracts.md 9.14: from 28 to 30 days in epoch 5; past epochs keep their bounds, the running one moves its end',
    [
      at(START - 2000, log('BlackoutWindowChanged', 1_209_600), log('EpochParametersChanged', INTERVAL, START - 1500)),
      at(START - 1800, tx(1, log('EpochParametersChanged', INTERVAL, START))),
      at(START + 85 * DAY, log('GlobalIndexUpdated', 0), ...stake(alice, 100)),
      at(START + 86 * DAY, log('WithdrawalRequested', alice, 40)),
      at(
        START + 143 * DAY,
        tx(2, log('GlobalIndexUpdated', 0), log('EpochParametersChanged', 2_592_000, START - 10 * DAY)),
      ),
      at(START + 144 * DAY, tx(3, log('BlackoutWindowChanged', 259_200))),
      at(
        START + 169 * DAY,
        ...[log('GlobalIndexUpdated', 0), log('Staked', alice, alice, 0), log('Transfer', ZERO, alice, 0)],
      ),
      at(START + 171 * DAY, log('GlobalIndexUpdated', 0), ...stake(bob, 1)),
    ],
    [
      activities(
        'BlackoutWindowChanged',
        'EpochParametersChanged',
        'EpochParametersChanged',
        'GlobalIndexUpdated',
        'Staked',
        'Transfer',
        'WithdrawalRequested',
        'GlobalIndexUpdated',
        'EpochParametersChanged',
        'BlackoutWindowChanged',
        'GlobalIndexUpdated',
        'Staked',
        'Transfer',
        'GlobalIndexUpdated',
        'Staked',
        'Transfer',
      ),
      all(
        'epoches',
        { id: '3', start: START + 84 * DAY, end: START + 112 * DAY, blackoutStart: START + 98 * DAY, firstSequence: 4 },
        {
          id: '5',
          start: START + 140 * DAY,
          end: START + 170 * DAY,
          blackoutStart: START + 167 * DAY,
          firstSequence: 8,
        },
        {
          id: '6',
          start: START + 170 * DAY,
          end: START + 200 * DAY,
          blackoutStart: START + 197 * DAY,
          firstSequence: 14,
        },
      ),
      all(
        'epochParametersChangeds',
        {
          sequence: 2,
          interval: INTERVAL,
          offset: START - 1500,
          previousInterval: null,
          previousOffset: null,
          epoch: null,
        },
        {
          sequence: 3,
          interval: INTERVAL,
          offset: START,
          previousInterval: INTERVAL,
          previousOffset: START - 1500,
          epoch: null,
        },
        {
          sequence: 9,
          interval: 2_592_000,
          offset: START - 10 * DAY,
          previousInterval: INTERVAL,
          previousOffset: START,
          epoch: { id: '5' },
        },
      ),
      all(
        'blackoutWindowChangeds',
        { sequence: 1, blackoutWindow: 1_209_600, previousBlackoutWindow: null, epoch: null },
        { sequence: 10, blackoutWindow: 259_200, previousBlackoutWindow: 1_209_600, epoch: { id: '5' } },
      ),
      // Settled at the change to the end of epoch 3 by the old schedule: day 112, not 110.
      one('globalIndexUpdated', recordId(2, 0), { settledTo: START + 112 * DAY }),
      pool({ epochInterval: 2_592_000, epochOffset: START - 10 * DAY, blackoutWindow: 259_200, totalActiveEpoch: 6 }),
    ],
  ),
};
