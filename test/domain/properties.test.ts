/** What holds for every sequence of calls, every schedule and every second. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borrowableAmount, requiredRepayment } from '../../api/domain/borrowing.ts';
import { borrowerShortfallAmount, isOverdue, shortfallAmount } from '../../api/domain/debt-accounting.ts';
import { epochAt, startOf, timeRemainingAt } from '../../api/domain/epoch-schedule.ts';
import { debtBalance, loadInactiveBalance, pendingDebtReceipts } from '../../api/domain/inactive-balances.ts';
import { poolAt, rollPool, rollStaker } from '../../api/domain/pool-at.ts';
import { claimableRewards } from '../../api/domain/rewards.ts';
import { closingSecondOfEpoch, type ScheduleChange, scheduleAt } from '../../api/domain/schedule-history.ts';
import { solvency } from '../../api/domain/solvency.ts';
import type { PoolAt } from '../../api/domain/state.ts';
import { DAY, NOBODY, type Scenario } from '../support/ledger-scenario.ts';
import { BORROWERS, covers, STAKERS, walk } from '../support/ledger-walk.ts';
import { BORROWER_VIEWS, POOL_VIEWS, STAKER_VIEWS } from './views.ts';

const later = fc.bigInt({ min: 0n, max: 60n * DAY });
const EVERYONE = [...STAKERS, NOBODY];
const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const overStakers = (scenario: Scenario, pool: PoolAt, view: string) =>
  sum(STAKERS.map((who) => STAKER_VIEWS[view]?.(pool, scenario.staker(who)) as bigint));
const readable = (views: object) => Object.keys(views).filter((view) => !view.startsWith('storage:'));

describe('a walk through valid calls', () => {
  it('keeps the sums of active stake equal to their totals', () => {
    fc.assert(
      fc.property(walk({ honest: true }), later, (scenario, seconds) => {
        const pool = scenario.pool(scenario.now + seconds);
        expect(overStakers(scenario, pool, 'getActiveBalanceCurrentEpoch')).toBe(pool.totalActive.current);
        expect(overStakers(scenario, pool, 'getActiveBalanceNextEpoch')).toBe(pool.totalActive.next);
      }),
    );
  });

  it('turns every unit of inactive stake that is lost into debt of its owner', () => {
    fc.assert(
      fc.property(walk(), later, (scenario, seconds) => {
        const pool = scenario.pool(scenario.now + seconds);
        const inactive = overStakers(scenario, pool, 'getInactiveBalanceNextEpoch');
        const owed = overStakers(scenario, pool, 'getStakerDebtBalance');
        expect(inactive + owed).toBe(pool.totalInactive.next + scenario.shortfallSum);
        // Each staker's balance rounds down by itself, so together they may own less than the total, never more.
        expect(inactive).toBeLessThanOrEqual(pool.totalInactive.next);
        expect(overStakers(scenario, pool, 'getInactiveBalanceCurrentEpoch')).toBeLessThanOrEqual(
          pool.totalInactive.current,
        );
      }),
    );
  });

  it('keeps cash equal to stake less loans, but for dust, plain transfers and stake of the zero address', () => {
    fc.assert(
      fc.property(walk(), later, (scenario, seconds) => {
        const pool = scenario.pool(scenario.now + seconds);
        const gap = scenario.donated - scenario.dust - scenario.stakedForNobody;
        const stake = pool.totalActive.current + pool.totalInactive.current;
        expect(pool.availableToWithdraw).toBe(stake - pool.state.totalBorrowedBalance + gap);
        const { borrowedExceedsActive, inactiveExceedsUnborrowed, withdrawableExceedsBalance } = solvency(pool);
        expect(inactiveExceedsUnborrowed).toBe(borrowedExceedsActive);
        expect(withdrawableExceedsBalance).toBe(borrowedExceedsActive - gap);
      }),
    );
  });

  it('never answers less than zero', () => {
    fc.assert(
      fc.property(walk({ honest: true }), later, (scenario, seconds) => {
        const pool = scenario.pool(scenario.now + seconds);
        const answers = [
          ...readable(POOL_VIEWS).map((view) => POOL_VIEWS[view]?.(pool)),
          ...STAKERS.flatMap((who) =>
            readable(STAKER_VIEWS).map((view) => STAKER_VIEWS[view]?.(pool, scenario.staker(who))),
          ),
          ...BORROWERS.flatMap((who) =>
            readable(BORROWER_VIEWS).map((view) => BORROWER_VIEWS[view]?.(pool, scenario.borrower(who))),
          ),
          ...BORROWERS.map((who) => requiredRepayment(pool, scenario.borrower(who))),
        ];
        expect(answers.filter((answer) => typeof answer === 'bigint' && answer < 0n)).toEqual([]);
      }),
    );
  });

  it('answers the same in one step and in two', () => {
    fc.assert(
      fc.property(walk(), later, later, (scenario, first, second) => {
        const state = scenario.books.pool();
        const half = poolAt(state, scenario.now + first);
        const direct = poolAt(state, half.at + second);
        const rolled = poolAt(rollPool(state, half.at), half.at + second);
        for (const view of readable(POOL_VIEWS)) expect(POOL_VIEWS[view]?.(rolled)).toEqual(POOL_VIEWS[view]?.(direct));
        expect(rolled.globalIndex).toBe(direct.globalIndex);
        for (const who of EVERYONE) {
          const staker = scenario.staker(who);
          for (const view of readable(STAKER_VIEWS)) {
            const answer = STAKER_VIEWS[view]?.(direct, staker);
            expect(STAKER_VIEWS[view]?.(rolled, rollStaker(half, staker))).toEqual(answer);
            expect(STAKER_VIEWS[view]?.(rolled, staker)).toEqual(answer);
            expect(STAKER_VIEWS[view]?.(direct, rollStaker(half, staker))).toEqual(answer);
          }
        }
        expect(rollPool(rollPool(state, half.at), direct.at)).toEqual(rollPool(state, direct.at));
      }),
    );
  });

  it('never lets an index or a claim fall as time passes', () => {
    fc.assert(
      fc.property(walk(), later, later, (scenario, first, second) => {
        const earlier = scenario.pool(scenario.now + first);
        const after = scenario.pool(earlier.at + second);
        expect(after.globalIndex).toBeGreaterThanOrEqual(earlier.globalIndex);
        // Not for the zero address, whose claim is on the total as it is by then.
        for (const who of STAKERS) {
          const staker = scenario.staker(who);
          expect(claimableRewards(after, staker)).toBeGreaterThanOrEqual(claimableRewards(earlier, staker));
          expect(debtBalance(after, staker)).toBeGreaterThanOrEqual(debtBalance(earlier, staker));
        }
      }),
    );
  });

  it('never gives out more than is emitted', () => {
    fc.assert(
      fc.property(walk({ honest: true }), later, (scenario, seconds) => {
        const pool = scenario.pool(scenario.now + seconds);
        const now = scenario.pool();
        const claimable = (at: PoolAt) => sum(STAKERS.map((who) => claimableRewards(at, scenario.staker(who))));
        const emitted = seconds * pool.state.rewardsPerSecond;
        // Rounding down in two steps instead of one can hold back a unit for each staker and settlement.
        expect(claimable(pool) - claimable(now)).toBeLessThanOrEqual(emitted + 2n * BigInt(STAKERS.length));
      }),
    );
  });

  it('lists pending receipts that make up the debt not yet settled', () => {
    fc.assert(
      fc.property(walk(), later, (scenario, seconds) => {
        const pool = scenario.pool(scenario.now + seconds);
        for (const who of STAKERS) {
          const staker = scenario.staker(who);
          const receipts = pendingDebtReceipts(pool, staker);
          expect(sum(receipts.map(({ amount }) => amount))).toBe(debtBalance(pool, staker) - staker.settledDebtBalance);
          for (const { index, epoch, amount, inactiveBalanceBefore, inactiveBalanceAfter } of receipts) {
            const { shortfallIndex } = pool.state.shortfalls[Number(index)] as {
              epoch: bigint;
              shortfallIndex: bigint;
            };
            expect(epoch).toBe(pool.state.shortfalls[Number(index)]?.epoch);
            expect(amount).toBe(inactiveBalanceBefore - inactiveBalanceAfter);
            expect(amount).toBeGreaterThan(0n);
            expect(inactiveBalanceAfter).toBe((inactiveBalanceBefore * shortfallIndex) / 10n ** 36n);
          }
        }
      }),
    );
  });

  it('knows what markDebt charges, and leaves the pool solvent', () => {
    let marked = 0;
    fc.assert(
      fc.property(walk(), fc.boolean(), (scenario, swapped) => {
        const list = swapped ? [...BORROWERS].reverse() : BORROWERS;
        scenario.at((scenario.pool().epoch ?? 0n) + 1n);
        const pool = scenario.pool();
        const charges = list.map((who) => borrowerShortfallAmount(pool, scenario.borrower(who)));
        if (shortfallAmount(pool) === 0n) {
          expect(sum(charges)).toBe(0n);
        } else if (covers(scenario)) {
          marked++;
          expect(scenario.markDebt(list)[0]).toBe(charges[0]);
          expect(sum(charges)).toBeGreaterThanOrEqual(shortfallAmount(pool));
          expect(solvency(scenario.pool()).isSolvent).toBe(true);
        }
      }),
      { numRuns: 1200 },
    );
    expect(marked).toBeGreaterThan(10);
  });

  it('allows no more borrowing than leaves the borrower within its allocation', () => {
    fc.assert(
      fc.property(walk(), later, fc.constantFrom(...BORROWERS), (scenario, seconds, who) => {
        scenario.now += seconds;
        const borrowable = borrowableAmount(scenario.pool(), scenario.borrower(who));
        expect(borrowable).toBeLessThanOrEqual(scenario.pool().availableToBorrow);
        if (borrowable === 0n) return;
        scenario.borrow(who, borrowable);
        expect(isOverdue(scenario.pool(), scenario.borrower(who))).toBe(false);
      }),
    );
  });

  it('asks for the repayment that just avoids being overdue', () => {
    fc.assert(
      fc.property(walk(), later, fc.constantFrom(...BORROWERS), (scenario, seconds, who) => {
        scenario.now += seconds;
        const required = requiredRepayment(scenario.pool(), scenario.borrower(who));
        const next = (scenario.pool().epoch ?? 0n) + 1n;
        if (required > 0n) {
          scenario.repay(who, required - 1n);
          expect(isOverdue(scenario.pool(startOf(scenario.books, next)), scenario.borrower(who))).toBe(true);
          scenario.repay(who, 1n);
        }
        expect(isOverdue(scenario.pool(startOf(scenario.books, next)), scenario.borrower(who))).toBe(false);
      }),
    );
  });
});

describe('loading an inactive record', () => {
  const record = fc
    .tuple(
      fc.bigInt({ min: 0n, max: 4n }),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
    )
    .map(([epoch, current, arriving]) => ({ epoch, current, next: current + arriving, shortfallCounter: 0n }));
  const index = fc.oneof(fc.constantFrom(0n, 10n ** 36n - 1n), fc.bigInt({ min: 0n, max: 10n ** 36n - 1n }));
  const shortfalls = fc
    .array(fc.record({ epoch: fc.bigInt({ min: 0n, max: 9n }), shortfallIndex: index }), { maxLength: 8 })
    .map((list) => list.sort((a, b) => Number(a.epoch - b.epoch)));

  it('neither makes nor loses a unit, and keeps current at or below next', () => {
    fc.assert(
      fc.property(record, shortfalls, (stored, list) => {
        const { balance, loss } = loadInactiveBalance(stored, list, 10n);
        expect(balance.next + loss).toBe(stored.next);
        expect(balance.current).toBeLessThanOrEqual(balance.next);
        expect(balance.current).toBeGreaterThanOrEqual(0n);
        expect(balance.shortfallCounter).toBe(BigInt(list.length));
      }),
    );
  });

  it('does not depend on when it was loaded before', () => {
    fc.assert(
      fc.property(record, shortfalls, fc.bigInt({ min: 4n, max: 10n }), (stored, list, epoch) => {
        // What the contract knew in that epoch: shortfalls up to it.
        const known = list.filter((shortfall) => shortfall.epoch <= epoch);
        const first = loadInactiveBalance(stored, known, epoch);
        const second = loadInactiveBalance(first.balance, list, 10n);
        const direct = loadInactiveBalance(stored, list, 10n);
        expect(second.balance).toEqual(direct.balance);
        expect(first.loss + second.loss).toBe(direct.loss);
      }),
    );
  });

  it('never leaves more than the product of the indexes would', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.array(index, { minLength: 1, maxLength: 6 }),
        (next, indexes) => {
          const list = indexes.map((shortfallIndex) => ({ epoch: 1n, shortfallIndex }));
          const stored = { epoch: 1n, current: next, next, shortfallCounter: 0n };
          const { current } = loadInactiveBalance(stored, list, 1n).balance;
          const base = 10n ** 36n;
          const exact = indexes.reduce((product, each) => product * each, next) / base ** BigInt(indexes.length);
          expect(current).toBeLessThanOrEqual(exact);
          expect(current).toBeGreaterThanOrEqual(exact - BigInt(indexes.length));
        },
      ),
    );
  });

  it('takes all of the epoch at an index of zero, and nothing that arrives later', () => {
    fc.assert(
      fc.property(record, (stored) => {
        const { balance, loss } = loadInactiveBalance(
          stored,
          [{ epoch: stored.epoch, shortfallIndex: 0n }],
          stored.epoch,
        );
        expect(balance.current).toBe(0n);
        expect(balance.next).toBe(stored.next - stored.current);
        expect(loss).toBe(stored.current);
      }),
    );
  });
});

describe('the epoch schedule', () => {
  const interval = fc.bigInt({ min: 6n * DAY, max: 92n * DAY });

  it('puts every second into one epoch, with at least a second left of it', () => {
    fc.assert(
      fc.property(interval, fc.bigInt({ min: 1n, max: 2n ** 32n }), later, (epochInterval, epochOffset, since) => {
        const schedule = { epochInterval, epochOffset };
        const at = epochOffset + since;
        const epoch = epochAt(schedule, at) as bigint;
        const left = timeRemainingAt(schedule, at) as bigint;
        expect(left).toBeGreaterThanOrEqual(1n);
        expect(left).toBeLessThanOrEqual(epochInterval);
        expect(startOf(schedule, epoch)).toBeLessThanOrEqual(at);
        expect(startOf(schedule, epoch + 1n)).toBe(at + left);
        expect(epochAt(schedule, epochOffset - 1n)).toBeNull();
      }),
    );
  });

  it('finds the second at which an epoch closed, through any changes the contract allows', () => {
    const change = fc.record({ wait: later, interval, start: fc.bigInt({ min: 0n, max: 5n * DAY }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.bigInt({ min: 0n, max: 12n }), (list, epoch) => {
        const changes: ScheduleChange[] = [];
        let now = 1_000n * DAY;
        for (const { wait, interval: length, start } of list) {
          const last = changes.at(-1);
          now += last === undefined ? 0n : wait;
          const current = last && epochAt({ epochInterval: last.interval, epochOffset: last.offset }, now);
          // Before epoch zero it may start at any later time; afterwards the number of the epoch must not change.
          const offset = typeof current === 'bigint' ? now - (start % length) - current * length : now + 1n + start;
          changes.push({ timestamp: now, interval: length, offset });
        }
        const closing = closingSecondOfEpoch(changes, epoch) as bigint;
        const epochOf = (at: bigint) => {
          const found = scheduleAt(changes, at) as ScheduleChange;
          return epochAt({ epochInterval: found.interval, epochOffset: found.offset }, at);
        };
        expect(epochOf(closing)).toBe(epoch);
        expect(epochOf(closing + 1n)).toBe(epoch + 1n);
      }),
      { numRuns: 500 },
    );
  });
});
