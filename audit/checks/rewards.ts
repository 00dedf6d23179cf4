/** Rewards: what all stakers earned against what was emitted to them. */
import { ZeroAddress } from 'ethers';
import type { Check, World } from '../check.ts';
import type { LedgerRow } from '../ledger/rows.ts';
import { integerOf, type Stored, type WalkedKind } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';

const INDEX_BASE = 10n ** 18n;

export class RewardsCheck implements Check {
  readonly sheet = new Sheet(
    'rewards',
    'What stakers were paid and can claim is what was emitted to active stake, less at most what rounding may lose.',
  );
  readonly #world: World;
  #emitted = 0n;
  #earned = 0n;
  /** The most that the settlements so far can have rounded off, DYDX base units. */
  #mostLost = 0n;
  #forNobody = 0n;
  #isForNobody = false;
  #stakers = 0n;

  constructor(world: World) {
    this.#world = world;
  }

  before({ activity: { type } }: LedgerRow): void {
    // One unit of the index is lost at most, on every unit staked; and one unit of reward with each staker's share.
    if (type === 'GlobalIndexUpdated') this.#mostLost += this.#world.books.totalActive.current / INDEX_BASE + 1n;
    if (type === 'UserIndexUpdated') this.#mostLost += 1n;
  }

  entity(kind: WalkedKind, row: Stored): void {
    if (kind === 'pools') this.#emitted = integerOf(row, 'emittedRewards');
    if (kind !== 'stakers') return;
    this.#stakers++;
    const earned = integerOf(row, 'claimableRewards') + integerOf(row, 'cumulativeClaimedRewards');
    this.#earned += earned;
    if (row.id !== ZeroAddress) return;
    this.#forNobody = earned;
    this.#isForNobody = integerOf(row, 'cumulativeStaked') > 0n;
  }

  async finish(): Promise<void> {
    const lost = this.#emitted - this.#earned;
    // Both an epoch's end and now may still have to be settled, for the index and for every staker.
    const most = this.#mostLost + 2n * (this.#world.books.totalActive.current / INDEX_BASE + 1n + this.#stakers);
    const figures = { emitted: this.#emitted, earned: this.#earned, lostToRounding: lost };
    for (const [name, value] of Object.entries(figures)) this.sheet.figures[name] = String(value);
    this.sheet.count();
    if (this.#isForNobody) this.#compareOthers();
    else if (lost < 0n) this.sheet.fault(`stakers earned ${-lost} DYDX base units above what was emitted`);
    // A window does not know how often the settlements before it rounded.
    else if (this.#world.opening === null && lost > most) {
      this.sheet.fault(`${lost} DYDX base units were emitted and earned by nobody, rounding explains ${most} at most`);
    }
  }

  /** The zero address earns on the whole total, on top of what all others earn. */
  #compareOthers(): void {
    const others = this.#earned - this.#forNobody;
    this.sheet.remark(
      `stake for the zero address is in the total twice and earns on all of it, ${this.#forNobody} DYDX base units: only that all others earned no more than was emitted is compared`,
    );
    if (others > this.#emitted) {
      this.sheet.fault(`stakers earned ${others - this.#emitted} DYDX base units above what was emitted`);
    }
  }
}
