/** Running sums of pool, stakers and borrowers, added up from the activities. */
import { ZeroAddress } from 'ethers';
import type { Opening } from '../check.ts';
import type { Activity } from '../ledger/rows.ts';
import { integerOf, type Stored, textOf, type WalkedKind } from '../ledger/source.ts';
import type { Sheet } from '../sheet.ts';
import { flowsOf, namedIn } from './flow-table.ts';

type AccountKind = 'stakers' | 'borrowers';

const SUMS = {
  stakers: [
    ...['cumulativeStaked', 'cumulativeWithdrawalRequested', 'cumulativeWithdrawnStake', 'cumulativeReceivedDebt'],
    ...['cumulativeWithdrawnDebt', 'cumulativeClaimedRewards'],
  ],
  borrowers: ['cumulativeBorrowed', 'cumulativeRepaidBorrow', 'cumulativeMarkedDebt', 'cumulativeRepaidDebt'],
} as const;

/** Sums of one account, and the block that first named it. */
interface Account {
  readonly firstBlock: string;
  readonly sums: Map<string, bigint>;
}

export class RunningSums {
  readonly #pool: string;
  readonly #accounts: Record<AccountKind, Map<string, Account>> = { stakers: new Map(), borrowers: new Map() };
  readonly #totals = new Map<string, bigint>();
  #first: string | null = null;
  #last: Activity | null = null;

  /** Of a window: with the sums at its start. */
  constructor(pool: string, opening: Opening | null) {
    this.#pool = pool;
    for (const name of ['cumulativeMarkedDebt', 'cumulativeShortfall', 'discrepancyCount', 'activityCount']) {
      this.#totals.set(name, opening === null ? 0n : integerOf(opening.pool, name));
    }
    if (opening !== null) this.#first = textOf(opening.pool, 'firstBlock');
  }

  /** Of a window: what had been summed up of an account before it. */
  load(kind: AccountKind, row: Stored): void {
    const sums = new Map(SUMS[kind].map((name) => [name as string, integerOf(row, name)]));
    this.#accounts[kind].set(textOf(row, 'id'), { firstBlock: textOf(row, 'firstBlock'), sums });
  }

  follow(activity: Activity): void {
    const { type, fields, blockNumber } = activity;
    const { stakers, borrowers } = namedIn(activity);
    // The unallocated share is there from the beginning.
    if (this.#first === null) borrowers.push(ZeroAddress);
    this.#first ??= String(blockNumber);
    this.#last = activity;
    for (const staker of stakers) this.#account('stakers', staker, blockNumber);
    for (const borrower of borrowers) this.#account('borrowers', borrower, blockNumber);
    for (const { kind, account, cumulative, amount } of flowsOf(activity)) {
      if (cumulative === undefined) continue;
      const { sums } = this.#account(`${kind}s`, account, blockNumber);
      sums.set(cumulative, (sums.get(cumulative) ?? 0n) + amount);
    }
    this.#add('activityCount', 1n);
    if (type === 'Discrepancy') this.#add('discrepancyCount', 1n);
    if (type === 'DebtMarked') this.#add('cumulativeMarkedDebt', BigInt(fields.amount ?? 0));
    if (type === 'ConvertedInactiveBalancesToDebt') {
      this.#add('cumulativeShortfall', BigInt(fields.shortfallAmount ?? 0));
    }
  }

  /** Accounts that activities have named so far. */
  accounts(kind: AccountKind): Iterable<string> {
    return this.#accounts[kind].keys();
  }

  /** Compares the sums of an entity as they are now; `where` says of which moment it is. */
  compare(sheet: Sheet, kind: WalkedKind, row: Stored, where = ''): void {
    const subject = `${where}${kind.slice(0, -1)} ${textOf(row, 'id')}`;
    if (kind === 'pools') {
      for (const [name, value] of this.poolSums()) sheet.equal(textOf(row, name), value, name, { subject });
      return;
    }
    sheet.equal(textOf(row, 'pool'), this.#pool, 'its pool', { subject });
    const account = this.#accounts[kind].get(textOf(row, 'id'));
    if (account === undefined) sheet.fault('no activity names it', { subject });
    else sheet.equal(textOf(row, 'firstBlock'), account.firstBlock, 'firstBlock', { subject });
    for (const name of SUMS[kind]) {
      sheet.equal(integerOf(row, name), account?.sums.get(name) ?? 0n, 'the sum', { subject: `${subject} ${name}` });
    }
  }

  /** Sums and counts of the pool as they are now, by field. */
  poolSums(): [string, string][] {
    const last = this.#last;
    return [
      ...[...this.#totals].map(([name, sum]): [string, string] => [name, String(sum)]),
      ['stakerCount', String(this.#accounts.stakers.size)],
      ['borrowerCount', String(this.#accounts.borrowers.size)],
      ['firstBlock', this.#first ?? ''],
      ...(last === null ? [] : ([['lastBlock', String(last.blockNumber)]] as [string, string][])),
      ...(last === null ? [] : ([['lastTimestamp', String(last.timestamp)]] as [string, string][])),
    ];
  }

  #account(kind: AccountKind, id: string, block: number): Account {
    const account = this.#accounts[kind].get(id) ?? { firstBlock: String(block), sums: new Map() };
    this.#accounts[kind].set(id, account);
    return account;
  }

  #add(name: string, amount: bigint): void {
    this.#totals.set(name, (this.#totals.get(name) ?? 0n) + amount);
  }
}
