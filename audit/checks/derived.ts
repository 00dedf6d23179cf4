/** Values that depend on time: what the API answers against the arithmetic of the contract over the books. */

import { pendingDebtReceipts } from '../../api/domain/inactive-balances.ts';
import { poolAt } from '../../api/domain/pool-at.ts';
import { emittedRewards } from '../../api/domain/rewards.ts';
import { solvency } from '../../api/domain/solvency.ts';
import type { PoolAt } from '../../api/domain/state.ts';
import { borrowerState, stakerState } from '../books/state.ts';
import type { Check, World } from '../check.ts';
import { type Stored, textOf, type WalkedKind } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';
import { BORROWER_VIEWS, POOL_VIEWS, STAKER_VIEWS, type ViewValue } from '../views.ts';

const SOLVENCY = [
  ...(['isSolvent', 'state', 'shortfallAmount', 'borrowedExceedsActive', 'inactiveExceedsUnborrowed'] as const),
  ...(['withdrawableExceedsBalance', 'isBorrowedAboveActive', 'isInactiveAboveUnborrowed'] as const),
  'isWithdrawableAboveBalance',
] as const;
const RECEIPT = ['index', 'epoch', 'amount', 'inactiveBalanceBefore', 'inactiveBalanceAfter'] as const;

/** The derived fields of a kind, all at one second; within a snapshot at its own, without one named. */
export function derivedSelection(kind: WalkedKind, at: bigint | null): string {
  const when = at === null ? '' : `(at: "${at}")`;
  const views = kind === 'pools' ? POOL_VIEWS : kind === 'stakers' ? STAKER_VIEWS : BORROWER_VIEWS;
  const fields = views.map(({ field }) => field + when).join(' ');
  if (kind === 'pools') return `${fields} emittedRewards${when} solvency${when} { ${SOLVENCY.join(' ')} }`;
  return kind === 'stakers' ? `${fields} pendingDebtReceipts${when} { ${RECEIPT.join(' ')} }` : fields;
}

/** The same fields from books at a second, as the API writes them. */
function derivedValues(kind: WalkedKind, id: string, pool: PoolAt, books: World['books']): Stored {
  const values: Record<string, ViewValue | object> = {};
  if (kind === 'pools') {
    for (const { field, value } of POOL_VIEWS) values[field] = value(pool);
    values.emittedRewards = emittedRewards(pool);
    values.solvency = picked(solvency(pool), SOLVENCY);
  } else if (kind === 'stakers') {
    const staker = stakerState(books, id);
    for (const { field, value } of STAKER_VIEWS) values[field] = value(pool, staker);
    values.pendingDebtReceipts = pendingDebtReceipts(pool, staker).map((receipt) => picked(receipt, RECEIPT));
  } else {
    const borrower = borrowerState(books, id);
    for (const { field, value } of BORROWER_VIEWS) values[field] = value(pool, borrower);
  }
  return JSON.parse(JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
}

export class DerivedCheck implements Check {
  readonly sheet = new Sheet(
    'derived',
    'Every value that depends on time is what the contract would answer at that second, worked out from the books.',
  );
  readonly #world: World;
  #pool: PoolAt | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  rowsEnd({ at }: { at: bigint }): void {
    this.#pool = poolAt(this.#world.books.pool(), at);
    this.sheet.figures.second = String(at);
  }

  entity(kind: WalkedKind, row: Stored): void {
    if (this.#pool === null) return;
    compareDerived(this.sheet, kind, row, this.#pool, this.#world.books);
  }
}

/** Compares all derived fields of one entity; each difference is a fault. `where` says of which moment it is. */
export function compareDerived(
  sheet: Sheet,
  kind: WalkedKind,
  row: Stored,
  pool: PoolAt,
  books: World['books'],
  where = '',
): void {
  const subject = `${where}${kind.slice(0, -1)} ${textOf(row, 'id')}`;
  let expected: Stored;
  try {
    expected = derivedValues(kind, textOf(row, 'id'), pool, books);
  } catch (error) {
    sheet.fault(`it cannot be worked out: ${(error as Error).message}`, { subject });
    return;
  }
  for (const [field, value] of Object.entries(expected)) {
    sheet.equal(shown(row[field]), shown(value), 'what the API answers', { subject: `${subject} ${field}` });
  }
}

const shown = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

function picked<T extends object, K extends keyof T>(row: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<T, K>;
}
