/** The worked examples of the contract's specification, with the numbers its bytecode produced. */
import { describe, expect, it } from 'vitest';
import * as allocations from '../../api/domain/borrower-allocations.ts';
import * as borrowing from '../../api/domain/borrowing.ts';
import { borrowerShortfallAmount, isOverdue, shortfallAmount } from '../../api/domain/debt-accounting.ts';
import * as schedule from '../../api/domain/epoch-schedule.ts';
import { tokenBalance, totalSupply } from '../../api/domain/erc20.ts';
import * as inactive from '../../api/domain/inactive-balances.ts';
import { poolAt } from '../../api/domain/pool-at.ts';
import { claimableRewards, indexAtEndOfEpoch } from '../../api/domain/rewards.ts';
import { closingSecondOfEpoch, scheduleAt } from '../../api/domain/schedule-history.ts';
import { solvency } from '../../api/domain/solvency.ts';
import { activeBalanceCurrentEpoch } from '../../api/domain/staked-balances.ts';
import { debtAvailableToWithdraw, stakeAvailableToWithdraw } from '../../api/domain/staking.ts';
import { DAY, EPOCH_ZERO, NOBODY, Scenario } from '../support/ledger-scenario.ts';

const WEEK = 7n * DAY;

/** Alice and bob stake 1000 each, all of it is borrowed, and requested stake is defaulted on in two epochs. */
function twoShortfalls({ second = true } = {}): Scenario {
  const scenario = new Scenario();
  scenario.allocate({ [NOBODY]: 0n, borrower: 10_000n });
  scenario.at(0n);
  scenario.stake('alice', 1_000n);
  scenario.stake('bob', 1_000n);
  scenario.borrow('borrower', 2_000n);
  scenario.request('alice', 300n);
  scenario.request('bob', 400n);
  scenario.repay('borrower', 100n);
  scenario.at(1n);
  // A request settles alice's record in epoch 1, before the shortfall.
  scenario.request('alice', 200n);
  scenario.markDebt(['borrower']);
  if (!second) return scenario;
  scenario.repay('borrower', 50n);
  scenario.at(2n);
  scenario.markDebt(['borrower']);
  return scenario;
}

