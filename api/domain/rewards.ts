/** LS1Rewards: DYDX base units (10^-18) earned by active stake. Indexes are DYDX per USDC base unit, times 10^18. */
import { min } from './integers.ts';
import { rollBalance } from './staked-balances.ts';
import type { GlobalIndex, PoolAt, PoolState, StakerState } from './state.ts';

/** `INDEX_BASE`. */
const INDEX_BASE = 10n ** 18n;

/**
 * `_settleGlobalIndexUpToTimestamp`: the index brought to `until` or to the distribution's end, whichever is earlier,
 * rounded down once per settlement. With nothing staked or no rate the clock moves and the index stays: that emission
 * is nobody's. Unchanged where that second is not after the last one, as before the distribution's start.
 */
export function settleGlobalIndex(state: PoolState, from: GlobalIndex, staked: bigint, until: bigint): GlobalIndex {
  const { rewardsPerSecond, distributionEnd } = state;
  const end = min(until, distributionEnd);
  if (end <= from.globalIndexTimestamp) return from;
  if (rewardsPerSecond === 0n || staked === 0n) return { ...from, globalIndexTimestamp: end };
  const emitted = (end - from.globalIndexTimestamp) * rewardsPerSecond;
  return {
    globalIndex: from.globalIndex + (emitted * INDEX_BASE) / staked,
    globalIndexTimestamp: end,
    cumulativeEmittedRewards: from.cumulativeEmittedRewards + emitted,
  };
}

/**
 * What was emitted to active stake until this second: seconds times rate while something was staked, between
 * distribution start and end. DYDX base units, no rounding. Not a view of the contract: it is what
 * `_settleGlobalIndexUpToTimestamp` divides among the stakers, who get less by what the index rounds down.
 */
export function emittedRewards(pool: PoolAt): bigint {
  return pool.emittedRewards;
}

/** `_settleUserRewardsUpToIndex`: what `balance` earns between two indexes. DYDX base units, down per settlement. */
export function rewardsBetween(balance: bigint, fromIndex: bigint, toIndex: bigint): bigint {
  return balance === 0n || toIndex === fromIndex ? 0n : (balance * (toIndex - fromIndex)) / INDEX_BASE;
}

/**
 * `_EPOCH_INDEXES_[epoch]`, the one that rolling the total to this second would store included. Throws where it is
 * missing: the contract has always stored it by the time a staker needs it, so the state given is not whole.
 */
export function indexAtEndOfEpoch(pool: PoolAt, epoch: bigint): bigint {
  if (pool.boundary?.epoch === epoch) return pool.boundary.globalIndex;
  const index = pool.state.epochIndexes.get(epoch);
  if (index === undefined) throw new Error(`the reward index at the end of epoch ${epoch} is not known`);
  return index;
}

/**
 * What `claimRewards` would pay at this second: DYDX base units, down once for the epoch boundary, if the staker's
 * record rolls over with a withdrawal pending, and once for the rest. 0 before epoch zero, where the call reverts.
 */
export function claimableRewards(pool: PoolAt, staker: StakerState): bigint {
  if (pool.epoch === null) return 0n;
  let { rewardsIndex, accruedRewards } = staker;
  // The contract takes the total record for the zero address's own, and has just rolled it.
  const stored = staker.isZeroAddress ? pool.totalActive : staker.active;
  if (pool.epoch > stored.epoch && stored.current !== stored.next) {
    // Stake requested for withdrawal earns until its epoch ends, so the old balance is settled up to there.
    const index = indexAtEndOfEpoch(pool, stored.epoch);
    accruedRewards += rewardsBetween(stored.current, rewardsIndex, index);
    rewardsIndex = index;
  }
  const { current } = rollBalance(stored, pool.epoch);
  return accruedRewards + rewardsBetween(current, rewardsIndex, pool.globalIndex);
}
