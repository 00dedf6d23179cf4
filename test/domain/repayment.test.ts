/** What must be paid and when: worked examples of the specification, and what holds for every sequence of calls. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocationFractionNextEpoch } from '../../api/domain/borrower-allocations.ts';
import { requiredRepayment, secondsUntilDue } from '../../api/domain/borrowing.ts';
import { borrowerShortfallAmount, isOverdue, shortfallAmount } from '../../api/domain/debt-accounting.ts';
import { startOf } from '../../api/domain/epoch-schedule.ts';
import { debtBalance, inactiveBalanceNextEpoch, lossToShortfall } from '../../api/domain/inactive-balances.ts';
import { bookShortfall, type ShortfallBooking } from '../../api/domain/shortfall-booking.ts';
import { DAY, EPOCH_ZERO, NOBODY, Scenario } from '../support/ledger-scenario.ts';
import { BORROWERS, covers, STAKERS, walk } from '../support/ledger-walk.ts';

/** The projection of a scenario's present second, from balances that the contract calls next. */
function project(scenario: Scenario, list: readonly string[]): ShortfallBooking {
  const pool = scenario.pool();
  const totals = {
    active: pool.totalActive.next,
    inactive: pool.totalInactive.next,
    borrowed: pool.state.totalBorrowedBalance,
  };
  const exposures = list.map((borrower) => {
    const state = scenario.borrower(borrower);
    const allocationFraction = allocationFractionNextEpoch(pool, state);
    return { borrower, borrowedBalance: state.borrowedBalance, allocationFraction };
  });
  return bookShortfall(totals, exposures);
}

const amounts = ({ charges }: ShortfallBooking) => charges.map(({ borrower, amount }) => [borrower, amount]);