describe('rewards', () => {
  it('pays the zero address on the whole total', () => {
    const scenario = new Scenario({ rate: 100n }).at(0n);
    scenario.stake('alice', 100n);
    scenario.now += 10n;
    scenario.stake(NOBODY, 10n);
    expect(totalSupply(scenario.pool())).toBe(120n);
    expect(activeBalanceCurrentEpoch(scenario.pool(), scenario.staker(NOBODY))).toBe(0n);
    // Whatever an index keeps for it: the contract's slot is never written.
    const kept = { ...scenario.staker(NOBODY), active: { epoch: 0n, current: 10n, next: 10n } };
    expect(activeBalanceCurrentEpoch(scenario.pool(), kept)).toBe(0n);
    expect(tokenBalance(scenario.pool(), kept)).toBe(0n);
    expect(scenario.pool().availableToWithdraw).toBe(110n);
    expect(scenario.pool().globalIndex).toBe(10n ** 19n);
    expect(scenario.staker(NOBODY).accruedRewards).toBe(1_100n);
    scenario.now += 24n;
    expect(scenario.pool().globalIndex).toBe(3n * 10n ** 19n);
    expect(claimableRewards(scenario.pool(), scenario.staker(NOBODY))).toBe(3_500n);
  });

  it('settles at the boundary with the old total, then to now', () => {
    const scenario = new Scenario({ rate: 10n ** 12n }).at(0n);
    scenario.stake('alice', 100n);
    scenario.stake('bob', 100n);
    scenario.request('alice', 100n);
    const untouched = scenario.at(3n, 6n).pool();
    expect(untouched.boundary).toEqual({ epoch: 0n, globalIndex: 12_096n * 10n ** 30n });
    expect(claimableRewards(untouched, scenario.staker('alice'))).toBe(1_209_600_000_000_000_000n);
    scenario.at(3n, 5n).request('bob', 10n);
    expect(scenario.books.globalIndex).toBe(12_096n * 10n ** 30n);
    expect(scenario.books.globalIndexTimestamp).toBe(EPOCH_ZERO + 28n * DAY);
    scenario.at(3n, 6n);
    expect(scenario.pool().globalIndex).toBe(60_480_060_000n * 10n ** 24n);
    expect(claimableRewards(scenario.pool(), scenario.staker('bob'))).toBe(6_048_006_000_000_000_000n);
    expect(claimableRewards(scenario.pool(), scenario.staker('alice'))).toBe(1_209_600_000_000_000_000n);
    scenario.at(90n);
    expect(claimableRewards(scenario.pool(), scenario.staker('alice'))).toBe(1_209_600_000_000_000_000n);
  });

  it('uses the index of the epoch in which a record was written, older than the last', () => {
    const scenario = new Scenario({ rate: 10n ** 12n }).at(0n);
    scenario.stake('alice', 100n);
    scenario.stake('bob', 100n);
    scenario.request('bob', 50n);
    scenario.at(1n).stake('alice', 0n);
    scenario.request('alice', 50n);
    const pool = scenario.at(2n, 1n).pool();
    expect(indexAtEndOfEpoch(pool, 0n)).toBe(12_096n * 10n ** 30n);
    expect(indexAtEndOfEpoch(pool, 1n)).toBe(28_224n * 10n ** 30n);
    // 100 for epoch 0, then 50 of 150 for epoch 1, then 50 of 100 for one second.
    expect(claimableRewards(pool, scenario.staker('bob'))).toBe(
      1_209_600_000_000_000_000n + 806_400_000_000_000_000n + 500_000_000_000n,
    );
    const state = { ...pool.state, epochIndexes: new Map<bigint, bigint>() };
    expect(() => claimableRewards({ ...pool, state }, scenario.staker('bob'))).toThrow(/end of epoch 0 is not known/);
  });

  it('loses a wei for each settlement that somebody forces', () => {
    const claimAfter = (touches: bigint[]) => {
      const scenario = new Scenario({ rate: 1n }).at(0n);
      scenario.stake('alice', 3n);
      for (const second of touches) scenario.at(0n, second).stake('bob', 0n);
      return claimableRewards(scenario.at(0n, 3n).pool(), scenario.staker('alice'));
    };
    expect(claimAfter([])).toBe(3n);
    expect(claimAfter([1n, 2n])).toBe(2n);
  });

  it('stops at the end of the distribution', () => {
    const scenario = new Scenario({ rate: 10n ** 12n, distributionEnd: EPOCH_ZERO + 40n * DAY }).at(0n);
    scenario.stake('alice', 100n);
    scenario.request('alice', 40n);
    scenario.now = EPOCH_ZERO + 42n * DAY;
    expect(scenario.pool().boundary?.globalIndex).toBe(24_192n * 10n ** 30n);
    expect(scenario.pool().globalIndex).toBe(41_472n * 10n ** 30n);
    expect(claimableRewards(scenario.pool(), scenario.staker('alice'))).toBe(3_456_000_000_000_000_000n);
    scenario.books.claim(scenario.now, 'alice');
    scenario.now = EPOCH_ZERO + 61n * DAY;
    expect(claimableRewards(scenario.pool(), scenario.staker('alice'))).toBe(0n);
  });

  it('gives nobody what is emitted while nothing is staked', () => {
    const scenario = new Scenario({ rate: 158_548_961_900_000_000n });
    scenario.now = 1_628_007_841n;
    expect(scenario.pool().globalIndex).toBe(0n);
    scenario.stake('alice', 1_000_000n);
    expect(claimableRewards(scenario.pool(), scenario.staker('alice'))).toBe(0n);
    expect(scenario.books.globalIndexTimestamp).toBe(1_628_007_841n);
  });

  it('drifts with every settlement, to the last digit', () => {
    const scenario = new Scenario({ rate: 158_548_961_900_000_000n }).at(0n, 100n);
    scenario.stake('alice', 100_000_000n);
    scenario.at(0n, 200n).stake('bob', 50_000_000n);
    expect(scenario.pool().globalIndex).toBe(158_548_961_900_000_000_000_000_000_000n);
    expect(claimableRewards(scenario.pool(), scenario.staker('alice'))).toBe(15_854_896_190_000_000_000n);
    expect(scenario.at(0n, 300n).pool().globalIndex).toBe(264_248_269_833_333_333_333_333_333_333n);
  });

  it('starts again from the transaction that raises the rate', () => {
    const scenario = new Scenario({ rate: 0n }).at(0n);
    scenario.stake('alice', 100n);
    scenario.at(5n).books.setRewardsPerSecond(scenario.now, 100n);
    scenario.now += 7n;
    expect(claimableRewards(scenario.pool(), scenario.staker('alice'))).toBe(700n);
  });
});

