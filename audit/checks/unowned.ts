/**
 * The parts of the totals that no staker has, followed exactly: what the contract staked twice for the zero address,
 * what was deleted through the failsafe, and what flooring each staker's share of a shortfall lost.
 */
import { ZeroAddress } from 'ethers';
import { debtBalance, loadInactiveBalance } from '../../api/domain/inactive-balances.ts';
import { poolAt } from '../../api/domain/pool-at.ts';
import { activeBalance, rollBalance } from '../../api/domain/staked-balances.ts';
import type { Entry } from '../books/entries.ts';
import { stakerState } from '../books/state.ts';
import type { World } from '../check.ts';

const SHORTFALL_INDEX_BASE = 10n ** 36n;

/** Amounts of the current epoch and from the next one on, USDC base units (10^-6). */
export interface Pair {
  readonly epoch: bigint;
  readonly current: bigint;
  readonly next: bigint;
}

/** One shortfall, as it fell on the stakers. */
export interface Cut {
  readonly stakers: number;
  /** Inactive stake that stakers had between them just before and just after. */
  readonly before: bigint;
  readonly after: bigint;
  /** What flooring took from them above their exact share, in units of 10^-36, with what flooring the index took. */
  readonly floored: bigint;
  /** Of the total, what no staker had just before, and has just after. */
  readonly unownedBefore: bigint;
  readonly unownedAfter: bigint;
}

const NOTHING: Pair = { epoch: 0n, current: 0n, next: 0n };

export class Unowned {
  readonly #world: World;
  active = NOTHING;
  inactive = NOTHING;
  /** Debt that all stakers should have between them, settled and pending. */
  debt = 0n;

  constructor(world: World) {
    this.#world = world;
  }

  /** Takes the state at the start of a window as given. */
  open(at: bigint): void {
    const { books } = this.#world;
    const pool = poolAt(books.pool(), at);
    const sum = { active: { ...pool.totalActive }, inactive: { ...pool.totalInactive } };
    for (const address of books.stakers.keys()) {
      const staker = stakerState(books, address);
      const active = activeBalance(pool, staker);
      const { balance } = loadInactiveBalance(staker.inactive, books.shortfalls, pool.epoch);
      sum.active = minus(sum.active, active);
      sum.inactive = minus(sum.inactive, balance);
      this.debt += debtBalance(pool, staker);
    }
    this.active = sum.active;
    this.inactive = sum.inactive;
  }

  /** Follows a row before it is booked; what a shortfall did, for the last row of one. */
  follow(entry: Entry): Cut | null {
    const { name, timestamp, amount, address } = entry;
    const epoch = this.#world.books.started(timestamp) ? this.#world.books.epoch(timestamp) : 0n;
    const isNobody = name in NOBODYS && address('staker') === ZeroAddress;
    if (isNobody) this.#move(name, amount('amount'), epoch);
    if (name === 'WithdrewDebt' || name === 'OperatorDecreasedStakerDebt') this.debt -= amount('amount');
    if (name === 'InactiveBalanceDeleted') this.#delete(address('staker'), epoch);
    return name === 'ConvertedInactiveBalancesToDebt'
      ? this.#cut(epoch, amount('shortfallAmount'), amount('shortfallIndex'))
      : null;
  }

  #move(name: string, amount: bigint, epoch: bigint): void {
    const [active, activeNext, inactive, inactiveNext] = NOBODYS[name] as readonly bigint[];
    this.active = plus(this.active, epoch, (active ?? 0n) * amount, (activeNext ?? 0n) * amount);
    this.inactive = plus(this.inactive, epoch, (inactive ?? 0n) * amount, (inactiveNext ?? 0n) * amount);
  }

  #delete(address: string, epoch: bigint): void {
    const { books } = this.#world;
    const { balance, loss } = loadInactiveBalance(books.staker(address).inactive, books.shortfalls, epoch);
    this.inactive = plus(this.inactive, epoch, balance.current, balance.next);
    this.debt -= loss;
  }

  #cut(epoch: bigint, amount: bigint, index: bigint): Cut {
    const { books } = this.#world;
    const total = rollBalance(books.totalInactive, epoch).current;
    let [stakers, before, after, floored] = [0, 0n, 0n, SHORTFALL_INDEX_BASE * (total - amount) - index * total];
    for (const { inactive } of books.stakers.values()) {
      const { current } = loadInactiveBalance(inactive, books.shortfalls, epoch).balance;
      if (current > 0n) stakers++;
      before += current;
      after += (current * index) / SHORTFALL_INDEX_BASE;
      floored += (current * index) % SHORTFALL_INDEX_BASE;
    }
    const unownedBefore = rollBalance(this.inactive, epoch).current;
    // Exact: what nobody had is cut as everything is, and gets what was rounded off everywhere.
    const unownedAfter = (unownedBefore * index + floored) / SHORTFALL_INDEX_BASE;
    this.inactive = plus(this.inactive, epoch, unownedAfter - unownedBefore, unownedAfter - unownedBefore);
    this.debt += before - after;
    return { stakers, before, after, floored, unownedBefore, unownedAfter };
  }
}

/** What stake of the zero address does to the parts: active current and next, inactive current and next. */
const NOBODYS: Readonly<Record<string, readonly bigint[]>> = {
  Staked: [2n, 2n, 0n, 0n],
  WithdrawalRequested: [0n, -1n, 0n, 1n],
  WithdrewStake: [0n, 0n, -1n, -1n],
};

const plus = (pair: Pair, epoch: bigint, current: bigint, next: bigint): Pair => {
  const rolled = rollBalance(pair, epoch);
  return { epoch: rolled.epoch, current: rolled.current + current, next: rolled.next + next };
};

const minus = (pair: Pair, { current, next }: Pair): Pair => plus(pair, pair.epoch, -current, -next);
