/** The shadow ledger's books: what each call of the pool does to its storage, as the specification of it says. */
import { ZeroAddress } from 'ethers';
import type { PoolState } from '../../api/domain/state.ts';

interface Balance {
  epoch: bigint;
  current: bigint;
  next: bigint;
}

interface Staker {
  active: Balance;
  inactive: Balance & { shortfallCounter: bigint };
  settledDebtBalance: bigint;
  rewardsIndex: bigint;
  accruedRewards: bigint;
}

interface Borrower {
  allocation: Balance;
  borrowedBalance: bigint;
  debtBalance: bigint;
  isBorrowingRestricted: boolean;
}

const empty = (): Balance => ({ epoch: 0n, current: 0n, next: 0n });

export class LedgerBooks {
  epochInterval = 0n;
  epochOffset = 0n;
  blackoutWindow = 0n;
  rewardsPerSecond = 0n;
  globalIndex = 0n;
  globalIndexTimestamp = 0n;
  totalActive = empty();
  totalInactive = empty();
  totalBorrowedBalance = 0n;
  totalBorrowerDebtBalance = 0n;
  totalDebtAvailableToWithdraw = 0n;
  tokenBalance = 0n;
  readonly shortfalls: { epoch: bigint; shortfallIndex: bigint }[] = [];
  readonly epochIndexes = new Map<bigint, bigint>();
  readonly stakers = new Map<string, Staker>();
  readonly borrowers = new Map<string, Borrower>();
  readonly distributionStart: bigint;
  readonly distributionEnd: bigint;

  constructor(distributionStart: bigint, distributionEnd: bigint) {
    this.distributionStart = distributionStart;
    this.distributionEnd = distributionEnd;
    // Everything is unallocated at first, and no log says so.
    this.borrower(ZeroAddress).allocation = { epoch: 0n, current: 10_000n, next: 10_000n };
  }

  staker(address: string): Staker {
    let staker = this.stakers.get(address);
    if (staker === undefined) {
      const inactive = { ...empty(), shortfallCounter: 0n };
      staker = { active: empty(), inactive, settledDebtBalance: 0n, rewardsIndex: 0n, accruedRewards: 0n };
      this.stakers.set(address, staker);
    }
    return staker;
  }

  borrower(address: string): Borrower {
    let borrower = this.borrowers.get(address);
    if (borrower === undefined) {
      borrower = { allocation: empty(), borrowedBalance: 0n, debtBalance: 0n, isBorrowingRestricted: false };
      this.borrowers.set(address, borrower);
    }
    return borrower;
  }

  pool(): PoolState {
    return {
      epochInterval: this.epochInterval,
      epochOffset: this.epochOffset,
      blackoutWindow: this.blackoutWindow,
      rewardsPerSecond: this.rewardsPerSecond,
      globalIndex: this.globalIndex,
      globalIndexTimestamp: this.globalIndexTimestamp,
      distributionStart: this.distributionStart,
      distributionEnd: this.distributionEnd,
      totalActive: { ...this.totalActive },
      totalInactive: { ...this.totalInactive },
      totalBorrowedBalance: this.totalBorrowedBalance,
      totalBorrowerDebtBalance: this.totalBorrowerDebtBalance,
      totalDebtAvailableToWithdraw: this.totalDebtAvailableToWithdraw,
      tokenBalance: this.tokenBalance,
      shortfalls: [...this.shortfalls],
      epochIndexes: new Map(this.epochIndexes),
    };
  }

  setEpochParameters(now: bigint, interval: bigint, offset: bigint): void {
    if (this.epochInterval === 0n) {
      this.globalIndexTimestamp = now > this.distributionStart ? now : this.distributionStart;
    } else if (this.#started(now)) {
      this.#settleTotal(now);
    }
    this.epochInterval = interval;
    this.epochOffset = offset;
  }

