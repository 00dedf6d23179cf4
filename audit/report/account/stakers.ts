/** Who gained and who lost, account by account. */
import type { StakerFlows, StakerMoment } from '../read/accounts.ts';
import type { ActivityRow } from '../read/activities.ts';
import type { Rewards, Staker } from '../shape.ts';
import type { Losses } from '../shape-borrowing.ts';

const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;

/** One staker over the epoch; USDC and DYDX base units. */
export interface StakerOverEpoch {
  readonly id: string;
  /** null for an account first named in this epoch, whose values were 0. */
  readonly opening: StakerMoment | null;
  readonly closing: StakerMoment;
  readonly flows: StakerFlows | null;
}

export function overEpoch(
  opening: readonly StakerMoment[],
  closing: readonly StakerMoment[],
  flows: readonly StakerFlows[],
): StakerOverEpoch[] {
  const before = new Map(opening.map((row) => [row.id, row]));
  const moved = new Map(flows.map((row) => [row.staker.id, row]));
  return closing.map((row) => ({
    id: row.id,
    opening: before.get(row.id) ?? null,
    closing: row,
    flows: moved.get(row.id) ?? null,
  }));
}

/** Claimable at closing less at opening, and what was claimed in between. */
export function rewardsEarned({ opening, closing, flows }: StakerOverEpoch): bigint {
  return closing.claimableRewards - (opening?.claimableRewards ?? 0n) + (flows?.claimedRewards ?? 0n);
}

/** Debt at closing less at opening, and what left it in between: what shortfalls of this epoch took. */
function lostOf({ opening, closing, flows }: StakerOverEpoch): bigint {
  const left = flows ? flows.withdrawnDebt + flows.decreasedDebt + flows.deletedDebt : 0n;
  return closing.debtBalance - (opening?.debtBalance ?? 0n) + left;
}

/**
 * Those who lost, the largest loss first. `booked`: what the shortfalls of the epoch took from the total; `unowned`:
 * inactive stake of no account that they may have cut.
 */
export function lossesOf(stakers: readonly StakerOverEpoch[], booked: bigint, unowned: bigint): Losses {
  const rows = stakers
    .map((staker) => ({ staker, lost: lostOf(staker) }))
    .filter(({ lost }) => lost !== 0n)
    .sort((one, other) => descending(one.lost, other.lost) || ascending(one.staker.id, other.staker.id));
  const lost = rows.reduce((sum, row) => sum + row.lost, 0n);
  return {
    stakers: rows.map(({ staker: { id, opening, closing, flows }, lost }) => ({
      id,
      lost: String(lost),
      debtOpening: String(opening?.debtBalance ?? 0n),
      withdrawn: String(flows?.withdrawnDebt ?? 0n),
      writtenOff: String(flows?.decreasedDebt ?? 0n),
      deleted: String(flows?.deletedDebt ?? 0n),
      debtClosing: String(closing.debtBalance),
      notYetBooked: String(closing.debtBalance - closing.settledDebtBalance),
    })),
    lost: String(lost),
    shortfalls: String(booked),
    difference: String(lost - booked),
    unowned: String(unowned),
  };
}

/** Inactive stake that no account has: left over by rounding, or of accounts that deleted theirs. USDC base units. */
export function unownedInactive(
  total: bigint,
  opening: readonly StakerMoment[],
  activities: readonly ActivityRow[],
): bigint {
  const owned = opening.reduce((sum, { inactiveBalanceCurrentEpoch }) => sum + inactiveBalanceCurrentEpoch, 0n);
  const deleted = activities.filter(({ verb }) => verb === 'deleteInactiveBalance');
  return deleted.reduce((sum, { amount = 0n }) => sum + amount, total - owned);
}

/** DYDX base units; `emitted` is what the pool emitted to active stake in the epoch. */
export function rewardsOf(stakers: readonly StakerOverEpoch[], emitted: bigint): Rewards {
  const sum = (rows: readonly StakerOverEpoch[]) => rows.reduce((total, row) => total + rewardsEarned(row), 0n);
  const accrued = sum(stakers.filter(({ id }) => id !== ZERO_ADDRESS));
  const claimed = stakers.reduce((total, { flows }) => total + (flows?.claimedRewards ?? 0n), 0n);
  return {
    emitted: String(emitted),
    accrued: String(accrued),
    accruedByZeroAddress: String(sum(stakers.filter(({ id }) => id === ZERO_ADDRESS))),
    claimed: String(claimed),
    lostToRounding: String(emitted - accrued),
  };
}

/** Stakers whose balance or rewards moved, the highest rewards first. */
export function stakersOf(stakers: readonly StakerOverEpoch[]): Staker[] {
  return stakers
    .map((staker) => ({ staker, earned: rewardsEarned(staker) }))
    .filter(({ staker: { opening, closing, flows }, earned }) => {
      const isSame =
        closing.activeBalanceCurrentEpoch === (opening?.activeBalanceCurrentEpoch ?? 0n) &&
        closing.inactiveBalanceCurrentEpoch === (opening?.inactiveBalanceCurrentEpoch ?? 0n);
      return !isSame || flows !== null || earned !== 0n;
    })
    .sort((one, other) => descending(one.earned, other.earned) || ascending(one.staker.id, other.staker.id))
    .map(({ staker: { id, opening, closing, flows }, earned }) => ({
      id,
      activeBalanceOpening: String(opening?.activeBalanceCurrentEpoch ?? 0n),
      activeBalanceClosing: String(closing.activeBalanceCurrentEpoch),
      inactiveBalanceOpening: String(opening?.inactiveBalanceCurrentEpoch ?? 0n),
      inactiveBalanceClosing: String(closing.inactiveBalanceCurrentEpoch),
      rewardsEarned: String(earned),
      rewardsClaimed: String(flows?.claimedRewards ?? 0n),
    }));
}

const descending = (one: bigint, other: bigint): number => (one === other ? 0 : one > other ? -1 : 1);
const ascending = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
