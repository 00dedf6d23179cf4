// The ledger: every stored value an activity changes, before and after.
import {
  alice,
  allocate,
  BLACKOUT,
  bob,
  borrower1,
  DAY,
  EPOCH_1,
  EPOCH_2,
  INTERVAL,
  START,
  schedule,
  stake,
  ZERO,
} from './mapping-cast.ts';
import { changesOf } from './mapping-expected.ts';
import { at, log, one, POOL, recordId, scenario, tx, usdc } from './mapping-scenario.ts';

const RATE = '1000000000000';
const TWO_THIRDS = '666666666666666666666666666666666666';
const INDEX_EPOCH_0 = '12096000000000000000000000000000000';
const INDEX_10_S_LATER = '12096066666666666666666666666666666';

export const ledger = {
  'changes-of-a-stake': scenario(
    'the pool is made, a first stake, and a second one after 10 s of rewards; an ERC-20 mint changes nothing',
    [
      at(START - 1000, ...schedule(), log('RewardsPerSecondUpdated', RATE)),
      at(START, tx(1, usdc(alice, POOL, 100), ...stake(alice, 100))),
      at(
        START + 10,
        log('GlobalIndexUpdated', '100000000000000000000000000000'),
        log('UserIndexUpdated', alice, '100000000000000000000000000000', '10000000000000'),
        log('Staked', alice, bob, 40),
      ),
    ],
    [
      // No log tells the share that nobody holds: it is left to the first log of the pool.
      changesOf(
        1,
        ['pool', POOL, 'blackoutWindow', 0, BLACKOUT],
        ['borrower', ZERO, 'allocationCurrent', 0, 10_000],
        ['borrower', ZERO, 'allocationNext', 0, 10_000],
      ),
      changesOf(
        2,
        ['pool', POOL, 'epochInterval', 0, INTERVAL],
        ['pool', POOL, 'epochOffset', 0, START],
        ['pool', POOL, 'globalIndexTimestamp', 0, START],
      ),
      changesOf(3, ['pool', POOL, 'rewardsPerSecond', 0, RATE]),
      changesOf(4, ['pool', POOL, 'tokenBalance', 0, 100]),
      changesOf(
        5,
        ['staker', alice, 'activeCurrent', 0, 100],
        ['staker', alice, 'activeNext', 0, 100],
        ['pool', POOL, 'totalActiveCurrent', 0, 100],
        ['pool', POOL, 'totalActiveNext', 0, 100],
      ),
      changesOf(6),
      changesOf(
        7,
        ['pool', POOL, 'cumulativeEmittedRewards', 0, '10000000000000'],
        ['pool', POOL, 'globalIndex', 0, '100000000000000000000000000000'],
        ['pool', POOL, 'globalIndexTimestamp', START, START + 10],
      ),
      changesOf(
        8,
        ['staker', alice, 'accruedRewards', 0, '10000000000000'],
        ['staker', alice, 'rewardsIndex', 0, '100000000000000000000000000000'],
      ),
      changesOf(
        9,
        ['staker', alice, 'activeCurrent', 100, 140],
        ['staker', alice, 'activeNext', 100, 140],
        ['pool', POOL, 'totalActiveCurrent', 100, 140],
        ['pool', POOL, 'totalActiveNext', 100, 140],
      ),
      one('staked', recordId(1, 1), {
        verb: 'stake',
        actors: [alice],
        changes: [
          { id: `${recordId(1, 1)}00000000`, position: 0, sequence: 5, epoch: { id: '0' }, blockNumber: 12_931_484 },
          { id: `${recordId(1, 1)}01000000`, position: 1, sequence: 5, epoch: { id: '0' }, blockNumber: 12_931_484 },
          { id: `${recordId(1, 1)}02000000`, position: 2, sequence: 5, epoch: { id: '0' }, blockNumber: 12_931_484 },
          { id: `${recordId(1, 1)}03000000`, position: 3, sequence: 5, epoch: { id: '0' }, blockNumber: 12_931_484 },
        ],
      }),
      one('stateChange', `${recordId(1, 1)}00000000`, { activity: { sequence: 5 }, timestamp: START }),
    ],
  ),

  'changes-at-a-boundary': scenario(
    'a boundary is settled: the index at the end of the epoch is stored, and the balance of the next one is current',
    [
      at(START - 1000, ...schedule(), log('RewardsPerSecondUpdated', RATE)),
      at(START, ...stake(alice, 100), ...stake(bob, 100)),
      at(START + DAY, log('WithdrawalRequested', bob, 50)),
      at(
        EPOCH_1 + 10,
        log('GlobalIndexUpdated', INDEX_EPOCH_0),
        log('UserIndexUpdated', bob, INDEX_EPOCH_0, '1209600000000000000'),
        log('GlobalIndexUpdated', INDEX_10_S_LATER),
      ),
    ],
    [
      changesOf(
        8,
        ['staker', bob, 'activeNext', 100, 50],
        ['staker', bob, 'inactiveNext', 0, 50],
        ['pool', POOL, 'totalActiveNext', 200, 150],
        ['pool', POOL, 'totalInactiveNext', 0, 50],
      ),
      changesOf(
        9,
        ['pool', POOL, 'cumulativeEmittedRewards', 0, '2419200000000000000'],
        ['pool', POOL, 'globalIndex', 0, INDEX_EPOCH_0],
        ['pool', POOL, 'globalIndexTimestamp', START, EPOCH_1],
        ['pool', POOL, 'totalActiveCurrent', 200, 150],
        ['pool', POOL, 'totalActiveEpoch', 0, 1],
        ['epoch', '0', 'globalIndexAtEnd', 0, INDEX_EPOCH_0],
      ),
      changesOf(
        10,
        ['staker', bob, 'accruedRewards', 0, '1209600000000000000'],
        ['staker', bob, 'activeCurrent', 100, 50],
        ['staker', bob, 'activeEpoch', 0, 1],
        ['staker', bob, 'rewardsIndex', 0, INDEX_EPOCH_0],
      ),
      changesOf(
        11,
        ['pool', POOL, 'cumulativeEmittedRewards', '2419200000000000000', '2419210000000000000'],
        ['pool', POOL, 'globalIndex', INDEX_EPOCH_0, INDEX_10_S_LATER],
        ['pool', POOL, 'globalIndexTimestamp', EPOCH_1, EPOCH_1 + 10],
      ),
    ],
  ),

  'changes-of-a-late-receipt': scenario(
    'contracts.md 9.4: a shortfall of epoch 1 changes no staker; the receipt, an epoch later, does',
    [
      at(START - 1000, ...schedule(), allocate(ZERO, 10_000, 0), allocate(borrower1, 0, 10_000)),
      at(START, ...stake(alice, 10), log('Borrowed', borrower1, 8, 8), log('WithdrawalRequested', alice, 3)),
      at(
        EPOCH_1,
        log('DebtMarked', borrower1, 1, 7, 1),
        log('BorrowingRestrictionChanged', borrower1, true),
        log('ConvertedInactiveBalancesToDebt', 1, TWO_THIRDS, 2),
      ),
      at(EPOCH_2, log('ReceivedDebt', alice, 2, 2), log('WithdrewStake', alice, alice, 1)),
      at(EPOCH_2 + 1, log('RepaidDebt', borrower1, bob, 1, 0), log('WithdrewDebt', alice, alice, 1, 1)),
    ],
    [
      changesOf(7, ['borrower', borrower1, 'borrowedBalance', 0, 8], ['pool', POOL, 'totalBorrowedBalance', 0, 8]),
      changesOf(
        9,
        ['borrower', borrower1, 'borrowedBalance', 8, 7],
        ['borrower', borrower1, 'debtBalance', 0, 1],
        ['borrower', borrower1, 'isBorrowingRestricted', 0, 1],
        ['pool', POOL, 'totalBorrowedBalance', 8, 7],
        ['pool', POOL, 'totalBorrowerDebtBalance', 0, 1],
      ),
      // The debt that was marked restricts already.
      changesOf(10),
      changesOf(
        11,
        ['pool', POOL, 'shortfallCount', 0, 1],
        ['pool', POOL, 'totalInactiveCurrent', 0, 2],
        ['pool', POOL, 'totalInactiveEpoch', 0, 1],
        ['pool', POOL, 'totalInactiveNext', 3, 2],
      ),
      changesOf(
        12,
        ['staker', alice, 'inactiveCurrent', 0, 1],
        ['staker', alice, 'inactiveEpoch', 0, 1],
        ['staker', alice, 'inactiveNext', 3, 1],
        ['staker', alice, 'settledDebtBalance', 0, 2],
        ['staker', alice, 'shortfallCounter', 0, 1],
      ),
      changesOf(
        13,
        ['staker', alice, 'inactiveCurrent', 1, 0],
        ['staker', alice, 'inactiveEpoch', 1, 2],
        ['staker', alice, 'inactiveNext', 1, 0],
        ['pool', POOL, 'totalInactiveCurrent', 2, 1],
        ['pool', POOL, 'totalInactiveEpoch', 1, 2],
        ['pool', POOL, 'totalInactiveNext', 2, 1],
      ),
      changesOf(
        14,
        ['borrower', borrower1, 'debtBalance', 1, 0],
        ['pool', POOL, 'totalBorrowerDebtBalance', 1, 0],
        ['pool', POOL, 'totalDebtAvailableToWithdraw', 0, 1],
      ),
      changesOf(
        15,
        ['staker', alice, 'settledDebtBalance', 2, 1],
        ['pool', POOL, 'totalDebtAvailableToWithdraw', 1, 0],
      ),
    ],
  ),

  'changes-of-a-transfer-to-oneself': scenario(
    'stkUSDC to oneself: the sender is saved before the recipient is read, each with rows of its own',
    [
      at(START - 1000, ...schedule()),
      at(START, ...stake(alice, 100)),
      at(START + 1, log('GlobalIndexUpdated', 0), tx(1, log('Transfer', alice, alice, 40))),
    ],
    [
      changesOf(
        6,
        ['staker', alice, 'activeCurrent', 100, 60],
        ['staker', alice, 'activeNext', 100, 60],
        ['staker', alice, 'activeCurrent', 60, 100],
        ['staker', alice, 'activeNext', 60, 100],
      ),
      one('transfer', recordId(1, 1), { verb: 'transfer', sequence: 6, actors: [alice] }),
      one('stakerEpoch', `${alice}00000000`, { staked: 100, transferredOut: 40, transferredIn: 40 }),
    ],
  ),

  'changes-of-allocations': scenario(
    'allocations before epoch zero hold at once, after that from the next epoch on; a restriction and its end',
    [
      at(START - 1000, ...schedule(), allocate(ZERO, 10_000, 1000), allocate(borrower1, 0, 9000)),
      at(EPOCH_1, log('ScheduledBorrowerAllocationChange', borrower1, 9000, 4000, 2)),
      at(EPOCH_2, log('ScheduledBorrowerAllocationChange', borrower1, 4000, 4000, 3)),
      at(EPOCH_2 + 1, log('BorrowingRestrictionChanged', borrower1, true)),
      at(EPOCH_2 + 2, log('BorrowingRestrictionChanged', borrower1, false)),
    ],
    [
      changesOf(
        3,
        ['borrower', ZERO, 'allocationCurrent', 10_000, 1000],
        ['borrower', ZERO, 'allocationNext', 10_000, 1000],
      ),
      changesOf(
        4,
        ['borrower', borrower1, 'allocationCurrent', 0, 9000],
        ['borrower', borrower1, 'allocationNext', 0, 9000],
      ),
      changesOf(
        5,
        ['borrower', borrower1, 'allocationEpoch', 0, 1],
        ['borrower', borrower1, 'allocationNext', 9000, 4000],
      ),
      changesOf(
        6,
        ['borrower', borrower1, 'allocationCurrent', 9000, 4000],
        ['borrower', borrower1, 'allocationEpoch', 1, 2],
      ),
      changesOf(7, ['borrower', borrower1, 'isBorrowingRestricted', 0, 1]),
      changesOf(8, ['borrower', borrower1, 'isBorrowingRestricted', 1, 0]),
    ],
  ),

  'changes-of-a-discrepancy': scenario(
    'an adopted value: the difference is an activity without changes, the change is of the log that told',
    [
      at(START - 1000, ...schedule(), allocate(ZERO, 10_000, 0), allocate(borrower1, 0, 10_000)),
      at(START, ...stake(alice, 1000)),
      at(START + 1, tx(1, log('Borrowed', borrower1, 900, 901))),
      at(START + 2, tx(2, log('GlobalIndexUpdated', 7))),
    ],
    [
      changesOf(7),
      changesOf(8, ['borrower', borrower1, 'borrowedBalance', 0, 901], ['pool', POOL, 'totalBorrowedBalance', 0, 900]),
      changesOf(9),
      changesOf(10, ['pool', POOL, 'globalIndex', 0, 7], ['pool', POOL, 'globalIndexTimestamp', START, START + 2]),
    ],
  ),
};
