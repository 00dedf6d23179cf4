/** A pool at a second: the part of every view that does not depend on who is asked about. */
import { epochAt, startOf, timeRemainingAt } from './epoch-schedule.ts';
import { loadInactiveBalance } from './inactive-balances.ts';
import { atLeastZero } from './integers.ts';
import { indexAtEndOfEpoch, rewardsBetween, settleGlobalIndex } from './rewards.ts';
import { rollBalance } from './staked-balances.ts';
import { EMPTY_BALANCE, type GlobalIndex, type PoolAt, type PoolState, type StakerState } from './state.ts';

/**
 * The state read at the second `at`, no transaction in between: the epoch, both totals rolled over, and the reward
 * index first to the end of the total's epoch with the old total, if a withdrawal was pending, then to `at`. Unix
 * seconds, USDC and DYDX base units; the index rounds down at each of the two. Totals read zero before epoch zero, as
 * the views do. `at` is not before the state's own second.
 */
export function poolAt(state: PoolState, at: bigint): PoolAt {
  const epoch = epochAt(state, at);
  const timeRemaining = timeRemainingAt(state, at);
  const totalActive = epoch === null ? EMPTY_BALANCE : rollBalance(state.totalActive, epoch);
  const totalInactive = epoch === null ? EMPTY_BALANCE : rollBalance(state.totalInactive, epoch);
  const settled = settleToBoundary(state, epoch);
  const { globalIndex, cumulativeEmittedRewards } = settleGlobalIndex(
    state,
    settled ?? indexOf(state),
    totalActive.current,
    at,
  );
  // Repaid debt is set aside for those who were owed it.
  const availableToWithdraw = state.tokenBalance - state.totalDebtAvailableToWithdraw;
  return {
    state,
    at,
    epoch,
    timeRemaining,
    inBlackoutWindow: timeRemaining !== null && timeRemaining <= state.blackoutWindow,
    totalActive,
    totalInactive,
    boundary: settled && { epoch: state.totalActive.epoch, globalIndex: settled.globalIndex },
    globalIndex,
    emittedRewards: cumulativeEmittedRewards,
    availableToWithdraw,
    availableToBorrow: atLeastZero(availableToWithdraw - totalInactive.current),
  };
}

/**
 * The state the contract holds once somebody has made it roll over to `at` without touching an amount, as a withdrawal
 * request of 0 does: both totals in the epoch of `at`, the reward index at the last boundary that needed it. Reading
 * it later answers what reading `state` later does, to the wei. The index is not brought to `at` itself: that would
 * round once more, which changes later answers. Unchanged before epoch zero.
 */
export function rollPool(state: PoolState, at: bigint): PoolState {
  const epoch = epochAt(state, at);
  const settled = settleToBoundary(state, epoch);
  return {
    ...state,
    ...settled,
    totalActive: rollBalance(state.totalActive, epoch),
    totalInactive: rollBalance(state.totalInactive, epoch),
    epochIndexes: settled
      ? new Map(state.epochIndexes).set(state.totalActive.epoch, settled.globalIndex)
      : state.epochIndexes,
  };
}

/**
 * The records the contract holds once a withdrawal request of 0 by this staker has settled them: the active one rolled
 * with its rewards to the boundary, the inactive one loaded with its losses booked as debt. Reading them later answers
 * what reading `staker` later does. USDC and DYDX base units, rounded down. Unchanged before epoch zero.
 */
export function rollStaker(pool: PoolAt, staker: StakerState): StakerState {
  // The zero address's record is the total, which rollPool rolls.
  if (pool.epoch === null || staker.isZeroAddress) return staker;
  const { epoch, current, next } = staker.active;
  const pending = pool.epoch > epoch && current !== next;
  const rewardsIndex = pending ? indexAtEndOfEpoch(pool, epoch) : staker.rewardsIndex;
  const { balance, loss } = loadInactiveBalance(staker.inactive, pool.state.shortfalls, pool.epoch);
  return {
    isZeroAddress: false,
    active: rollBalance(staker.active, pool.epoch),
    inactive: balance,
    settledDebtBalance: staker.settledDebtBalance + loss,
    rewardsIndex,
    accruedRewards: staker.accruedRewards + rewardsBetween(current, staker.rewardsIndex, rewardsIndex),
  };
}

/** The reward index at the end of the total's epoch, where the total rolls over with a withdrawal pending. */
function settleToBoundary(state: PoolState, epoch: bigint | null): GlobalIndex | null {
  const { epoch: last, current, next } = state.totalActive;
  // A total that does not change at the boundary needs no stop there.
  if (epoch === null || epoch <= last || current === next) return null;
  return settleGlobalIndex(state, indexOf(state), current, startOf(state, last + 1n));
}

/** The index alone, so that what is settled from it can be laid over a state. */
function indexOf({ globalIndex, globalIndexTimestamp, cumulativeEmittedRewards }: PoolState): GlobalIndex {
  return { globalIndex, globalIndexTimestamp, cumulativeEmittedRewards };
}
