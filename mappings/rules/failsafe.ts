// LS1Failsafe: what a staker may do to their own record alone.
import { BigInt } from '@graphprotocol/graph-ts';
import { InactiveBalanceDeleted, Pool, Staker } from '../../generated/schema';
import { loadInactiveBalance } from './staked-balances';

/** `failsafeDeleteUserInactiveBalance`: the record goes, unsettled losses with it; the total stays as it is. */
export function deleteInactiveBalance(pool: Pool, staker: Staker, deleted: InactiveBalanceDeleted, now: BigInt): void {
  deleted.debtBalance = loadInactiveBalance(pool, staker, now);
  deleted.inactiveBalance = staker.inactiveNext;
  // As the contract stores an empty record: of epoch 0, with no shortfall applied.
  staker.inactiveEpoch = 0;
  staker.inactiveCurrent = BigInt.zero();
  staker.inactiveNext = BigInt.zero();
  staker.shortfallCounter = 0;
}
