/** What must add up: flows of an account in an epoch, by the verb they count and by the account's sum since the start. */
import { type Activity, amountMoved } from './ledger-rows.ts';

interface Flow {
  /** Verb whose amounts the flow adds up; a transfer counts on either side. */
  readonly verb?: string;
  /** Field of the account that adds it up since the start. */
  readonly since?: string;
}

export interface AccountFlows {
  readonly account: 'staker' | 'borrower';
  readonly list: string;
  readonly flows: Readonly<Record<string, Flow>>;
}

export const STAKERS: AccountFlows = {
  account: 'staker',
  list: 'stakerEpoches',
  flows: {
    staked: { verb: 'stake', since: 'cumulativeStaked' },
    withdrawalRequested: { verb: 'requestWithdrawal', since: 'cumulativeWithdrawalRequested' },
    withdrawnStake: { verb: 'withdrawStake', since: 'cumulativeWithdrawnStake' },
    transferredIn: { verb: 'transfer' },
    transferredOut: { verb: 'transfer' },
    receivedDebt: { verb: 'receiveDebt', since: 'cumulativeReceivedDebt' },
    withdrawnDebt: { verb: 'withdrawDebt', since: 'cumulativeWithdrawnDebt' },
    decreasedDebt: { verb: 'decreaseStakerDebt' },
    deletedInactive: { verb: 'deleteInactiveBalance' },
    deletedDebt: {},
    claimedRewards: { verb: 'claimRewards', since: 'cumulativeClaimedRewards' },
  },
};

export const BORROWERS: AccountFlows = {
  account: 'borrower',
  list: 'borrowerEpoches',
  flows: {
    borrowed: { verb: 'borrow', since: 'cumulativeBorrowed' },
    repaidBorrow: { verb: 'repayBorrow', since: 'cumulativeRepaidBorrow' },
    markedDebt: { verb: 'markDebt', since: 'cumulativeMarkedDebt' },
    repaidDebt: { verb: 'repayDebt', since: 'cumulativeRepaidDebt' },
    decreasedDebt: { verb: 'decreaseBorrowerDebt' },
  },
};

/** An entity with the fields that were asked for. */
export type Entity = Readonly<Record<string, unknown>> & { readonly id: string };

/** Adds up what belongs together. */
export function sumBy<T>(list: readonly T[], keyOf: (one: T) => string, amountOf: (one: T) => bigint) {
  const sums = new Map<string, bigint>();
  for (const one of list) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0n) + amountOf(one));
  return sums;
}

/** The same without what adds up to zero: one side need not have a row for it. */
const withoutZero = (sums: ReadonlyMap<string, bigint>) => new Map([...sums].filter(([, sum]) => sum !== 0n));

const integer = (entity: Entity, field: string): bigint => BigInt(entity[field] as string);

/** Of each account, by the field that adds it up: from its epochs, and as the account itself has it. */
export function sumsOfAccounts(
  { account, flows }: AccountFlows,
  epochs: readonly Entity[],
  accounts: readonly Entity[],
) {
  const fromEpochs = new Map<string, bigint>();
  const stored = new Map<string, bigint>();
  for (const [field, { since }] of Object.entries(flows)) {
    if (since === undefined) continue;
    const accountOf = (row: Entity) => `${(row[account] as Entity).id}/${since}`;
    for (const [key, sum] of sumBy(epochs, accountOf, (row) => integer(row, field))) fromEpochs.set(key, sum);
    for (const one of accounts) stored.set(`${one.id}/${since}`, integer(one, since));
  }
  return [withoutZero(fromEpochs), withoutZero(stored)];
}

/** Of each epoch, by flow: from the accounts, and from the activities of that verb. */
export function sumsOfEpochs({ flows }: AccountFlows, epochs: readonly Entity[], activities: readonly Activity[]) {
  const fromAccounts = new Map<string, bigint>();
  const fromActivities = new Map<string, bigint>();
  for (const [field, { verb }] of Object.entries(flows)) {
    if (verb === undefined) continue;
    const moved = activities.filter((activity) => activity.verb === verb && activity.epoch !== null);
    const accounts = sumBy(
      epochs,
      (row) => `${row.number}/${field}`,
      (row) => integer(row, field),
    );
    const own = sumBy(
      moved,
      ({ epoch }) => `${epoch?.number}/${field}`,
      (one) => amountMoved(one) ?? 0n,
    );
    for (const [key, sum] of accounts) fromAccounts.set(key, sum);
    for (const [key, sum] of own) fromActivities.set(key, sum);
  }
  return [withoutZero(fromAccounts), withoutZero(fromActivities)];
}
