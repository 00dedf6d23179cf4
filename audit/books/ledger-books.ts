/** The books: what each call of the pool does to its storage, as the contract's source says it. */
import { ZeroAddress } from 'ethers';
import { StakedBalanceBooks } from './staked-balances.ts';

export class LedgerBooks extends StakedBalanceBooks {
  setEpochParameters(now: bigint, interval: bigint, offset: bigint): void {
    if (this.epochInterval === 0n) {
      this.globalIndexTimestamp = now > this.distributionStart ? now : this.distributionStart;
    } else if (this.started(now)) {
      this.settleTotal(now);
    }
    this.epochInterval = interval;
    this.epochOffset = offset;
  }

  setRewardsPerSecond(now: bigint, rate: bigint): void {
    if (this.started(now)) this.settleTotal(now);
    this.settleIndex(this.started(now) ? this.totalActive.current : 0n, now);
    this.rewardsPerSecond = rate;
  }

  stake(now: bigint, address: string, amount: bigint): void {
    this.settleTotal(now);
    const total = this.totalActive.current;
    this.add(this.totalActive, amount, amount);
    // The zero address's record is the total itself, which therefore grows twice.
    const record = this.active(address);
    this.settleToBoundary(now, address);
    const own = record.current;
    this.add(record, amount, amount);
    this.settleIndex(total, now);
    this.settleToNow(address, own);
  }

  requestWithdrawal(now: bigint, address: string, amount: bigint): void {
    this.settleTotal(now);
    this.add(this.totalActive, 0n, -amount);
    this.roll(this.totalInactive, now);
    this.add(this.totalInactive, 0n, amount);
    if (address === ZeroAddress) return;
    this.settleToBoundary(now, address);
    this.add(this.staker(address).active, 0n, -amount);
    this.loadInactive(now, address);
    this.add(this.staker(address).inactive, 0n, amount);
  }

  transfer(now: bigint, from: string, to: string, amount: bigint): void {
    this.settleTotal(now);
    this.settleToBoundary(now, from);
    const sent = this.staker(from).active.current;
    this.add(this.staker(from).active, -amount, -amount);
    this.settleToBoundary(now, to);
    const received = this.staker(to).active.current;
    this.add(this.staker(to).active, amount, amount);
    this.settleIndex(this.totalActive.current, now);
    this.settleToNow(from, sent);
    this.settleToNow(to, received);
  }

  claim(now: bigint, address: string): void {
    this.settleTotal(now);
    this.settleToBoundary(now, address);
    this.settleIndex(this.totalActive.current, now);
    this.settleToNow(address, this.active(address).current);
    this.staker(address).accruedRewards = 0n;
  }

  withdrawStake(now: bigint, address: string, amount: bigint): void {
    this.roll(this.totalInactive, now);
    this.add(this.totalInactive, -amount, -amount);
    if (address === ZeroAddress) return;
    this.loadInactive(now, address);
    this.add(this.staker(address).inactive, -amount, -amount);
  }

  decreaseStakerDebt(now: bigint, address: string, amount: bigint): void {
    if (address === ZeroAddress) this.roll(this.totalInactive, now);
    else this.loadInactive(now, address);
    this.staker(address).settledDebtBalance -= amount;
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
}