describe('shortfalls', () => {
  it('takes a unit more than its share from a single staker', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, borrower: 10_000n });
    scenario.at(0n).stake('alice', 10n);
    scenario.borrow('borrower', 8n);
    scenario.request('alice', 3n);
    scenario.at(1n);
    expect(shortfallAmount(scenario.pool())).toBe(1n);
    expect(scenario.markDebt(['borrower'])).toEqual([1n]);
    const [pool, alice] = [scenario.pool(), scenario.staker('alice')];
    expect(pool.state.shortfalls).toEqual([
      { epoch: 1n, shortfallIndex: 666_666_666_666_666_666_666_666_666_666_666_666n },
    ]);
    expect(pool.totalInactive.current).toBe(2n);
    expect(inactive.inactiveBalanceCurrentEpoch(pool, alice)).toBe(1n);
    expect(inactive.debtBalance(pool, alice)).toBe(2n);
    expect(tokenBalance(pool, alice)).toBe(8n);
    expect(totalSupply(pool)).toBe(9n);
  });

  it('rounds what each borrower is charged up', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, first: 3_333n, second: 6_667n });
    scenario.at(0n).stake('alice', 150n);
    scenario.request('alice', 50n);
    scenario.borrow('first', 40n);
    scenario.borrow('second', 70n);
    scenario.at(1n);
    expect(borrowerShortfallAmount(scenario.pool(), scenario.borrower('first'))).toBe(7n);
    expect(borrowerShortfallAmount(scenario.pool(), scenario.borrower('second'))).toBe(4n);
    expect(solvency(scenario.pool())).toEqual({
      isSolvent: false,
      state: 'INSOLVENT',
      shortfallAmount: 10n,
      borrowedExceedsActive: 10n,
      inactiveExceedsUnborrowed: 10n,
      withdrawableExceedsBalance: 10n,
      isBorrowedAboveActive: true,
      isInactiveAboveUnborrowed: true,
      isWithdrawableAboveBalance: true,
    });
    expect(scenario.markDebt(['first', 'second'])).toEqual([7n, 4n]);
    const pool = scenario.pool();
    expect(pool.state.shortfalls[0]?.shortfallIndex).toBe(8n * 10n ** 35n);
    expect(pool.state.totalBorrowedBalance).toBe(99n);
    expect(pool.state.totalBorrowerDebtBalance).toBe(11n);
    expect(pool.availableToWithdraw).toBe(40n);
    expect(pool.availableToBorrow).toBe(0n);
    expect(solvency(pool)).toMatchObject({
      isSolvent: true,
      borrowedExceedsActive: -1n,
      withdrawableExceedsBalance: 0n,
    });
    expect(borrowerShortfallAmount(pool, scenario.borrower('first'))).toBe(0n);
  });

  it('reaches stakers late, each by itself, and only what was inactive', () => {
    const first = twoShortfalls({ second: false });
    const [pool, alice, bob] = [first.pool(), first.staker('alice'), first.staker('bob')];
    expect(inactive.inactiveBalanceCurrentEpoch(pool, alice)).toBe(42n);
    expect(inactive.inactiveBalanceNextEpoch(pool, alice)).toBe(242n);
    expect(inactive.debtBalance(pool, alice)).toBe(258n);
    expect(inactive.inactiveBalanceCurrentEpoch(pool, bob)).toBe(57n);
    expect(inactive.debtBalance(pool, bob)).toBe(343n);

    const both = twoShortfalls();
    const then = both.pool();
    expect(then.state.shortfalls[1]?.shortfallIndex).toBe(5n * 10n ** 35n);
    expect(inactive.inactiveBalanceCurrentEpoch(then, both.staker('alice'))).toBe(121n);
    expect(inactive.debtBalance(then, both.staker('alice'))).toBe(379n);
    expect(inactive.inactiveBalanceCurrentEpoch(then, both.staker('bob'))).toBe(28n);
    expect(inactive.debtBalance(then, both.staker('bob'))).toBe(372n);
    expect(then.totalInactive.current).toBe(150n);
    expect(then.state.totalBorrowerDebtBalance).toBe(750n);
    expect(inactive.pendingDebtReceipts(then, both.staker('bob'))).toEqual([
      { index: 0n, epoch: 1n, amount: 343n, inactiveBalanceBefore: 400n, inactiveBalanceAfter: 57n },
      { index: 1n, epoch: 2n, amount: 29n, inactiveBalanceBefore: 57n, inactiveBalanceAfter: 28n },
    ]);
    both.repayDebt('borrower', 375n);
    expect(debtAvailableToWithdraw(both.pool(), both.staker('bob'))).toBe(372n);
    expect(debtAvailableToWithdraw(both.pool(), both.staker('alice'))).toBe(375n);
  });

  it('rounds down at each shortfall, not once for all', () => {
    const shortfalls = [7n, 7n].map((tenths) => ({ epoch: 1n, shortfallIndex: tenths * 10n ** 35n }));
    const record = { epoch: 0n, current: 0n, next: 7n, shortfallCounter: 0n };
    const { balance, loss } = inactive.loadInactiveBalance(record, shortfalls, 1n);
    expect(balance).toEqual({ epoch: 1n, current: 2n, next: 2n, shortfallCounter: 2n });
    expect(loss).toBe(5n);
  });

  it('gives the same debt after a settlement part of the way', () => {
    const scenario = twoShortfalls();
    scenario.books.settleInactive('bob', 1n);
    expect(scenario.staker('bob')).toMatchObject({ settledDebtBalance: 343n, inactive: { shortfallCounter: 1n } });
    expect(inactive.debtBalance(scenario.pool(), scenario.staker('bob'))).toBe(372n);
    scenario.withdraw('bob', 1n);
    expect(scenario.staker('bob').settledDebtBalance).toBe(372n);
  });

  it('forgets what a staker deletes, and keeps the total', () => {
    const scenario = twoShortfalls();
    scenario.withdraw('bob', 1n);
    expect(tokenBalance(scenario.pool(), scenario.staker('alice'))).toBe(621n);
    scenario.books.deleteInactive('alice');
    expect(tokenBalance(scenario.pool(), scenario.staker('alice'))).toBe(500n);
    expect(inactive.debtBalance(scenario.pool(), scenario.staker('alice'))).toBe(0n);
    expect(scenario.pool().totalInactive.current).toBe(149n);
    expect(totalSupply(scenario.pool())).toBe(1_249n);
  });

  it('can take everything', () => {
    const shortfalls = [{ epoch: 1n, shortfallIndex: 0n }];
    const record = { epoch: 1n, current: 5n, next: 9n, shortfallCounter: 0n };
    const { balance, loss } = inactive.loadInactiveBalance(record, shortfalls, 2n);
    expect(balance).toEqual({ epoch: 2n, current: 4n, next: 4n, shortfallCounter: 1n });
    expect(loss).toBe(5n);
  });
});