  setRewardsPerSecond(now: bigint, rate: bigint): void {
    if (this.#started(now)) this.#settleTotal(now);
    this.#settleIndex(this.#started(now) ? this.totalActive.current : 0n, now);
    this.rewardsPerSecond = rate;
  }

  stake(now: bigint, address: string, amount: bigint): void {
    this.#settleTotal(now);
    const total = this.totalActive.current;
    this.#add(this.totalActive, amount, amount);
    // The zero address's record is the total itself, which therefore grows twice.
    const record = this.#active(address);
    this.#settleToBoundary(now, address);
    const own = record.current;
    this.#add(record, amount, amount);
    this.#settleIndex(total, now);
    this.#settleToNow(address, own);
  }

  requestWithdrawal(now: bigint, address: string, amount: bigint): void {
    this.#settleTotal(now);
    this.#add(this.totalActive, 0n, -amount);
    this.#roll(this.totalInactive, now);
    this.#add(this.totalInactive, 0n, amount);
    if (address === ZeroAddress) return;
    this.#settleToBoundary(now, address);
    this.#add(this.staker(address).active, 0n, -amount);
    this.#loadInactive(now, address);
    this.#add(this.staker(address).inactive, 0n, amount);
  }

  transfer(now: bigint, from: string, to: string, amount: bigint): void {
    this.#settleTotal(now);
    this.#settleToBoundary(now, from);
    const sent = this.staker(from).active.current;
    this.#add(this.staker(from).active, -amount, -amount);
    this.#settleToBoundary(now, to);
    const received = this.staker(to).active.current;
    this.#add(this.staker(to).active, amount, amount);
    this.#settleIndex(this.totalActive.current, now);
    this.#settleToNow(from, sent);
    this.#settleToNow(to, received);
  }

  claim(now: bigint, address: string): void {
    this.#settleTotal(now);
    this.#settleToBoundary(now, address);
    this.#settleIndex(this.totalActive.current, now);
    this.#settleToNow(address, this.#active(address).current);
    this.staker(address).accruedRewards = 0n;
  }

  withdrawStake(now: bigint, address: string, amount: bigint): void {
    this.#roll(this.totalInactive, now);
    this.#add(this.totalInactive, -amount, -amount);
    if (address === ZeroAddress) return;
    this.#loadInactive(now, address);
    this.#add(this.staker(address).inactive, -amount, -amount);
  }

  decreaseStakerDebt(now: bigint, address: string, amount: bigint): void {
    if (address === ZeroAddress) this.#roll(this.totalInactive, now);
    else this.#loadInactive(now, address);
    this.staker(address).settledDebtBalance -= amount;
  }

  applyShortfall(now: bigint, amount: bigint, shortfallIndex: bigint): void {
    this.#roll(this.totalInactive, now);
    this.#add(this.totalInactive, -amount, -amount);
    this.shortfalls.push({ epoch: this.#epoch(now), shortfallIndex });
  }

  borrow(address: string, amount: bigint): void {
    this.borrower(address).borrowedBalance += amount;
    this.totalBorrowedBalance += amount;
  }

  owe(address: string, amount: bigint): void {
    this.borrower(address).debtBalance += amount;
    this.totalBorrowerDebtBalance += amount;
  }

  allocate(address: string, current: bigint, next: bigint, takesEffectIn: bigint): void {
    const borrower = this.borrower(address);
    // Epoch 0 stands for "before epoch zero": the change holds at once.
    if (takesEffectIn === 0n) borrower.allocation = { epoch: borrower.allocation.epoch, current: next, next };
    else borrower.allocation = { epoch: takesEffectIn - 1n, current, next };
  }

  deleteInactive(address: string): void {
    this.staker(address).inactive = { ...empty(), shortfallCounter: 0n };
  }

  /** `failsafeSettleUserInactiveBalanceToEpoch`: as loading does, but only to a given epoch. */
  settleInactive(address: string, epoch: bigint): void {
    const { inactive } = this.staker(address);
    this.#applyShortfalls(address);
    if (epoch <= inactive.epoch) return;
    inactive.epoch = epoch;
    inactive.current = inactive.next;
    this.#applyShortfalls(address);
  }

  #started(now: bigint): boolean {
    return this.epochInterval > 0n && now >= this.epochOffset;
  }

  #epoch(now: bigint): bigint {
    if (!this.#started(now)) throw new Error('epoch zero has not started');
    return (now - this.epochOffset) / this.epochInterval;
  }

  #active(address: string): Balance {
    return address === ZeroAddress ? this.totalActive : this.staker(address).active;
  }

  #add(balance: Balance, current: bigint, next: bigint): void {
    balance.current += current;
    balance.next += next;
    if (balance.current < 0n || balance.next < 0n) throw new Error('a balance fell below zero');
  }

  #roll(balance: Balance, now: bigint): void {
    const epoch = this.#epoch(now);
    if (epoch <= balance.epoch) return;
    balance.epoch = epoch;
    balance.current = balance.next;
  }

  #settleTotal(now: bigint): void {
    const { epoch, current, next } = this.totalActive;
    if (this.#epoch(now) > epoch && current !== next) {
      this.#settleIndex(current, this.epochOffset + (epoch + 1n) * this.epochInterval);
      this.epochIndexes.set(epoch, this.globalIndex);
    }
    this.#roll(this.totalActive, now);
  }

  #settleIndex(staked: bigint, until: bigint): void {
    const end = until > this.distributionEnd ? this.distributionEnd : until;
    const seconds = end - this.globalIndexTimestamp;
    if (seconds <= 0n) return;
    if (staked > 0n) this.globalIndex += (seconds * this.rewardsPerSecond * 10n ** 18n) / staked;
    this.globalIndexTimestamp = end;
  }

  #settleToBoundary(now: bigint, address: string): void {
    const record = this.#active(address);
    if (this.#epoch(now) > record.epoch && record.current !== record.next) {
      this.#accrue(address, record.current, this.epochIndexes.get(record.epoch) ?? 0n);
    }
    this.#roll(record, now);
  }

  #settleToNow(address: string, balance: bigint): void {
    this.#accrue(address, balance, this.globalIndex);
  }

  #accrue(address: string, balance: bigint, index: bigint): void {
    const staker = this.staker(address);
    if (index < staker.rewardsIndex) throw new Error('the reward index of a staker ran backwards');
    staker.accruedRewards += (balance * (index - staker.rewardsIndex)) / 10n ** 18n;
    staker.rewardsIndex = index;
  }

  #loadInactive(now: bigint, address: string): void {
    const { inactive } = this.staker(address);
    if (inactive.next > 0n) {
      this.settleInactive(address, this.#epoch(now));
      return;
    }
    inactive.epoch = this.#epoch(now);
    inactive.shortfallCounter = BigInt(this.shortfalls.length);
  }

  #applyShortfalls(address: string): void {
    const staker = this.staker(address);
    const { inactive } = staker;
    for (const { epoch, shortfallIndex } of this.shortfalls.slice(Number(inactive.shortfallCounter))) {
      if (epoch > inactive.epoch) return;
      const left = (inactive.current * shortfallIndex) / 10n ** 36n;
      staker.settledDebtBalance += inactive.current - left;
      inactive.next -= inactive.current - left;
      inactive.current = left;
      inactive.shortfallCounter += 1n;
    }
  }
}
