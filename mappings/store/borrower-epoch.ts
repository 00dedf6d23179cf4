import { BigInt, Bytes, Value } from '@graphprotocol/graph-ts';
import { BorrowerEpoch } from '../../generated/schema';
import { currentEpochOf } from './epoch';
import { Journal } from './journal';

/** Adds an amount to a flow of the borrower in the epoch of the activity. Nothing is borrowed before epoch zero. */
export function addToBorrowerEpoch(journal: Journal, borrower: Bytes, flow: string, amount: BigInt): void {
  const number = currentEpochOf(journal.activity);
  if (number < 0) return;
  const row = loadBorrowerEpoch(borrower, number);
  row.setBigInt(flow, (row.get(flow) as Value).toBigInt().plus(amount));
  row.save();
}

/** Makes sure that the borrower has a row in the epoch of the activity; there is none before epoch zero. */
export function touchBorrowerEpoch(journal: Journal, borrower: Bytes): void {
  const number = currentEpochOf(journal.activity);
  if (number >= 0) loadBorrowerEpoch(borrower, number).save();
}

function loadBorrowerEpoch(borrower: Bytes, number: i32): BorrowerEpoch {
  const id = borrower.concatI32(number);
  const known = BorrowerEpoch.load(id);
  if (known !== null) return known;
  const row = new BorrowerEpoch(id);
  const zero = BigInt.zero();
  row.borrower = borrower;
  row.epoch = number.toString();
  row.number = number;
  row.borrowed = zero;
  row.repaidBorrow = zero;
  row.markedDebt = zero;
  row.repaidDebt = zero;
  row.decreasedDebt = zero;
  return row;
}
