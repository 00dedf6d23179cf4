// LS1StakedBalances: active and inactive balances, and losses of inactive ones.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool, Staker } from '../../generated/schema';
import { loadShortfall } from '../store/shortfall';
import { currentEpoch, hasEpochZeroStarted } from './epoch-schedule';

const SHORTFALL_INDEX_BASE = BigInt.fromI32(10).pow(36);

/** Brings the total inactive record to the current epoch. */
export function settleTotalInactiveBalance(pool: Pool, now: BigInt): void {
  const epoch = currentEpoch(pool, now);
  if (epoch <= pool.totalInactiveEpoch) return;
  pool.totalInactiveEpoch = epoch;
  pool.totalInactiveCurrent = pool.totalInactiveNext;
}

/** `_settleInactiveBalance`: brings the staker's inactive record to the current epoch; losses become debt. */
export function settleInactiveBalance(pool: Pool, staker: Staker, now: BigInt): void {
  const loss = loadInactiveBalance(pool, staker, now);
  staker.settledDebtBalance = staker.settledDebtBalance.plus(loss);
  staker.cumulativeReceivedDebt = staker.cumulativeReceivedDebt.plus(loss);
}

/** `_loadUserInactiveBalance`: the record at the current epoch, after losses; what was lost. */
export function loadInactiveBalance(pool: Pool, staker: Staker, now: BigInt): BigInt {
  if (!hasEpochZeroStarted(pool, now)) return BigInt.zero();
  const epoch = currentEpoch(pool, now);
  if (staker.inactiveNext.isZero()) {
    staker.inactiveEpoch = epoch;
    staker.inactiveCurrent = BigInt.zero();
    staker.shortfallCounter = pool.shortfallCount;
    return BigInt.zero();
  }
  let loss = applyShortfalls(pool, staker);
  if (epoch > staker.inactiveEpoch) {
    staker.inactiveEpoch = epoch;
    staker.inactiveCurrent = staker.inactiveNext;
    loss = loss.plus(applyShortfalls(pool, staker));
  }
  return loss;
}

/** Applies the shortfalls of epochs up to the record's own, one after the other, each rounded down; the loss. */
function applyShortfalls(pool: Pool, staker: Staker): BigInt {
  const before = staker.inactiveCurrent;
  while (staker.shortfallCounter < pool.shortfallCount) {
    const shortfall = loadShortfall(staker.shortfallCounter);
    if (shortfall.epoch > staker.inactiveEpoch) break;
    staker.inactiveCurrent = staker.inactiveCurrent.times(shortfall.shortfallIndex).div(SHORTFALL_INDEX_BASE);
    staker.shortfallCounter += 1;
  }
  const loss = before.minus(staker.inactiveCurrent);
  staker.inactiveNext = staker.inactiveNext.minus(loss);
  return loss;
}
