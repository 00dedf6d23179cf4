// Shortfalls: who is charged, what stakers lose, who is paid.
import {
  alice,
  allocate,
  bob,
  borrower1,
  borrower2,
  EPOCH_1,
  EPOCH_2,
  operator,
  START,
  schedule,
  stake,
  ZERO,
} from './mapping-cast.ts';
import { flow } from './mapping-expected.ts';
import {
  all,
  at,
  borrower,
  hash,
  log,
  one,
  POOL,
  pool,
  recordId,
  scenario,
  staker,
  tx,
  usdc,
} from './mapping-scenario.ts';

const TWO_THIRDS = '666666666666666666666666666666666666';
const ONE_SEVENTH = '142857142857142857142857142857142857';
const HALF = '500000000000000000000000000000000000';

/** contracts.md 9.6 up to the second shortfall, nobody's loss settled yet. */
const twoShortfalls = [
  at(START - 1000, ...schedule(), allocate(ZERO, 10_000, 0), allocate(borrower1, 0, 10_000)),
  at(
    START,
    usdc(alice, POOL, 1000),
    ...stake(alice, 1000),
    usdc(bob, POOL, 1000),
    ...stake(bob, 1000),
    usdc(POOL, borrower1, 2000),
    log('Borrowed', borrower1, 2000, 2000),
    log('WithdrawalRequested', alice, 300),
    log('WithdrawalRequested', bob, 400),
    usdc(borrower1, POOL, 100),
    log('RepaidBorrow', borrower1, borrower1, 100, 1900),
  ),
  at(
    EPOCH_1,
    tx(1, log('GlobalIndexUpdated', 0), log('WithdrawalRequested', alice, 200)),
    tx(
      2,
      log('DebtMarked', borrower1, 600, 1300, 600),
      log('BorrowingRestrictionChanged', borrower1, true),
      log('ConvertedInactiveBalancesToDebt', 600, ONE_SEVENTH, 100),
    ),
    tx(3, usdc(borrower1, POOL, 50), log('RepaidBorrow', borrower1, borrower1, 50, 1250)),
  ),
  // Already restricted: no restriction is logged.
  at(
    EPOCH_2,
    tx(4, log('DebtMarked', borrower1, 150, 1100, 750), log('ConvertedInactiveBalancesToDebt', 150, HALF, 150)),
  ),
];

