/** Random walks: any list of steps becomes a sequence of calls that the contract would have accepted. */
import fc from 'fast-check';
import { borrowableAmount } from '../../api/domain/borrowing.ts';
import { shortfallAmount } from '../../api/domain/debt-accounting.ts';
import { transferableBalance } from '../../api/domain/staked-balances.ts';
import { stakeAvailableToWithdraw } from '../../api/domain/staking.ts';
import { DAY, NOBODY, Scenario } from './ledger-scenario.ts';

export const STAKERS = ['alice', 'bob', 'carol'];
export const BORROWERS = ['b1', 'b2'];
const KINDS = [
  ...['stake', 'request', 'withdraw', 'transfer', 'borrow', 'borrow', 'repay', 'mark', 'mark', 'repayDebt'],
  ...['claim', 'donate', 'rate', 'allocate', 'settle', 'nobody', 'default', 'default', 'default'],
] as const;

export interface Step {
  kind: (typeof KINDS)[number];
  /** Picks the staker and the borrower. */
  who: number;
  /** Of what could be moved, in percent. */
  share: bigint;
  /** Seconds that pass before. */
  wait: bigint;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  who: fc.nat({ max: 5 }),
  share: fc.oneof(fc.constantFrom(0n, 100n), fc.bigInt({ min: 0n, max: 100n })),
  wait: fc.oneof(fc.constantFrom(0n, DAY, 7n * DAY, 9n * DAY), fc.bigInt({ min: 0n, max: 10n * DAY })),
});

/** `honest` leaves out stake for the zero address, which counts twice. */
export function walk({ honest = false } = {}): fc.Arbitrary<Scenario> {
  return fc
    .record({
      steps: fc.array(step, { minLength: 15, maxLength: 60, size: 'max' }),
      rate: fc.bigInt({ min: 0n, max: 10n ** 18n }),
      stakes: fc.tuple(...STAKERS.map(() => fc.bigInt({ min: 1n, max: 10n ** 12n }))),
    })
    .map(({ steps, rate, stakes }) => {
      const scenario = new Scenario({ rate, interval: 7n * DAY, blackoutWindow: 3n * DAY });
      scenario.allocate({ [NOBODY]: 1_000n, b1: 3_333n, b2: 5_667n });
      scenario.at(0n);
      for (const [i, amount] of stakes.entries()) scenario.stake(STAKERS[i] as string, amount);
      for (const each of steps) if (!honest || each.kind !== 'nobody') take(scenario, each);
      return scenario;
    });
}

function take(scenario: Scenario, { kind, who, share, wait }: Step): void {
  scenario.now += wait;
  const staker = STAKERS[who % STAKERS.length] as string;
  const other = STAKERS[(who + 1) % STAKERS.length] as string;
  const borrower = BORROWERS[who % BORROWERS.length] as string;
  const of = (most: bigint) => (most * share) / 100n;
  const { books, now } = scenario;
  const pool = scenario.pool();
  const calls: Record<Step['kind'], () => void> = {
    stake: () => scenario.stake(staker, share * 1_000_003n),
    nobody: () => scenario.stake(NOBODY, share),
    request: () => scenario.request(staker, of(transferableBalance(pool, scenario.staker(staker)))),
    transfer: () => books.transfer(now, staker, other, of(transferableBalance(pool, scenario.staker(staker)))),
    withdraw: () => scenario.withdraw(staker, of(stakeAvailableToWithdraw(pool, scenario.staker(staker)))),
    borrow: () => scenario.borrow(borrower, of(borrowableAmount(pool, scenario.borrower(borrower)))),
    repay: () => scenario.repay(borrower, of(books.borrower(borrower).borrowedBalance)),
    repayDebt: () => scenario.repayDebt(borrower, of(books.borrower(borrower).debtBalance)),
    mark: () => mark(scenario),
    default: () => {
      // Everything is lent out, stake is requested, nothing comes back.
      for (const each of BORROWERS) {
        books.borrower(each).isBorrowingRestricted = false;
        scenario.borrow(each, borrowableAmount(scenario.pool(), scenario.borrower(each)));
      }
      scenario.request(staker, of(transferableBalance(pool, scenario.staker(staker))));
      scenario.request(other, of(transferableBalance(pool, scenario.staker(other))));
      scenario.at((pool.epoch ?? 0n) + 1n, wait % (7n * DAY));
      mark(scenario);
    },
    claim: () => books.claim(now, staker),
    donate: () => scenario.donate(share),
    rate: () => books.setRewardsPerSecond(now, share * 10n ** 15n),
    // Moves the two borrowers' shares, which keeps the sum.
    allocate: () => scenario.allocate({ b1: share * 90n, b2: 9_000n - share * 90n }),
    settle: () => books.settleInactive(staker, pool.epoch ?? 0n),
  };
  calls[kind]();
}

function mark(scenario: Scenario): void {
  if (shortfallAmount(scenario.pool()) > 0n && covers(scenario)) scenario.markDebt(BORROWERS);
}

/** Whether the borrowers' excesses make up the shortfall, without which `markDebt` reverts. */
export function covers(scenario: Scenario): boolean {
  const { books } = scenario;
  const active = scenario.pool().totalActive.current;
  const epoch = scenario.pool().epoch ?? 0n;
  const excess = BORROWERS.reduce((sum, who) => {
    const { allocation, borrowedBalance } = books.borrower(who);
    const above =
      borrowedBalance * 10_000n - active * (epoch > allocation.epoch ? allocation.next : allocation.current);
    return above > 0n ? sum + above : sum;
  }, 0n);
  return excess >= (books.totalBorrowedBalance - active) * 10_000n;
}
