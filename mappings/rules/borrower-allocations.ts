// LS1BorrowerAllocations: shares of the pool, in 1/10,000.
import { BigInt } from '@graphprotocol/graph-ts';
import { Borrower, Pool } from '../../generated/schema';
import { currentEpoch, hasEpochZeroStarted } from './epoch-schedule';

/** `_setBorrowerAllocations`, one element: at once before epoch zero, from the next epoch on after that. */
export function setAllocation(pool: Pool, borrower: Borrower, current: BigInt, next: BigInt, now: BigInt): void {
  if (hasEpochZeroStarted(pool, now)) {
    borrower.allocationEpoch = currentEpoch(pool, now);
    borrower.allocationCurrent = current;
  } else {
    borrower.allocationCurrent = next;
  }
  borrower.allocationNext = next;
}

/** `getAllocationFractionCurrentEpoch()`, of 10,000. */
export function rolledAllocation(pool: Pool, borrower: Borrower, now: BigInt): BigInt {
  const isOld = hasEpochZeroStarted(pool, now) && currentEpoch(pool, now) > borrower.allocationEpoch;
  return isOld ? borrower.allocationNext : borrower.allocationCurrent;
}
