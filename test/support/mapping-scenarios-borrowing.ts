// Allocations, borrowing, restrictions, and USDC that comes or goes unasked.
import {
  admin,
  alice,
  allocate,
  bob,
  borrower1,
  borrower2,
  borrower3,
  carol,
  DAY,
  EPOCH_1,
  operator,
  START,
  schedule,
  stake,
  ZERO,
} from './mapping-cast.ts';
import { flow } from './mapping-expected.ts';
import { all, at, borrower, log, one, POOL, pool, recordId, scenario, staker, tx, usdc } from './mapping-scenario.ts';

export const borrowing = {
  'before-epoch-zero': scenario(
    'contracts.md 9.20: before epoch zero allocations hold at once, the rate has no index, a donation counts',
    [
      at(
        START - 1000,
        ...schedule(),
        log('RewardsPerSecondUpdated', 5),
        tx(1, allocate(ZERO, 10_000, 0), allocate(borrower1, 0, 4000), allocate(borrower2, 0, 6000)),
      ),
      at(START - 900, tx(2, allocate(borrower1, 4000, 3000), allocate(ZERO, 0, 1000)), usdc(carol, POOL, 77)),
    ],
    [
      all(
        'borrowers',
        { id: ZERO, allocationEpoch: 0, allocationCurrent: 1000, allocationNext: 1000 },
        { id: borrower1, allocationEpoch: 0, allocationCurrent: 3000, allocationNext: 3000 },
        { id: borrower2, allocationEpoch: 0, allocationCurrent: 6000, allocationNext: 6000 },
      ),
      pool({
        rewardsPerSecond: 5,
        globalIndex: 0,
        globalIndexTimestamp: START,
        tokenBalance: 77,
        borrowerCount: 3,
        activityCount: 9,
        discrepancyCount: 0,
      }),
      all('epoches'),
      one('scheduledBorrowerAllocationChange', recordId(2, 0), {
        borrower: { id: borrower1 },
        oldAllocation: 4000,
        newAllocation: 3000,
        epochNumber: 0,
        epoch: null,
      }),
    ],
  ),

  allocations: scenario(
    'contracts.md 9.8: next fractions need not add up to 10,000, and a borrower can be named twice in one call',
    [
      at(
        START - 1000,
        ...schedule(),
        allocate(ZERO, 10_000, 0),
        allocate(borrower1, 0, 5000),
        allocate(borrower2, 0, 5000),
      ),
      at(
        START + DAY,
        tx(
          1,
          log('ScheduledBorrowerAllocationChange', borrower1, 5000, 0, 1),
          log('ScheduledBorrowerAllocationChange', borrower3, 0, 5000, 1),
        ),
        tx(2, log('ScheduledBorrowerAllocationChange', borrower1, 5000, 5000, 1)),
        tx(
          3,
          log('ScheduledBorrowerAllocationChange', borrower2, 5000, 7000, 1),
          log('ScheduledBorrowerAllocationChange', borrower2, 5000, 3000, 1),
        ),
      ),
      at(
        EPOCH_1,
        log('ScheduledBorrowerAllocationChange', borrower3, 5000, 6000, 2),
        log('ScheduledBorrowerAllocationChange', borrower2, 3000, 2000, 2),
      ),
    ],
    [
      all(
        'borrowers',
        { id: ZERO, allocationEpoch: 0, allocationCurrent: 0, allocationNext: 0, allocationChanges: [{ sequence: 3 }] },
        {
          id: borrower1,
          allocationEpoch: 0,
          allocationCurrent: 5000,
          allocationNext: 5000,
          allocationChanges: [{ sequence: 4 }, { sequence: 6 }, { sequence: 8 }],
        },
        {
          id: borrower2,
          allocationEpoch: 1,
          allocationCurrent: 3000,
          allocationNext: 2000,
          allocationChanges: [{ sequence: 5 }, { sequence: 9 }, { sequence: 10 }, { sequence: 12 }],
        },
        {
          id: borrower3,
          allocationEpoch: 1,
          allocationCurrent: 5000,
          allocationNext: 6000,
          allocationChanges: [{ sequence: 7 }, { sequence: 11 }],
        },
      ),
      pool({ borrowerCount: 4, discrepancyCount: 0 }),
    ],
  ),

  'borrow-and-repay': scenario(
    'borrow, repay by somebody else, restrict and release; the borrower of a repayment need not be its payer',
    [
      at(START - 1000, ...schedule(), allocate(borrower1, 0, 4000)),
      at(START, usdc(alice, POOL, 1000), ...stake(alice, 1000)),
      at(START + 1, tx(1, usdc(POOL, borrower1, 300), log('Borrowed', borrower1, 300, 300))),
      at(START + 2, tx(2, log('BorrowingRestrictionChanged', borrower1, true))),
      at(START + 3, tx(3, usdc(bob, POOL, 120), log('RepaidBorrow', borrower1, bob, 120, 180))),
      at(START + 4, tx(4, log('BorrowingRestrictionChanged', borrower1, false))),
      at(START + 5, log('BorrowingRestrictionChanged', borrower2, true)),
    ],
    [
      borrower(borrower1, {
        borrowedBalance: 180,
        debtBalance: 0,
        isBorrowingRestricted: false,
        cumulativeBorrowed: 300,
        cumulativeRepaidBorrow: 120,
        firstBlock: 12_931_483,
      }),
      borrower(borrower2, { isBorrowingRestricted: true, borrowedBalance: 0, firstBlock: 12_931_489 }),
      pool({
        totalBorrowedBalance: 180,
        tokenBalance: 820,
        borrowerCount: 3,
        discrepancyCount: 0,
      }),
      flow(0, 'borrow', 1, 300),
      flow(0, 'repayBorrow', 1, 120),
      one('borrowed', recordId(1, 1), { borrower: { id: borrower1 }, amount: 300, newBorrowedBalance: 300 }),
      one('repaidBorrow', recordId(3, 1), {
        borrower: { id: borrower1 },
        sender: bob,
        amount: 120,
        newBorrowedBalance: 180,
      }),
      one('borrowingRestrictionChanged', recordId(2, 0), {
        borrower: { id: borrower1 },
        isBorrowingRestricted: true,
      }),
    ],
  ),

  'naked-usdc': scenario(
    'contracts.md 9.9: a donation is lent out and ends in a shortfall; a withdrawal to the pool itself moves no USDC',
    [
      at(
        START - 1000,
        ...schedule(),
        allocate(ZERO, 10_000, 0),
        allocate(borrower1, 0, 5000),
        allocate(borrower2, 0, 5000),
      ),
      at(START, usdc(alice, POOL, 1000), ...stake(alice, 1000)),
      at(
        START + 1,
        usdc(POOL, borrower1, 250),
        log('Borrowed', borrower1, 250, 250),
        usdc(POOL, borrower2, 250),
        log('Borrowed', borrower2, 250, 250),
        log('WithdrawalRequested', alice, 400),
      ),
      at(
        EPOCH_1,
        usdc(carol, POOL, 250),
        // Neither from the pool nor to it: the node's topic filter leaves it out.
        usdc(carol, bob, 999),
        usdc(POOL, borrower2, 300),
        log('Borrowed', borrower2, 300, 550),
      ),
      at(
        EPOCH_1 + 1,
        log('DebtMarked', borrower2, 200, 350, 200),
        log('BorrowingRestrictionChanged', borrower2, true),
        log('ConvertedInactiveBalancesToDebt', 200, '500000000000000000000000000000000000', 200),
      ),
      at(
        EPOCH_1 + 2,
        tx(
          1,
          log('ReceivedDebt', alice, 200, 200),
          usdc(POOL, POOL, 15),
          log('Transfer', alice, ZERO, 15),
          log('WithdrewStake', alice, POOL, 15),
        ),
      ),
      // No call of the contract does this; were it to happen, the balance would still be right.
      at(EPOCH_1 + 3, tx(2, usdc(POOL, carol, 7))),
    ],
    [
      all(
        'stakedTokenTransfers',
        { sequence: 6, from: alice, to: POOL, value: 1000, newTokenBalance: 1000 },
        { sequence: 9, from: POOL, to: borrower1, value: 250, newTokenBalance: 750 },
        { sequence: 11, from: POOL, to: borrower2, value: 250, newTokenBalance: 500 },
        { sequence: 14, from: carol, to: POOL, value: 250, newTokenBalance: 750 },
        { sequence: 15, from: POOL, to: borrower2, value: 300, newTokenBalance: 450 },
        { sequence: 21, from: POOL, to: POOL, value: 15, newTokenBalance: 450 },
        { sequence: 24, from: POOL, to: carol, value: 7, newTokenBalance: 443 },
      ),
      pool({
        tokenBalance: 443,
        totalBorrowedBalance: 600,
        totalBorrowerDebtBalance: 200,
        totalInactiveCurrent: 185,
        totalInactiveNext: 185,
        activityCount: 24,
        discrepancyCount: 0,
      }),
      all('shortfalls', {
        id: '0',
        epoch: 1,
        shortfallAmount: 200,
        borrowedExceededActive: 200,
        markedDebt: 200,
        inactiveBefore: 400,
        inactiveAfter: 200,
      }),
      staker(alice, { settledDebtBalance: 200, inactiveCurrent: 185, inactiveNext: 185, shortfallCounter: 1 }),
    ],
  ),

  operators: scenario(
    'debt operators write off one side only; OperatorStakedFor, which no code path logs, is recorded all the same',
    [
      at(START - 1000, ...schedule(), allocate(borrower1, 0, 10_000)),
      at(START, usdc(alice, POOL, 100), ...stake(alice, 100)),
      at(
        START + 1,
        usdc(POOL, borrower1, 90),
        log('Borrowed', borrower1, 90, 90),
        log('WithdrawalRequested', alice, 40),
      ),
      at(
        EPOCH_1,
        log('DebtMarked', borrower1, 30, 60, 30),
        log('BorrowingRestrictionChanged', borrower1, true),
        log('ConvertedInactiveBalancesToDebt', 30, '250000000000000000000000000000000000', 10),
      ),
      at(
        EPOCH_1 + 1,
        tx(1, log('ReceivedDebt', alice, 30, 30), log('OperatorDecreasedStakerDebt', alice, 12, 18, operator)),
        tx(2, log('OperatorDecreasedBorrowerDebt', borrower1, 30, 0, operator)),
        tx(3, log('OperatorStakedFor', bob, 5, admin)),
      ),
    ],
    [
      staker(alice, {
        settledDebtBalance: 18,
        cumulativeReceivedDebt: 30,
        cumulativeWithdrawnDebt: 0,
        inactiveEpoch: 1,
        inactiveCurrent: 10,
        inactiveNext: 10,
        debtReceipts: [{ amount: 30, newDebtBalance: 30 }],
      }),
      borrower(borrower1, { borrowedBalance: 60, debtBalance: 0, cumulativeMarkedDebt: 30, cumulativeRepaidDebt: 0 }),
      pool({
        totalBorrowedBalance: 60,
        totalBorrowerDebtBalance: 0,
        totalDebtAvailableToWithdraw: 0,
        totalInactiveCurrent: 10,
        tokenBalance: 10,
        stakerCount: 2,
        discrepancyCount: 0,
      }),
      one('operatorDecreasedStakerDebt', recordId(1, 1), {
        staker: { id: alice },
        amount: 12,
        newDebtBalance: 18,
        operator,
      }),
      one('operatorDecreasedBorrowerDebt', recordId(2, 2), {
        borrower: { id: borrower1 },
        amount: 30,
        newDebtBalance: 0,
        operator,
      }),
      one('operatorStakedFor', recordId(3, 3), { staker: { id: bob }, amount: 5, operator: admin }),
      staker(bob, { activeCurrent: 0, activeNext: 0, cumulativeStaked: 0 }),
    ],
  ),
};
