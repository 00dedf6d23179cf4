import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Pool, Staker } from '../../generated/schema';
import { Journal, remember } from './journal';

/** The staker as stored, all zero if new, as the contract's mappings are. */
export function loadStaker(pool: Pool, address: Bytes, block: ethereum.Block): Staker {
  const known = Staker.load(address);
  if (known !== null) {
    remember(known);
    return known;
  }
  const staker = new Staker(address);
  const zero = BigInt.zero();
  staker.pool = pool.id;
  staker.activeEpoch = 0;
  staker.activeCurrent = zero;
  staker.activeNext = zero;
  staker.inactiveEpoch = 0;
  staker.inactiveCurrent = zero;
  staker.inactiveNext = zero;
  staker.shortfallCounter = 0;
  staker.settledDebtBalance = zero;
  staker.rewardsIndex = zero;
  staker.accruedRewards = zero;
  staker.cumulativeStaked = zero;
  staker.cumulativeWithdrawalRequested = zero;
  staker.cumulativeWithdrawnStake = zero;
  staker.cumulativeReceivedDebt = zero;
  staker.cumulativeWithdrawnDebt = zero;
  staker.cumulativeClaimedRewards = zero;
  staker.firstBlock = block.number;
  pool.stakerCount += 1;
  remember(staker);
  return staker;
}

/** Saves the staker and writes down what changed of it. */
export function saveStaker(journal: Journal, staker: Staker): void {
  journal.write('staker', staker.id, staker);
  staker.save();
}
