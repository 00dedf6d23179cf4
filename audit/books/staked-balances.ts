/** LS1StakedBalances in the books, inactive side: losses that become a staker's debt when the record is next stored. */
import { RewardBooks } from './rewards.ts';

const SHORTFALL_INDEX_BASE = 10n ** 36n;

export class StakedBalanceBooks extends RewardBooks {
  /** The end of `markDebt`: cuts the total, and appends to the list that stakers' records are cut by. */
  applyShortfall(now: bigint, amount: bigint, shortfallIndex: bigint): void {
    this.roll(this.totalInactive, now);
    this.add(this.totalInactive, -amount, -amount);
    this.shortfalls.push({ epoch: this.epoch(now), shortfallIndex });
  }

  /** A ReceivedDebt: as many pending losses as took that amount, fewer than all after a failsafe settlement. */
  receiveDebt(address: string, amount: bigint): void {
    const { inactive } = this.staker(address);
    let received = 0n;
    while (received < amount) {
      const shortfall = this.shortfalls[Number(inactive.shortfallCounter)];
      if (shortfall === undefined) return;
      if (shortfall.epoch > inactive.epoch) {
        inactive.epoch = shortfall.epoch;
        inactive.current = inactive.next;
      }
      received += this.#lose(address, shortfall.shortfallIndex);
    }
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

  /** `failsafeDeleteUserInactiveBalance`. */
  deleteInactive(address: string): void {
    this.staker(address).inactive = { epoch: 0n, current: 0n, next: 0n, shortfallCounter: 0n };
  }

  protected loadInactive(now: bigint, address: string): void {
    const { inactive } = this.staker(address);
    if (inactive.next > 0n) {
      this.settleInactive(address, this.epoch(now));
      return;
    }
    inactive.epoch = this.epoch(now);
    inactive.shortfallCounter = BigInt(this.shortfalls.length);
  }

  #applyShortfalls(address: string): void {
    const { inactive } = this.staker(address);
    for (const { epoch, shortfallIndex } of this.shortfalls.slice(Number(inactive.shortfallCounter))) {
      if (epoch > inactive.epoch) return;
      this.#lose(address, shortfallIndex);
    }
  }

  /** Applies the next shortfall to what is inactive, rounded down; the loss becomes debt. */
  #lose(address: string, shortfallIndex: bigint): bigint {
    const staker = this.staker(address);
    const { inactive } = staker;
    const left = (inactive.current * shortfallIndex) / SHORTFALL_INDEX_BASE;
    const loss = inactive.current - left;
    staker.settledDebtBalance += loss;
    inactive.next -= loss;
    inactive.current = left;
    inactive.shortfallCounter += 1n;
    return loss;
  }
}
