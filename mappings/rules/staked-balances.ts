// LS1StakedBalances: active and inactive balances, and losses of inactive ones.
import { BigInt } from '@graphprotocol/graph-ts';
import { Pool, Staker } from '../../generated/schema';
import { loadShortfall } from '../store/shortfall';
import { currentEpoch, hasEpochZeroStarted } from './epoch-schedule';

/** 10^18; shortfall indexes are in its square. */
const BASE = BigInt.fromI64(1_000_000_000_000_000_000);

/** Brings the total inactive record to the current epoch. */
export function settleTotalInactiveBalance(pool: Pool, now: BigInt): void {
  const epoch = currentEpoch(pool, now);
  if (epoch <= pool.totalInactiveEpoch) return;
  pool.totalInactiveEpoch = epoch;
  pool.totalInactiveCurrent = pool.totalInactiveNext;
}

/** `_settleInactiveBalance`: brings the staker's inactive record to the current epoch; losses become debt. */
export function settleInactiveBalance(pool: Pool, staker: Staker, now: BigInt): void {
  bookDebt(staker, loadInactiveBalance(pool, staker, now));
}

/** `_loadUserInactiveBalance`: the record at the current epoch, after all losses; what was lost. */
export function loadInactiveBalance(pool: Pool, staker: Staker, now: BigInt): BigInt {
  let loss = BigInt.zero();
  if (!hasEpochZeroStarted(pool, now)) return loss;
  if (staker.inactiveNext.isZero()) staker.shortfallCounter = pool.shortfallCount;
  while (staker.shortfallCounter < pool.shortfallCount) loss = loss.plus(applyNextShortfall(staker));
  rollInactiveBalance(staker, currentEpoch(pool, now));
  return loss;
}

/**
 * Books a logged receipt: as many pending shortfalls as took that amount, all of them as a rule, fewer where the staker
 * settled up to a past epoch through the failsafe.
 */
export function receiveDebt(pool: Pool, staker: Staker, amount: BigInt): void {
  let loss = BigInt.zero();
  while (loss.lt(amount) && staker.shortfallCounter < pool.shortfallCount) {
    loss = loss.plus(applyNextShortfall(staker));
  }
  bookDebt(staker, loss);
}

/** Applies the next shortfall to what was inactive in its epoch, rounded down; the loss. */
function applyNextShortfall(staker: Staker): BigInt {
  const shortfall = loadShortfall(staker.shortfallCounter);
  rollInactiveBalance(staker, shortfall.epoch);
  const left = staker.inactiveCurrent.times(shortfall.shortfallIndex).div(BASE.times(BASE));
  const loss = staker.inactiveCurrent.minus(left);
  staker.inactiveCurrent = left;
  staker.inactiveNext = staker.inactiveNext.minus(loss);
  staker.shortfallCounter += 1;
  return loss;
}

function rollInactiveBalance(staker: Staker, epoch: i32): void {
  if (epoch <= staker.inactiveEpoch) return;
  staker.inactiveEpoch = epoch;
  staker.inactiveCurrent = staker.inactiveNext;
}

function bookDebt(staker: Staker, loss: BigInt): void {
  staker.settledDebtBalance = staker.settledDebtBalance.plus(loss);
  staker.cumulativeReceivedDebt = staker.cumulativeReceivedDebt.plus(loss);
}