describe('borrowing', () => {
  it('does not make fractions sum to the whole', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, b1: 5_000n, b2: 5_000n });
    scenario.at(0n);
    scenario.allocate({ b1: 0n, b3: 5_000n });
    scenario.allocate({ b1: 5_000n });
    scenario.at(1n);
    for (const who of ['b1', 'b2', 'b3']) {
      expect(allocations.allocationFractionCurrentEpoch(scenario.pool(), scenario.borrower(who))).toBe(5_000n);
    }
  });

  it('lets plain transfers be lent out, and that be lost', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, b1: 5_000n, b2: 5_000n });
    scenario.at(0n).stake('alice', 1_000n);
    scenario.borrow('b1', 500n);
    scenario.request('alice', 400n);
    scenario.at(1n).donate(250n);
    expect(scenario.pool().availableToWithdraw).toBe(750n);
    expect(scenario.pool().availableToBorrow).toBe(350n);
    expect(borrowing.borrowableAmount(scenario.pool(), scenario.borrower('b2'))).toBe(300n);
    scenario.borrow('b2', 300n);
    expect(solvency(scenario.pool())).toMatchObject({
      state: 'INSOLVENT',
      shortfallAmount: 200n,
      isInactiveAboveUnborrowed: true,
      isWithdrawableAboveBalance: false,
      withdrawableExceedsBalance: -50n,
    });
    scenario.markDebt(['b1', 'b2']);
    expect(scenario.pool().totalInactive.current).toBe(200n);
  });

  it('binds new borrowing to a lower allocation at once, to a higher one later', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, b1: 4_000n, b2: 6_000n });
    scenario.at(0n).stake('alice', 1_000n);
    scenario.borrow('b1', 300n);
    scenario.allocate({ b1: 1_000n, b2: 9_000n });
    const read = (who: string) => {
      const [pool, borrower] = [scenario.pool(), scenario.borrower(who)];
      const current = allocations.allocatedBalanceCurrentEpoch(pool, borrower);
      const next = allocations.allocatedBalanceNextEpoch(pool, borrower);
      return [current, next, borrowing.borrowableAmount(pool, borrower), isOverdue(pool, borrower)];
    };
    expect(read('b1')).toEqual([400n, 100n, 0n, false]);
    expect(read('b2')).toEqual([600n, 900n, 600n, false]);
    expect(borrowing.requiredRepayment(scenario.pool(), scenario.borrower('b1'))).toBe(200n);
    scenario.at(1n);
    expect(read('b1')).toEqual([100n, 100n, 0n, true]);
    expect(read('b2')).toEqual([900n, 900n, 700n, false]);
  });

  it('counts only stake that stays from the first second of the blackout window', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, borrower: 10_000n });
    scenario.at(0n).stake('alice', 100n);
    scenario.request('alice', 30n);
    const end = EPOCH_ZERO + 28n * DAY;
    const read = (second: bigint) => {
      const pool = scenario.pool(second);
      const borrowable = borrowing.borrowableAmount(pool, scenario.borrower('borrower'));
      return [schedule.timeRemainingInCurrentEpoch(pool), schedule.inBlackoutWindow(pool), borrowable];
    };
    expect(read(end - 14n * DAY - 1n)).toEqual([1_209_601n, false, 100n]);
    expect(read(end - 14n * DAY)).toEqual([1_209_600n, true, 70n]);
    expect(read(end - 1n)).toEqual([1n, true, 70n]);
    expect(read(end)).toEqual([2_419_200n, false, 70n]);
    scenario.books.borrower('borrower').isBorrowingRestricted = true;
    expect(read(end)).toEqual([2_419_200n, false, 0n]);
  });
});

