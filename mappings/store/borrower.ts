import { Address, BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Borrower, Pool } from '../../generated/schema';
import { defer, Journal, remember } from './journal';
import { followStarkProxy } from './stark-proxy-source';

/** `TOTAL_ALLOCATION`: the whole pool in allocation units. */
const TOTAL_ALLOCATION = BigInt.fromI32(10000);

/** The borrower as stored, all zero if new, as the contract's mappings are. */
export function loadBorrower(pool: Pool, address: Bytes, block: ethereum.Block): Borrower {
  const known = Borrower.load(address);
  if (known !== null) {
    remember(known);
    return known;
  }
  const borrower = new Borrower(address);
  const zero = BigInt.zero();
  borrower.pool = pool.id;
  borrower.allocationEpoch = 0;
  borrower.allocationCurrent = zero;
  borrower.allocationNext = zero;
  borrower.borrowedBalance = zero;
  borrower.debtBalance = zero;
  borrower.isBorrowingRestricted = false;
  borrower.cumulativeBorrowed = zero;
  borrower.cumulativeRepaidBorrow = zero;
  borrower.cumulativeMarkedDebt = zero;
  borrower.cumulativeRepaidDebt = zero;
  borrower.firstBlock = block.number;
  pool.borrowerCount += 1;
  followStarkProxy(address);
  remember(borrower);
  return borrower;
}

/** `initialize` gives the whole pool to the zero address, and logs nothing of it. */
export function createUnallocatedShare(pool: Pool, block: ethereum.Block): void {
  const unallocated = loadBorrower(pool, Address.zero(), block);
  unallocated.allocationCurrent = TOTAL_ALLOCATION;
  unallocated.allocationNext = TOTAL_ALLOCATION;
  unallocated.save();
  const subject = unallocated.id.toHexString();
  defer('borrower', subject, 'allocationCurrent', TOTAL_ALLOCATION);
  defer('borrower', subject, 'allocationNext', TOTAL_ALLOCATION);
}

/** Saves the borrower and writes down what changed of it. */
export function saveBorrower(journal: Journal, borrower: Borrower): void {
  journal.write('borrower', borrower.id, borrower);
  borrower.save();
}
