/** The books' values by the names of the stored fields, to be laid beside the ledger's. */

import type { LedgerBooks } from './ledger-books.ts';
import type { Balance, BorrowerRecord, StakerRecord } from './storage.ts';

const balance = (name: string, { epoch, current, next }: Balance): [string, bigint][] => [
  [`${name}Epoch`, epoch],
  [`${name}Current`, current],
  [`${name}Next`, next],
];

const pool = (books: LedgerBooks): [string, bigint][] => [
  ['epochInterval', books.epochInterval],
  ['epochOffset', books.epochOffset],
  ['blackoutWindow', books.blackoutWindow],
  ['rewardsPerSecond', books.rewardsPerSecond],
  ['globalIndex', books.globalIndex],
  ['globalIndexTimestamp', books.globalIndexTimestamp],
  ['cumulativeEmittedRewards', books.cumulativeEmittedRewards],
  ...balance('totalActive', books.totalActive),
  ...balance('totalInactive', books.totalInactive),
  ['totalBorrowedBalance', books.totalBorrowedBalance],
  ['totalBorrowerDebtBalance', books.totalBorrowerDebtBalance],
  ['totalDebtAvailableToWithdraw', books.totalDebtAvailableToWithdraw],
  ['tokenBalance', books.tokenBalance],
  ['shortfallCount', BigInt(books.shortfalls.length)],
];

const staker = (record: StakerRecord): [string, bigint][] => [
  ...balance('active', record.active),
  ...balance('inactive', record.inactive),
  ['shortfallCounter', record.inactive.shortfallCounter],
  ['settledDebtBalance', record.settledDebtBalance],
  ['rewardsIndex', record.rewardsIndex],
  ['accruedRewards', record.accruedRewards],
];

const borrower = (record: BorrowerRecord): [string, bigint][] => [
  ...balance('allocation', record.allocation),
  ['borrowedBalance', record.borrowedBalance],
  ['debtBalance', record.debtBalance],
  ['isBorrowingRestricted', record.isBorrowingRestricted ? 1n : 0n],
];

/** Values of one subject by field; none where the books have never heard of it. */
export function fieldsOf(books: LedgerBooks, kind: string, subject: string): Map<string, bigint> {
  if (kind === 'pool') return new Map(pool(books));
  if (kind === 'epoch') {
    const index = books.epochIndexes.get(BigInt(subject));
    return new Map(index === undefined ? [] : [['globalIndexAtEnd', index]]);
  }
  const record = kind === 'staker' ? books.stakers.get(subject) : undefined;
  if (record !== undefined) return new Map(staker(record));
  const other = kind === 'borrower' ? books.borrowers.get(subject) : undefined;
  return new Map(other === undefined ? [] : borrower(other));
}