describe('the epoch schedule', () => {
  it('moves past and future epochs with the parameters', () => {
    const scenario = new Scenario().at(5n, 3n * DAY);
    const starts = () =>
      [3n, 5n, 6n].map((epoch) => (schedule.startOfEpoch(scenario.pool(), epoch) - EPOCH_ZERO) / DAY);
    expect(starts()).toEqual([84n, 140n, 168n]);
    const changes = [
      { timestamp: EPOCH_ZERO - DAY, interval: WEEK, offset: EPOCH_ZERO + DAY },
      { timestamp: EPOCH_ZERO - 1n, interval: 28n * DAY, offset: EPOCH_ZERO },
      { timestamp: scenario.now, interval: 30n * DAY, offset: EPOCH_ZERO - 10n * DAY },
    ];
    scenario.books.setEpochParameters(scenario.now, 30n * DAY, EPOCH_ZERO - 10n * DAY);
    expect(schedule.currentEpoch(scenario.pool())).toBe(5n);
    expect(starts()).toEqual([80n, 140n, 170n]);
    expect(closingSecondOfEpoch(changes, 0n)).toBe(EPOCH_ZERO + 28n * DAY - 1n);
    expect(closingSecondOfEpoch(changes, 4n)).toBe(EPOCH_ZERO + 140n * DAY - 1n);
    expect(closingSecondOfEpoch(changes, 5n)).toBe(EPOCH_ZERO + 170n * DAY - 1n);
    expect(closingSecondOfEpoch(changes, 6n)).toBe(EPOCH_ZERO + 200n * DAY - 1n);
    expect(closingSecondOfEpoch(changes, -1n)).toBeNull();
    expect(closingSecondOfEpoch([], 0n)).toBeNull();
    expect(scheduleAt(changes, scenario.now - 1n)).toBe(changes[1]);
    expect(scheduleAt(changes, scenario.now)).toBe(changes[2]);
    expect(scheduleAt(changes, 0n)).toBeNull();
  });

  it('ends an epoch by the schedule in force at its last second, not by one set in the next second', () => {
    const end = EPOCH_ZERO + 28n * DAY;
    const changes = [
      { timestamp: EPOCH_ZERO - DAY, interval: 28n * DAY, offset: EPOCH_ZERO },
      // Allowed: epoch 1 is still epoch 1, though it now began a day earlier.
      { timestamp: end, interval: 28n * DAY, offset: EPOCH_ZERO - DAY },
    ];
    expect(closingSecondOfEpoch(changes, 0n)).toBe(end - 1n);
    expect(closingSecondOfEpoch(changes, 1n)).toBe(end + 27n * DAY - 1n);
  });

  it('answers zeros and nulls before epoch zero', () => {
    const scenario = new Scenario({ rate: 1n });
    scenario.allocate({ [NOBODY]: 0n, starkProxy: 4_000n, b1: 6_000n });
    scenario.donate(5n);
    const [pool, nobody, borrower] = [
      scenario.pool(EPOCH_ZERO - 1n),
      scenario.staker('a'),
      scenario.borrower('starkProxy'),
    ];
    expect(schedule.hasEpochZeroStarted(pool)).toBe(false);
    expect(schedule.currentEpoch(pool)).toBeNull();
    expect(schedule.timeRemainingInCurrentEpoch(pool)).toBeNull();
    expect(schedule.inBlackoutWindow(pool)).toBe(false);
    expect(schedule.startOfEpoch(pool, 0n)).toBe(EPOCH_ZERO);
    expect(allocations.allocationFractionCurrentEpoch(pool, borrower)).toBe(4_000n);
    expect(borrowing.contractBalanceAvailableToBorrow(pool)).toBe(5n);
    expect(borrowing.borrowableAmount(pool, borrower)).toBe(0n);
    expect(claimableRewards(pool, nobody)).toBe(0n);
    expect(stakeAvailableToWithdraw(pool, nobody)).toBe(0n);
    expect(inactive.pendingDebtReceipts(pool, nobody)).toEqual([]);
    expect(solvency(pool)).toMatchObject({ state: 'SOLVENT', withdrawableExceedsBalance: -5n });
    expect(schedule.hasEpochZeroStarted(scenario.pool(EPOCH_ZERO))).toBe(true);
  });

  it('has not started in a pool that was never initialised', () => {
    const scenario = new Scenario();
    const state = { ...scenario.books.pool(), epochInterval: 0n, epochOffset: 0n };
    expect(schedule.epochAt(state, EPOCH_ZERO)).toBeNull();
    expect(schedule.timeRemainingAt(state, EPOCH_ZERO)).toBeNull();
  });
});