describe('the projection at the next epoch', () => {
  it('rounds what each borrower is charged up, and shows what the order can change', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, first: 3_333n, second: 6_667n });
    scenario.at(0n).stake('alice', 150n);
    scenario.request('alice', 50n);
    scenario.borrow('first', 40n);
    scenario.borrow('second', 70n);
    expect(shortfallAmount(scenario.pool())).toBe(0n);
    expect(project(scenario, ['first', 'second'])).toEqual({
      shortfallAmount: 10n,
      isCovered: true,
      charges: [
        { borrower: 'first', amount: 7n, leastAmount: 7n, mostAmount: 7n },
        { borrower: 'second', amount: 4n, leastAmount: 4n, mostAmount: 4n },
      ],
      convertedAmount: 10n,
      shortfallIndex: 8n * 10n ** 35n,
    });
    scenario.repay('second', 3n);
    // 100 active, 107 borrowed: the second is within its allocation, the first owes 7 of its 40.
    expect(amounts(project(scenario, ['first', 'second']))).toEqual([
      ['first', 7n],
      ['second', 1n],
    ]);
  });

  it('charges in the order of the list, and only as far as the shortfall goes', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 4_000n, b1: 3_000n, b2: 3_000n });
    scenario.at(0n).stake('alice', 200n);
    scenario.borrow('b1', 55n);
    scenario.borrow('b2', 60n);
    scenario.request('alice', 100n);
    // 15 are missing; 25 and 30 are above the allocations.
    const [first] = project(scenario, ['b1', 'b2']).charges;
    expect(first).toEqual({ borrower: 'b1', amount: 15n, leastAmount: 0n, mostAmount: 15n });
    expect(amounts(project(scenario, ['b2', 'b1']))).toEqual([['b2', 15n]]);
    scenario.borrow('b2', 20n);
    expect(project(scenario, ['b2', 'b1']).charges).toEqual([
      { borrower: 'b2', amount: 35n, leastAmount: 10n, mostAmount: 35n },
    ]);
    scenario.at(1n);
    expect(scenario.markDebt(['b2', 'b1'])).toEqual([35n, 0n]);
  });

  it('takes a unit more than its share from a single staker', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, borrower: 10_000n });
    scenario.at(0n).stake('alice', 10n);
    scenario.borrow('borrower', 8n);
    scenario.request('alice', 3n);
    const { shortfallIndex } = project(scenario, ['borrower']);
    expect(shortfallIndex).toBe(666_666_666_666_666_666_666_666_666_666_666_666n);
    const inactive = inactiveBalanceNextEpoch(scenario.pool(), scenario.staker('alice'));
    expect(lossToShortfall(inactive, shortfallIndex as bigint)).toBe(2n);
  });

  it('follows a second shortfall on what the first one left', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, borrower: 10_000n });
    scenario.at(0n);
    for (const who of ['alice', 'bob']) scenario.stake(who, 1_000n);
    scenario.borrow('borrower', 2_000n);
    scenario.request('alice', 300n);
    scenario.request('bob', 400n);
    scenario.repay('borrower', 100n);
    expect(amounts(project(scenario, ['borrower']))).toEqual([['borrower', 600n]]);
    scenario.at(1n).request('alice', 200n);
    scenario.markDebt(['borrower']);
    scenario.repay('borrower', 50n);
    const projected = project(scenario, ['borrower']);
    expect(projected).toMatchObject({ shortfallAmount: 150n, convertedAmount: 150n, shortfallIndex: 5n * 10n ** 35n });
    const loss = (who: string) =>
      lossToShortfall(inactiveBalanceNextEpoch(scenario.pool(), scenario.staker(who)), 5n * 10n ** 35n);
    expect([loss('alice'), loss('bob')]).toEqual([121n, 29n]);
  });

  it('books nothing where the pool stays solvent, or where no list would do', () => {
    const totals = { active: 100n, inactive: 50n, borrowed: 100n };
    const exposure = { borrower: 'b', borrowedBalance: 100n, allocationFraction: 10_000n };
    const nothing = { charges: [], convertedAmount: 0n, shortfallIndex: null };
    expect(bookShortfall(totals, [exposure])).toEqual({ ...nothing, shortfallAmount: 0n, isCovered: true });
    // The allocations sum to 12,000: 10 are missing, and only 4 are above an allocation.
    const beyond = { ...totals, borrowed: 110n };
    const two = [
      { borrower: 'b', borrowedBalance: 64n, allocationFraction: 6_000n },
      { borrower: 'c', borrowedBalance: 46n, allocationFraction: 6_000n },
    ];
    expect(bookShortfall(beyond, two)).toEqual({ ...nothing, shortfallAmount: 10n, isCovered: false });
  });

  it('takes all inactive stake and no more where that is not enough', () => {
    const exposure = { borrower: 'b', borrowedBalance: 130n, allocationFraction: 10_000n };
    const short = bookShortfall({ active: 100n, inactive: 20n, borrowed: 130n }, [exposure]);
    expect(short).toMatchObject({ shortfallAmount: 30n, convertedAmount: 20n, shortfallIndex: 0n });
    const even = bookShortfall({ active: 100n, inactive: 30n, borrowed: 130n }, [exposure]);
    expect(even).toMatchObject({ shortfallAmount: 30n, convertedAmount: 30n, shortfallIndex: 0n });
  });

  it('is what markDebt does at that second, and its charges round up by less than a unit each', () => {
    let marked = 0;
    fc.assert(
      fc.property(walk(), fc.boolean(), (scenario, swapped) => {
        const list = swapped ? [...BORROWERS].reverse() : BORROWERS;
        const projected = project(scenario, list);
        const stakers = STAKERS.map((who) => inactiveBalanceNextEpoch(scenario.pool(), scenario.staker(who)));
        scenario.now = startOf(scenario.books, (scenario.pool().epoch ?? 0n) + 1n);
        const pool = scenario.pool();
        expect(projected.shortfallAmount).toBe(shortfallAmount(pool));
        expect(projected.isCovered).toBe(covers(scenario));
        if (projected.shortfallAmount === 0n || !projected.isCovered) {
          expect(projected).toMatchObject({ charges: [], convertedAmount: 0n, shortfallIndex: null });
          return;
        }
        marked++;
        const charge = (who: string) => projected.charges.find(({ borrower }) => borrower === who);
        const sum = projected.charges.reduce((total, { amount }) => total + amount, 0n);
        expect(sum).toBeGreaterThanOrEqual(projected.shortfallAmount);
        expect(sum).toBeLessThan(projected.shortfallAmount + BigInt(list.length));
        for (const { borrower, amount, leastAmount, mostAmount } of projected.charges) {
          expect(mostAmount).toBe(borrowerShortfallAmount(pool, scenario.borrower(borrower)));
          expect(amount).toBeGreaterThanOrEqual(leastAmount);
          expect(amount).toBeLessThanOrEqual(mostAmount);
        }
        const before = STAKERS.map((who) => debtBalance(pool, scenario.staker(who)));
        expect(scenario.markDebt(list)).toEqual(list.map((who) => charge(who)?.amount ?? 0n));
        const after = scenario.pool();
        expect(after.state.shortfalls.at(-1)?.shortfallIndex).toBe(projected.shortfallIndex);
        expect(after.totalInactive.current).toBe(pool.totalInactive.current - projected.convertedAmount);
        for (const [i, who] of STAKERS.entries()) {
          const loss = lossToShortfall(stakers[i] as bigint, projected.shortfallIndex as bigint);
          expect(debtBalance(after, scenario.staker(who)) - (before[i] as bigint)).toBe(loss);
        }
      }),
      { numRuns: 1500 },
    );
    expect(marked).toBeGreaterThan(10);
  });
});

