/** The stored state as the ledger's own changes give it, one value after the other. */
import type { StateChange } from './ledger/rows.ts';
import { integerOf, type Stored } from './ledger/source.ts';

/** Kinds of entity whose values are replayed, with the fields that are. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  pool: [
    ...['epochInterval', 'epochOffset', 'blackoutWindow', 'rewardsPerSecond', 'globalIndex', 'globalIndexTimestamp'],
    ...['cumulativeEmittedRewards', 'totalActiveEpoch', 'totalActiveCurrent', 'totalActiveNext'],
    ...['totalInactiveEpoch', 'totalInactiveCurrent', 'totalInactiveNext', 'totalBorrowedBalance'],
    ...['totalBorrowerDebtBalance', 'totalDebtAvailableToWithdraw', 'tokenBalance', 'shortfallCount'],
  ],
  staker: [
    ...['activeEpoch', 'activeCurrent', 'activeNext', 'inactiveEpoch', 'inactiveCurrent', 'inactiveNext'],
    ...['shortfallCounter', 'settledDebtBalance', 'rewardsIndex', 'accruedRewards'],
  ],
  borrower: [
    ...['allocationEpoch', 'allocationCurrent', 'allocationNext', 'borrowedBalance', 'debtBalance'],
    'isBorrowingRestricted',
  ],
  epoch: ['globalIndexAtEnd'],
  starkProxy: ['isBorrowingRestricted', 'approvedAmountForExternalWithdrawal', 'tokenBalance'],
  starkKey: ['isAllowed'],
  externalRecipient: ['isAllowed'],
  forcedTrade: ['queuedTimestamp'],
  rewardsDistributor: [
    ...['epochInterval', 'epochOffset', 'nextRootEpoch', 'waitingPeriodEnd', 'rootUpdatesPaused', 'ipfsUpdatePeriod'],
    ...['marketMakerRewardsAmount', 'traderRewardsAmount', 'traderScoreAlpha'],
  ],
  rewardsAccount: ['claimedRewards', 'alwaysAllowClaims'],
};

/** Values of one subject; what was never changed is 0. */
export type Values = ReadonlyMap<string, bigint>;

const NONE: Values = new Map();

export class Replay {
  readonly #kinds = new Map<string, Map<string, Map<string, bigint>>>();

  /** Starts from what is stored of an entity. An epoch's index that is null has never been stored. */
  load(kind: string, row: Stored): void {
    for (const field of FIELDS[kind] ?? []) {
      if (row[field] !== null) this.#values(kind, String(row.id)).set(field, integerOf(row, field));
    }
  }

  apply({ subjectKind, subject, field, after }: StateChange): void {
    this.#values(subjectKind, subject).set(field, after);
  }

  value(kind: string, subject: string, field: string): bigint {
    return this.of(kind, subject).get(field) ?? 0n;
  }

  of(kind: string, subject: string): Values {
    return this.#kinds.get(kind)?.get(subject) ?? NONE;
  }

  /** Ids of that kind in the order of their first change. */
  subjects(kind: string): string[] {
    return [...(this.#kinds.get(kind)?.keys() ?? [])];
  }

  #values(kind: string, subject: string): Map<string, bigint> {
    let subjects = this.#kinds.get(kind);
    if (subjects === undefined) {
      subjects = new Map();
      this.#kinds.set(kind, subjects);
    }
    let values = subjects.get(subject);
    if (values === undefined) {
      values = new Map();
      subjects.set(subject, values);
    }
    return values;
  }
}
