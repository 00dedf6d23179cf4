/** USDC transfers against the pool's own events, transaction by transaction. */
import { type Check, placeOf } from '../check.ts';
import type { Activity, LedgerRow } from '../ledger/rows.ts';
import { Sheet } from '../sheet.ts';

/** A movement of USDC that an event speaks of, or that a transfer made. */
interface Leg {
  readonly activity: Activity;
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
}

/** Field of the account on the other side of the pool, and whether USDC comes in. */
const LEGS: Readonly<Record<string, readonly [account: string, isIn: boolean]>> = {
  Staked: ['spender', true],
  RepaidBorrow: ['sender', true],
  RepaidDebt: ['sender', true],
  WithdrewStake: ['recipient', false],
  WithdrewDebt: ['recipient', false],
  Borrowed: ['borrower', false],
};

export class CashCheck implements Check {
  readonly sheet = new Sheet(
    'cash',
    'Each stake, withdrawal, loan and repayment has its USDC transfer, and each transfer its event, or is a donation.',
  );
  readonly #pool: string;
  #events: Leg[] = [];
  #transfers: Leg[] = [];
  #donations = 0;
  /** Net USDC that came in without an event, and what the pool paid to itself: `d` in the identity of the cash. */
  donated = 0n;

  constructor(pool: string) {
    this.#pool = pool;
  }

  before({ activity }: LedgerRow): void {
    const { type, fields } = activity;
    const pool = this.#pool;
    const [account, isIn] = LEGS[type] ?? [];
    if (account !== undefined) {
      const other = fields[account] ?? '';
      const ends = isIn ? { from: other, to: pool } : { from: pool, to: other };
      this.#events.push({ activity, ...ends, amount: BigInt(fields.amount ?? 0) });
    }
    if (type === 'StakedTokenTransfer') {
      const { from = '', to = '', value = '0' } = fields;
      this.#transfers.push({ activity, from, to, amount: BigInt(value) });
    }
  }

  transactionEnd(): void {
    for (const event of this.#events) this.#match(event);
    for (const transfer of this.#transfers) this.#leftOver(transfer);
    this.#events = [];
    this.#transfers = [];
  }

  rowsEnd(): void {
    this.sheet.figures.donations = String(this.#donations);
    this.sheet.figures.donated = String(this.donated);
  }

  #match(event: Leg): void {
    const { from, to, amount } = event;
    this.sheet.count();
    const found = this.#transfers.findIndex((leg) => leg.from === from && leg.to === to && leg.amount === amount);
    if (found >= 0) this.#transfers.splice(found, 1);
    else if (amount !== 0n) {
      this.sheet.fault(
        `no USDC transfer of ${amount} from ${from} to ${to} in its transaction`,
        placeOf(event.activity),
      );
    }
    // Paid out to the pool itself: the balance falls, the cash does not.
    if (from === to) this.donated += amount;
  }

  #leftOver({ activity, from, to, amount }: Leg): void {
    const place = placeOf(activity);
    this.sheet.count();
    if (from !== this.#pool && to !== this.#pool) this.sheet.fault('the transfer does not touch the pool', place);
    if (amount === 0n || from === to) return;
    if (from === this.#pool) {
      this.sheet.fault(`${amount} USDC left for ${to}, and no event of the pool says why`, place);
      this.donated -= amount;
      return;
    }
    this.#donations++;
    this.donated += amount;
    this.sheet.remark(`a plain transfer of ${amount} USDC from ${from}`, { ...place, subject: from });
  }
}