describe('when a repayment is due', () => {
  it('counts the seconds of the epoch, and none once the borrower is overdue', () => {
    const scenario = new Scenario();
    scenario.allocate({ [NOBODY]: 0n, b1: 4_000n, b2: 6_000n });
    expect(secondsUntilDue(scenario.pool(), scenario.borrower('b1'))).toBeNull();
    scenario.at(0n, 5n).stake('alice', 1_000n);
    scenario.borrow('b1', 300n);
    expect(secondsUntilDue(scenario.pool(), scenario.borrower('b1'))).toBeNull();
    scenario.allocate({ b1: 1_000n, b2: 9_000n });
    expect(secondsUntilDue(scenario.pool(), scenario.borrower('b1'))).toBe(28n * DAY - 5n);
    expect(secondsUntilDue(scenario.pool(EPOCH_ZERO + 28n * DAY - 1n), scenario.borrower('b1'))).toBe(1n);
    expect(secondsUntilDue(scenario.pool(EPOCH_ZERO + 28n * DAY), scenario.borrower('b1'))).toBe(0n);
    expect(secondsUntilDue(scenario.pool(EPOCH_ZERO + 28n * DAY), scenario.borrower('b2'))).toBeNull();
  });

  it('is a second of this epoch exactly where a repayment is required', () => {
    const later = fc.bigInt({ min: 0n, max: 20n * DAY });
    fc.assert(
      fc.property(walk(), later, fc.constantFrom(...BORROWERS), (scenario, seconds, who) => {
        const [pool, borrower] = [scenario.pool(scenario.now + seconds), scenario.borrower(who)];
        const left = secondsUntilDue(pool, borrower);
        expect(left === 0n).toBe(isOverdue(pool, borrower));
        if (left === null) expect(requiredRepayment(pool, borrower)).toBe(0n);
        if (left === null || left === 0n) return;
        expect(isOverdue(scenario.pool(pool.at + left - 1n), borrower)).toBe(false);
        expect(isOverdue(scenario.pool(pool.at + left), borrower)).toBe(true);
      }),
    );
  });
});