describe('the pool on mainnet', () => {
  it('answers at block 21343041 what the chain did', () => {
    const empty = new Scenario().books.pool();
    const state = {
      ...empty,
      blackoutWindow: 3n * DAY,
      totalActive: { epoch: 40n, current: 174_896_254_479n, next: 174_896_254_479n },
      totalInactive: { epoch: 40n, current: 90_871_492_843n, next: 90_871_492_843n },
      totalBorrowedBalance: 4_248n,
      tokenBalance: 265_768_743_074n,
    };
    const pool = poolAt(state, 1_733_483_111n);
    expect(schedule.currentEpoch(pool)).toBe(43n);
    expect(schedule.timeRemainingInCurrentEpoch(pool)).toBe(964_489n);
    expect(schedule.inBlackoutWindow(pool)).toBe(false);
    expect(totalSupply(pool)).toBe(265_767_747_322n);
    expect(borrowing.contractBalanceAvailableToWithdraw(pool)).toBe(265_768_743_074n);
    expect(borrowing.contractBalanceAvailableToBorrow(pool)).toBe(174_897_250_231n);
    // One USDC that somebody sent without staking it.
    const { borrowedExceedsActive, withdrawableExceedsBalance } = solvency(pool);
    expect(borrowedExceedsActive - withdrawableExceedsBalance).toBe(1_000_000n);
  });
});
