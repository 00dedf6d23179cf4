/** Who owes what at a second, and what the next epoch will go by: read once for all fields that ask of it. */
import { integer } from '../derived/rows.ts';
import type { EpochTotals, Exposure } from '../domain/shortfall-booking.ts';
import type { Json, JsonObject } from '../json.ts';
import { PAGE } from '../plan/context.ts';
import type { LateRequest, LateScope, Pin, Sub } from '../plan/late.ts';
import { selectionOf } from '../plan/sub.ts';

/** A borrower with something borrowed. USDC base units (10^-6). */
export interface Debtor {
  readonly borrower: string;
  readonly borrowedBalance: bigint;
  /** Of the current epoch. */
  readonly allocatedBalance: bigint;
  readonly isOverdue: boolean;
  readonly isBorrowingRestricted: boolean;
}

/** The first second of the next epoch, as the state stands then if no transaction comes before. */
export interface Turn {
  readonly timestamp: bigint;
  readonly epoch: bigint;
  readonly totals: EpochTotals;
  /** By address. */
  readonly exposures: readonly Exposure[];
}

export interface Outlook {
  /** By address. */
  readonly debtors: readonly Debtor[];
  /** Null before epoch zero. */
  readonly turn: Turn | null;
}

export type OutlookReader = (request: LateRequest, pin: Pin) => Promise<Outlook>;

const DEBTOR = `
  id borrowedBalance isBorrowingRestricted isOverdue
  allocatedBalance: allocatedBalanceCurrentEpoch allocationFraction: allocationFractionNextEpoch`;

/** Whoever borrowed nothing can neither be overdue nor be charged. */
const BORROWED = { borrowedBalance_gt: '0' };

/** Balances that a turn of the epoch makes current are those the contract calls next. */
const POOL = `
  currentEpoch timeRemaining: timeRemainingInCurrentEpoch totalBorrowedBalance
  active: totalActiveBalanceNextEpoch inactive: totalInactiveBalanceNextEpoch`;

export function outlookReader(scope: LateScope): OutlookReader {
  const first = scope.sub({
    root: 'snapshot',
    args: [],
    sets: [
      selectionOf(`timestamp pool { ${POOL} }
        borrowers(first: ${PAGE}, orderBy: id, where: { borrowedBalance_gt: "0" }) { ${DEBTOR} }`),
    ],
  });
  const more = scope.sub({ root: 'borrowers', args: ['first', 'where'], sets: [selectionOf(DEBTOR)] });
  return (request, pin) =>
    request.once(`outlook ${pin.block.number} ${pin.at}`, pin, async () => {
      const { timestamp, pool, borrowers } = JSON.parse(await request.run(first, pin)) as Answer;
      const rows = borrowers.length < PAGE ? borrowers : [...borrowers, ...(await rest(request, more, pin, borrowers))];
      return { debtors: rows.map(readDebtor), turn: readTurn(BigInt(timestamp), pool, rows) };
    });
}

interface Answer {
  readonly timestamp: string;
  readonly pool: JsonObject;
  readonly borrowers: readonly JsonObject[];
}

/** The borrowers after those of the first page. */
async function rest(request: LateRequest, sub: Sub, pin: Pin, page: readonly JsonObject[]): Promise<JsonObject[]> {
  const rows: JsonObject[] = [];
  for (let last: Json | undefined = page.at(-1)?.id; ; last = rows.at(-1)?.id) {
    const args = { first: PAGE, where: { ...BORROWED, id_gt: last } };
    const found = JSON.parse(await request.run(sub, pin, args)) as JsonObject[];
    rows.push(...found);
    if (found.length < PAGE) return rows;
  }
}

function readDebtor(row: JsonObject): Debtor {
  return {
    borrower: String(row.id),
    borrowedBalance: integer(row, 'borrowedBalance'),
    allocatedBalance: integer(row, 'allocatedBalance'),
    isOverdue: row.isOverdue === true,
    isBorrowingRestricted: row.isBorrowingRestricted === true,
  };
}

function readTurn(at: bigint, pool: JsonObject, rows: readonly JsonObject[]): Turn | null {
  if (pool.currentEpoch === null) return null;
  return {
    timestamp: at + integer(pool, 'timeRemaining'),
    epoch: integer(pool, 'currentEpoch') + 1n,
    totals: {
      active: integer(pool, 'active'),
      inactive: integer(pool, 'inactive'),
      borrowed: integer(pool, 'totalBorrowedBalance'),
    },
    exposures: rows.map((row) => ({
      borrower: String(row.id),
      borrowedBalance: integer(row, 'borrowedBalance'),
      allocationFraction: integer(row, 'allocationFraction'),
    })),
  };
}