export const debt = {
  'one-unit-of-extra-loss': scenario(
    'contracts.md 9.4: a single staker loses 2 where the total loses 1; then the debt is repaid and withdrawn',
    [
      at(START - 1000, ...schedule(), allocate(ZERO, 10_000, 0), allocate(borrower1, 0, 10_000)),
      at(
        START,
        usdc(alice, POOL, 10),
        ...stake(alice, 10),
        usdc(POOL, borrower1, 8),
        log('Borrowed', borrower1, 8, 8),
        log('WithdrawalRequested', alice, 3),
      ),
      at(
        EPOCH_1,
        tx(
          1,
          log('DebtMarked', borrower1, 1, 7, 1),
          log('BorrowingRestrictionChanged', borrower1, true),
          log('ConvertedInactiveBalancesToDebt', 1, TWO_THIRDS, 2),
        ),
      ),
      at(
        EPOCH_1 + 1,
        log('ReceivedDebt', alice, 2, 2),
        usdc(POOL, alice, 1),
        log('Transfer', alice, ZERO, 1),
        log('WithdrewStake', alice, alice, 1),
      ),
      at(EPOCH_1 + 2, tx(2, usdc(bob, POOL, 1), log('RepaidDebt', borrower1, bob, 1, 0))),
      at(EPOCH_1 + 3, tx(3, usdc(POOL, bob, 1), log('WithdrewDebt', alice, bob, 1, 1))),
    ],
    [
      one('shortfall', '0', {
        index: 0,
        epoch: 1,
        shortfallIndex: TWO_THIRDS,
        shortfallAmount: 1,
        borrowedExceededActive: 1,
        markedDebt: 1,
        cumulativeMarkedDebt: 1,
        inactiveBefore: 3,
        inactiveAfter: 2,
        timestamp: EPOCH_1,
        transactionHash: hash(1),
        debtsMarked: [{ borrower: { id: borrower1 }, amount: 1, newBorrowedBalance: 7, newDebtBalance: 1 }],
        block: { timestamp: EPOCH_1 },
        pool: { id: POOL },
      }),
      staker(alice, {
        activeCurrent: 10,
        activeNext: 7,
        inactiveEpoch: 1,
        inactiveCurrent: 0,
        inactiveNext: 0,
        shortfallCounter: 1,
        settledDebtBalance: 1,
        cumulativeReceivedDebt: 2,
        cumulativeWithdrawnDebt: 1,
        cumulativeWithdrawnStake: 1,
      }),
      borrower(borrower1, {
        borrowedBalance: 7,
        debtBalance: 0,
        isBorrowingRestricted: true,
        cumulativeMarkedDebt: 1,
        cumulativeRepaidDebt: 1,
        debtsMarked: [{ amount: 1 }],
      }),
      pool({
        totalInactiveEpoch: 1,
        totalInactiveCurrent: 1,
        totalInactiveNext: 1,
        totalBorrowedBalance: 7,
        totalBorrowerDebtBalance: 0,
        totalDebtAvailableToWithdraw: 0,
        tokenBalance: 1,
        shortfallCount: 1,
        cumulativeMarkedDebt: 1,
        cumulativeShortfall: 1,
        discrepancyCount: 0,
      }),
      flow(1, 'repayDebt', 1, 1),
      flow(1, 'withdrawDebt', 1, 1),
      one('convertedInactiveBalancesToDebt', recordId(1, 2), {
        shortfall: { id: '0' },
        shortfallAmount: 1,
        shortfallIndex: TWO_THIRDS,
        newInactiveBalance: 2,
      }),
      one('repaidDebt', recordId(2, 1), { borrower: { id: borrower1 }, sender: bob, amount: 1, newDebtBalance: 0 }),
      one('withdrewDebt', recordId(3, 1), { staker: { id: alice }, recipient: bob, amount: 1, newDebtBalance: 1 }),
    ],
  ),

  'round-up-in-mark-debt': scenario(
    'contracts.md 9.5: each borrower is charged a rounded up amount, 7 and 4 for a shortfall of 10',
    [
      at(
        START - 1000,
        ...schedule(),
        allocate(ZERO, 10_000, 0),
        allocate(borrower1, 0, 3333),
        allocate(borrower2, 0, 6667),
      ),
      at(
        START,
        usdc(alice, POOL, 150),
        ...stake(alice, 150),
        usdc(POOL, borrower1, 40),
        log('Borrowed', borrower1, 40, 40),
        usdc(POOL, borrower2, 70),
        log('Borrowed', borrower2, 70, 70),
        log('WithdrawalRequested', alice, 50),
      ),
      at(
        EPOCH_1,
        tx(
          1,
          log('DebtMarked', borrower1, 7, 33, 7),
          log('BorrowingRestrictionChanged', borrower1, true),
          log('DebtMarked', borrower2, 4, 66, 4),
          log('BorrowingRestrictionChanged', borrower2, true),
          log('ConvertedInactiveBalancesToDebt', 10, '800000000000000000000000000000000000', 40),
        ),
      ),
    ],
    [
      one('shortfall', '0', {
        shortfallAmount: 10,
        borrowedExceededActive: 10,
        markedDebt: 11,
        cumulativeMarkedDebt: 11,
        inactiveBefore: 50,
        inactiveAfter: 40,
        debtsMarked: [
          { borrower: { id: borrower1 }, amount: 7 },
          { borrower: { id: borrower2 }, amount: 4 },
        ],
      }),
      pool({
        totalBorrowedBalance: 99,
        totalBorrowerDebtBalance: 11,
        totalInactiveCurrent: 40,
        totalInactiveNext: 40,
        tokenBalance: 40,
        cumulativeMarkedDebt: 11,
        cumulativeShortfall: 10,
        discrepancyCount: 0,
      }),
      all(
        'borrowers',
        { id: ZERO, borrowedBalance: 0, debtBalance: 0, isBorrowingRestricted: false },
        { id: borrower1, borrowedBalance: 33, debtBalance: 7, isBorrowingRestricted: true },
        { id: borrower2, borrowedBalance: 66, debtBalance: 4, isBorrowingRestricted: true },
      ),
    ],
  ),

  'two-shortfalls-unsettled': scenario(
    'contracts.md 9.6: two shortfalls leave the records of the stakers as they were, with nothing applied',
    twoShortfalls,
    [
      all(
        'shortfalls',
        {
          id: '0',
          epoch: 1,
          shortfallIndex: ONE_SEVENTH,
          shortfallAmount: 600,
          borrowedExceededActive: 600,
          markedDebt: 600,
          cumulativeMarkedDebt: 600,
          inactiveBefore: 700,
          inactiveAfter: 100,
        },
        {
          id: '1',
          epoch: 2,
          shortfallIndex: HALF,
          shortfallAmount: 150,
          borrowedExceededActive: 150,
          markedDebt: 150,
          cumulativeMarkedDebt: 750,
          inactiveBefore: 300,
          inactiveAfter: 150,
        },
      ),
      all(
        'stakers',
        {
          id: alice,
          inactiveEpoch: 1,
          inactiveCurrent: 300,
          inactiveNext: 500,
          shortfallCounter: 0,
          settledDebtBalance: 0,
        },
        {
          id: bob,
          inactiveEpoch: 0,
          inactiveCurrent: 0,
          inactiveNext: 400,
          shortfallCounter: 0,
          settledDebtBalance: 0,
        },
      ),
      pool({
        totalActiveEpoch: 1,
        totalActiveCurrent: 1300,
        totalActiveNext: 1100,
        totalInactiveEpoch: 2,
        totalInactiveCurrent: 150,
        totalInactiveNext: 150,
        totalBorrowedBalance: 1100,
        totalBorrowerDebtBalance: 750,
        tokenBalance: 150,
        discrepancyCount: 0,
      }),
    ],
  ),

  'two-shortfalls-settled': scenario(
    'contracts.md 9.6 and 9.11: a partial settlement through the failsafe, then a withdrawal that settles the rest',
    [
      ...twoShortfalls,
      at(EPOCH_2 + 1, tx(5, log('ReceivedDebt', bob, 343, 343))),
      at(
        EPOCH_2 + 2,
        tx(
          6,
          log('ReceivedDebt', bob, 29, 372),
          usdc(POOL, bob, 28),
          log('Transfer', bob, ZERO, 28),
          log('WithdrewStake', bob, bob, 28),
        ),
        tx(7, log('ReceivedDebt', alice, 379, 379), log('OperatorDecreasedStakerDebt', alice, 9, 370, operator)),
      ),
    ],
    [
      staker(bob, {
        inactiveEpoch: 2,
        inactiveCurrent: 0,
        inactiveNext: 0,
        shortfallCounter: 2,
        settledDebtBalance: 372,
        cumulativeReceivedDebt: 372,
        debtReceipts: [
          { amount: 343, newDebtBalance: 343 },
          { amount: 29, newDebtBalance: 372 },
        ],
      }),
      staker(alice, {
        inactiveEpoch: 2,
        inactiveCurrent: 121,
        inactiveNext: 121,
        shortfallCounter: 2,
        settledDebtBalance: 370,
        cumulativeReceivedDebt: 379,
      }),
      pool({ totalInactiveCurrent: 122, tokenBalance: 122, discrepancyCount: 0 }),
      one('receivedDebt', recordId(6, 0), { staker: { id: bob }, amount: 29, newDebtBalance: 372 }),
    ],
  ),

  'partial-settlement': scenario(
    'contracts.md 9.11: a settlement through the failsafe up to epoch 1 books the first of two losses and no more',
    [...twoShortfalls, at(EPOCH_2 + 1, tx(5, log('ReceivedDebt', bob, 343, 343)))],
    [
      staker(bob, {
        inactiveEpoch: 1,
        inactiveCurrent: 57,
        inactiveNext: 57,
        shortfallCounter: 1,
        settledDebtBalance: 343,
        cumulativeReceivedDebt: 343,
      }),
      one('receivedDebt', recordId(5, 0), { staker: { id: bob }, amount: 343, newDebtBalance: 343 }),
      pool({ totalInactiveCurrent: 150, discrepancyCount: 0 }),
    ],
  ),

  'restricted-by-debt-marked': scenario(
    'contracts.md 9.19: DebtMarked restricts even where no restriction is logged',
    [
      ...twoShortfalls.slice(0, 3),
      at(EPOCH_1 + 1, log('BorrowingRestrictionChanged', borrower1, false)),
      at(EPOCH_2, log('DebtMarked', borrower1, 150, 1100, 750), log('ConvertedInactiveBalancesToDebt', 150, HALF, 150)),
    ],
    [
      borrower(borrower1, { isBorrowingRestricted: true, borrowedBalance: 1100, debtBalance: 750 }),
      all(
        'borrowingRestrictionChangeds',
        { sequence: 20, isBorrowingRestricted: true },
        { sequence: 24, isBorrowingRestricted: false },
      ),
    ],
  ),

  'everything-lost': scenario(
    'contracts.md 2.7: a shortfall of all that is inactive has index 0, and leaves the stakers nothing but debt',
    [
      at(START - 1000, ...schedule(), allocate(ZERO, 10_000, 0), allocate(borrower1, 0, 10_000)),
      at(
        START,
        usdc(alice, POOL, 10),
        ...stake(alice, 10),
        usdc(POOL, borrower1, 10),
        log('Borrowed', borrower1, 10, 10),
        log('WithdrawalRequested', alice, 4),
      ),
      at(
        EPOCH_1,
        log('DebtMarked', borrower1, 4, 6, 4),
        log('BorrowingRestrictionChanged', borrower1, true),
        log('ConvertedInactiveBalancesToDebt', 4, 0, 0),
      ),
      at(EPOCH_1 + 1, usdc(bob, POOL, 4), log('RepaidDebt', borrower1, bob, 4, 0)),
      at(EPOCH_1 + 2, log('ReceivedDebt', alice, 4, 4), usdc(POOL, alice, 3), log('WithdrewDebt', alice, alice, 3, 1)),
    ],
    [
      staker(alice, { inactiveCurrent: 0, inactiveNext: 0, settledDebtBalance: 1, cumulativeReceivedDebt: 4 }),
      one('shortfall', '0', { shortfallIndex: 0, inactiveBefore: 4, inactiveAfter: 0, shortfallAmount: 4 }),
      pool({ totalInactiveCurrent: 0, totalDebtAvailableToWithdraw: 1, tokenBalance: 1, discrepancyCount: 0 }),
    ],
  ),
};
