/** LS1EpochSchedule and LS1Rewards in the books: epochs, rolling over, and the reward index. */
import { ZeroAddress } from 'ethers';
import { type Balance, BooksError, BooksStorage } from './storage.ts';

const INDEX_BASE = 10n ** 18n;

export class RewardBooks extends BooksStorage {
  /** A GlobalIndexUpdated: the end of the total's epoch if settling to it is due and moves the clock, else now. */
  settleGlobalIndex(now: bigint): void {
    const { epoch, current, next } = this.totalActive;
    const isDue = this.started(now) && this.epoch(now) > epoch && current !== next;
    const isBoundary = isDue && this.#withinDistribution(this.#endOf(epoch)) > this.globalIndexTimestamp;
    if (this.started(now)) this.settleTotal(now);
    if (!isBoundary) this.settleIndex(this.totalActive.current, now);
  }

  /** A UserIndexUpdated: the end of the record's epoch if settling to it is due and earns something, else now. */
  settleUserRewards(now: bigint, address: string): void {
    this.settleTotal(now);
    const { active, rewardsIndex } = this.staker(address);
    const isDue = this.epoch(now) > active.epoch && active.current !== active.next;
    const isBoundary = isDue && this.#indexAtEnd(active.epoch) !== rewardsIndex;
    this.settleToBoundary(now, address);
    if (!isBoundary) this.settleToNow(address, active.current);
  }

  started(now: bigint): boolean {
    return this.epochInterval > 0n && now >= this.epochOffset;
  }

  /** Number of the epoch of that second; refuses a second before epoch zero. */
  epoch(now: bigint): bigint {
    if (!this.started(now)) throw new BooksError('epoch zero has not started');
    return (now - this.epochOffset) / this.epochInterval;
  }

  /** The record that the contract reads as the account's active balance: for the zero address, the total's. */
  protected active(address: string): Balance {
    return address === ZeroAddress ? this.totalActive : this.staker(address).active;
  }

  protected add(balance: Balance, current: bigint, next: bigint): void {
    balance.current += current;
    balance.next += next;
    if (balance.current < 0n || balance.next < 0n) throw new BooksError('a balance fell below zero');
  }

  protected roll(balance: Balance, now: bigint): void {
    const epoch = this.epoch(now);
    if (epoch <= balance.epoch) return;
    balance.epoch = epoch;
    balance.current = balance.next;
  }

  protected settleTotal(now: bigint): void {
    const { epoch, current, next } = this.totalActive;
    if (this.epoch(now) > epoch && current !== next) {
      this.settleIndex(current, this.#endOf(epoch));
      this.epochIndexes.set(epoch, this.globalIndex);
    }
    this.roll(this.totalActive, now);
  }

  protected settleIndex(staked: bigint, until: bigint): void {
    const end = this.#withinDistribution(until);
    const seconds = end - this.globalIndexTimestamp;
    if (seconds <= 0n) return;
    if (staked > 0n) {
      const emitted = seconds * this.rewardsPerSecond;
      this.globalIndex += (emitted * INDEX_BASE) / staked;
      this.cumulativeEmittedRewards += emitted;
    }
    this.globalIndexTimestamp = end;
  }

  protected settleToBoundary(now: bigint, address: string): void {
    const record = this.active(address);
    if (this.epoch(now) > record.epoch && record.current !== record.next) {
      this.#accrue(address, record.current, this.#indexAtEnd(record.epoch));
    }
    this.roll(record, now);
  }

  protected settleToNow(address: string, balance: bigint): void {
    this.#accrue(address, balance, this.globalIndex);
  }

  #accrue(address: string, balance: bigint, index: bigint): void {
    const staker = this.staker(address);
    if (index < staker.rewardsIndex) throw new BooksError('the reward index of a staker ran backwards');
    staker.accruedRewards += (balance * (index - staker.rewardsIndex)) / INDEX_BASE;
    staker.rewardsIndex = index;
  }

  #endOf(epoch: bigint): bigint {
    return this.epochOffset + (epoch + 1n) * this.epochInterval;
  }

  #indexAtEnd(epoch: bigint): bigint {
    return this.epochIndexes.get(epoch) ?? 0n;
  }

  #withinDistribution(second: bigint): bigint {
    return second > this.distributionEnd ? this.distributionEnd : second;
  }
}
