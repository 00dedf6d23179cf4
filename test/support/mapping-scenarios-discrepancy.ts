// What the contract logs differs from what the logs before make: recorded, and adopted.
import { alice, allocate, bob, borrower1, EPOCH_1, operator, START, schedule, stake, ZERO } from './mapping-cast.ts';
import { flow } from './mapping-expected.ts';
import {
  activities,
  all,
  at,
  borrower,
  log,
  one,
  POOL,
  pool,
  recordId,
  scenario,
  staker,
  tx,
} from './mapping-scenario.ts';

/** Id of a discrepancy: that of the log's own record followed by the quantity in ASCII. */
const discrepancyId = (n: number, index: number, quantity: string): string =>
  `${recordId(n, index)}${Buffer.from(quantity).toString('hex')}`;

export const discrepancies = {
  'discrepancies-in-rewards': scenario(
    'an index, an accrued amount and a claim that differ',
    [
      at(START - 1000, ...schedule(), log('RewardsPerSecondUpdated', 100)),
      at(START, ...stake(alice, 100)),
      at(
        START + 10,
        tx(
          1,
          log('GlobalIndexUpdated', '10000000000000000007'),
          log('UserIndexUpdated', alice, '10000000000000000008', 1001),
          log('ClaimedRewards', alice, alice, 1002),
        ),
      ),
    ],
    [
      activities(
        'BlackoutWindowChanged',
        'EpochParametersChanged',
        'RewardsPerSecondUpdated',
        'Staked',
        'Transfer',
        'Discrepancy',
        'GlobalIndexUpdated',
        'Discrepancy',
        'Discrepancy',
        'UserIndexUpdated',
        'Discrepancy',
        'ClaimedRewards',
      ),
      all(
        'discrepancies',
        {
          id: discrepancyId(1, 0, 'globalIndex'),
          sequence: 6,
          logIndex: 0,
          subject: POOL,
          quantity: 'globalIndex',
          computed: '10000000000000000000',
          logged: '10000000000000000007',
        },
        {
          id: discrepancyId(1, 1, 'rewardsIndex'),
          sequence: 8,
          logIndex: 1,
          subject: alice,
          quantity: 'rewardsIndex',
          computed: '10000000000000000007',
          logged: '10000000000000000008',
        },
        {
          id: discrepancyId(1, 1, 'accruedRewards'),
          sequence: 9,
          logIndex: 1,
          subject: alice,
          quantity: 'accruedRewards',
          computed: 1000,
          logged: 1001,
        },
        {
          id: discrepancyId(1, 2, 'accruedRewards'),
          sequence: 11,
          logIndex: 2,
          subject: alice,
          quantity: 'accruedRewards',
          computed: 1001,
          logged: 1002,
        },
      ),
      pool({
        discrepancyCount: 4,
        activityCount: 12,
        globalIndex: '10000000000000000007',
      }),
      flow(0, 'claimRewards', 1, 1002),
      staker(alice, { accruedRewards: 0, cumulativeClaimedRewards: 1002 }),
    ],
  ),

  'discrepancies-in-balances': scenario(
    'borrowed balances, debts and an allocation that differ',
    [
      at(START - 1000, ...schedule(), allocate(ZERO, 10_000, 0), allocate(borrower1, 0, 10_000)),
      at(START, ...stake(alice, 1000), log('WithdrawalRequested', alice, 400)),
      at(START + 1, tx(1, log('Borrowed', borrower1, 900, 901))),
      at(START + 2, tx(2, log('RepaidBorrow', borrower1, bob, 1, 902))),
      at(EPOCH_1, tx(3, log('DebtMarked', borrower1, 300, 600, 301))),
      at(EPOCH_1 + 1, tx(4, log('RepaidDebt', borrower1, bob, 1, 299))),
      at(EPOCH_1 + 2, tx(5, log('OperatorDecreasedBorrowerDebt', borrower1, 99, 201, operator))),
      at(EPOCH_1 + 3, tx(6, log('OperatorDecreasedStakerDebt', alice, 0, 6, operator))),
      at(EPOCH_1 + 4, tx(7, log('WithdrewDebt', alice, bob, 1, 4))),
      at(EPOCH_1 + 5, tx(8, log('ScheduledBorrowerAllocationChange', borrower1, 9000, 8000, 2))),
      // No shortfall took it: nothing is computed, the balance logged is adopted all the same.
      at(EPOCH_1 + 6, tx(9, log('ReceivedDebt', alice, 3, 7))),
    ],
    [
      all(
        'discrepancies',
        { sequence: 8, subject: borrower1, quantity: 'borrowedBalance', computed: 900, logged: 901 },
        { sequence: 10, subject: borrower1, quantity: 'borrowedBalance', computed: 900, logged: 902 },
        { sequence: 12, subject: borrower1, quantity: 'borrowedBalance', computed: 602, logged: 600 },
        { sequence: 13, subject: borrower1, quantity: 'debtBalance', computed: 300, logged: 301 },
        { sequence: 15, subject: borrower1, quantity: 'debtBalance', computed: 300, logged: 299 },
        { sequence: 17, subject: borrower1, quantity: 'debtBalance', computed: 200, logged: 201 },
        { sequence: 19, subject: alice, quantity: 'settledDebtBalance', computed: 0, logged: 6 },
        { sequence: 21, subject: alice, quantity: 'settledDebtBalance', computed: 5, logged: 4 },
        { sequence: 23, subject: borrower1, quantity: 'allocationCurrent', computed: 10_000, logged: 9000 },
        { sequence: 25, subject: alice, quantity: 'settledDebtBalance', computed: 4, logged: 7 },
      ),
      borrower(borrower1, {
        borrowedBalance: 600,
        debtBalance: 201,
        allocationEpoch: 1,
        allocationCurrent: 9000,
        allocationNext: 8000,
      }),
      staker(alice, { settledDebtBalance: 7 }),
      pool({ discrepancyCount: 10, activityCount: 26 }),
    ],
  ),

  'discrepancy-in-the-inactive-total': scenario(
    'a total inactive balance after a shortfall that differs',
    [
      at(START - 1000, ...schedule(), allocate(ZERO, 10_000, 0), allocate(borrower1, 0, 10_000)),
      at(START, ...stake(alice, 10), log('Borrowed', borrower1, 8, 8), log('WithdrawalRequested', alice, 3)),
      at(
        EPOCH_1,
        tx(
          1,
          log('DebtMarked', borrower1, 1, 7, 1),
          log('ConvertedInactiveBalancesToDebt', 1, '666666666666666666666666666666666666', 1),
        ),
      ),
    ],
    [
      one('discrepancy', discrepancyId(1, 1, 'totalInactiveCurrent'), {
        subject: POOL,
        quantity: 'totalInactiveCurrent',
        computed: 2,
        logged: 1,
      }),
      pool({ discrepancyCount: 1, totalInactiveCurrent: 1 }),
    ],
  ),
};
