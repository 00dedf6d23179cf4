/** Rows of the Graph Node as the domain's records. `key` gives the response key of a stored field. */
import { type BorrowerState, EMPTY_BALANCE, type EpochBalance, type StakerState } from '../domain/state.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

export type RowReader<Entity> = (row: JsonObject) => Entity;
type Key = (storedField: string) => string;

const ZERO_ADDRESS = '0x0000000000000000000000000000000000000000';

/** A stored integer: `Int` comes as a number, `BigInt` as a string, one that was not asked for not at all. */
export function integer(row: JsonObject, key: string): bigint {
  const value = row[key];
  return typeof value === 'string' || typeof value === 'number' ? BigInt(value) : 0n;
}

function balance(row: JsonObject, epoch: string, current: string, next: string): EpochBalance {
  if (row[epoch] === undefined) return EMPTY_BALANCE;
  return { epoch: integer(row, epoch), current: integer(row, current), next: integer(row, next) };
}

export function stakerReader(key: Key): RowReader<StakerState> {
  const id = key('id');
  const active = [key('activeEpoch'), key('activeCurrent'), key('activeNext')] as const;
  const inactive = [key('inactiveEpoch'), key('inactiveCurrent'), key('inactiveNext')] as const;
  const counter = key('shortfallCounter');
  const [settled, index, accrued] = [key('settledDebtBalance'), key('rewardsIndex'), key('accruedRewards')];
  return (row) => {
    const { epoch, current, next } = balance(row, ...inactive);
    return {
      isZeroAddress: row[id] === ZERO_ADDRESS,
      active: balance(row, ...active),
      inactive: { epoch, current, next, shortfallCounter: integer(row, counter) },
      settledDebtBalance: integer(row, settled),
      rewardsIndex: integer(row, index),
      accruedRewards: integer(row, accrued),
    };
  };
}

export function borrowerReader(key: Key): RowReader<BorrowerState> {
  const allocation = [key('allocationEpoch'), key('allocationCurrent'), key('allocationNext')] as const;
  const [borrowed, debt, restricted] = [key('borrowedBalance'), key('debtBalance'), key('isBorrowingRestricted')];
  return (row) => ({
    allocation: balance(row, ...allocation),
    borrowedBalance: integer(row, borrowed),
    debtBalance: integer(row, debt),
    isBorrowingRestricted: row[restricted] === true,
  });
}

/** A StarkProxy and its records in the pool. Null stands for what is not known. */
export interface StarkProxyRow {
  readonly isKnownFromCreation: boolean;
  readonly isBorrowingRestricted: boolean | null;
  readonly tokenBalance: bigint | null;
  readonly borrower: BorrowerState;
}

const readLinkedBorrower = borrowerReader((field) => field);

export function starkProxyReader(key: Key): RowReader<StarkProxyRow> {
  const [known, restricted] = [key('isKnownFromCreation'), key('isBorrowingRestricted')];
  const [balance, linked] = [key('tokenBalance'), key('borrower')];
  return (row) => {
    const isKnownFromCreation = row[known] === true;
    const borrower = row[linked];
    return {
      isKnownFromCreation,
      // Stored is what its recorded logs tell: it may have been restricted before.
      isBorrowingRestricted: row[restricted] === true ? true : isKnownFromCreation ? false : null,
      tokenBalance: typeof row[balance] === 'string' ? integer(row, balance) : null,
      // One that the pool never named has no record there, and its views answer 0.
      borrower: readLinkedBorrower(isJsonObject(borrower) ? borrower : {}),
    };
  };
}
