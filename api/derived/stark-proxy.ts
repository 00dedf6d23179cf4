/** Derived fields of StarkProxy: its views. What it owes and may borrow is with the pool, in the row of its `Borrower`. */
import * as allocations from '../domain/borrower-allocations.ts';
import { autoPayOrBorrow } from '../domain/stark-proxy.ts';
import { borrowedAndDebtBalance, proxyBorrowableAmount, surplus } from '../domain/stark-proxy-balances.ts';
import type { BorrowerState, PoolAt } from '../domain/state.ts';
import type { JsonObject } from '../json.ts';
import type { ArgumentKind, DerivedField, DerivedFields, DerivedValue, RowLink } from './field.ts';
import { hasRole, roleAdmin } from './roles.ts';
import { integer, type StarkProxyRow } from './rows.ts';

/** One selection for all fields, so that it is asked once. */
const BORROWER: RowLink = {
  field: 'borrower',
  selection: '{ allocationEpoch allocationCurrent allocationNext borrowedBalance debtBalance isBorrowingRestricted }',
};
const KNOWN = ['isKnownFromCreation'];
const RESTRICTION = [...KNOWN, 'isBorrowingRestricted'];
const STATE = [BORROWER, 'tokenBalance', ...RESTRICTION];

const stillField = { parts: [], timed: false, staged: true } as const;
const timedField = { parts: [], timed: true, staged: true } as const;

function owed(compute: (borrower: BorrowerState) => bigint): DerivedField<StarkProxyRow> {
  return { ...stillField, needs: [BORROWER], compute: (_view, { borrower }) => compute(borrower) };
}

function allocated(compute: (pool: PoolAt, borrower: BorrowerState) => bigint): DerivedField<StarkProxyRow> {
  return { ...timedField, needs: [BORROWER], compute: ({ pool }, { borrower }) => compute(pool, borrower) };
}

/** A mapping of the contract: `found` is the row of its key. `never` is what the contract has for a key never set. */
function entry(
  [argument, kind]: readonly [string, ArgumentKind],
  { field, stored, values }: { readonly field: string; readonly stored: string; readonly values: string },
  read: (row: JsonObject, isKnown: boolean) => DerivedValue,
  never: DerivedValue,
): DerivedField<StarkProxyRow> {
  const selection = `(first: 1, where: { ${stored}: $${argument} }) { ${values} }`;
  return {
    ...stillField,
    needs: [...KNOWN, { field, selection }],
    arguments: { [argument]: kind },
    compute: (_view, { isKnownFromCreation }, { found }) =>
      found ? read(found, isKnownFromCreation) : isKnownFromCreation ? never : null,
  };
}

/** A key or recipient that was only named by a log may have been allowed before the StarkProxy was followed. */
function readAllowed({ isAllowed, updatedAt }: JsonObject, isKnown: boolean): boolean | null {
  return isKnown || typeof updatedAt === 'string' ? isAllowed === true : null;
}

function autoPay(pool: PoolAt, { borrower, tokenBalance, isBorrowingRestricted }: StarkProxyRow): object | null {
  if (tokenBalance === null || isBorrowingRestricted === null) return null;
  const { revertReason, ...call } = autoPayOrBorrow(pool, borrower, { tokenBalance, isBorrowingRestricted });
  return {
    borrowed: call.borrowAmount,
    repaidBorrow: call.repayBorrowAmount,
    repaidDebt: call.repayDebtAmount,
    reverts: revertReason !== null,
    reason: revertReason,
    missingBalance: call.missingBalance,
  };
}

export const STARK_PROXY_FIELDS: DerivedFields<StarkProxyRow> = {
  borrowedBalance: owed(({ borrowedBalance }) => borrowedBalance),
  debtBalance: owed(({ debtBalance }) => debtBalance),
  borrowedAndDebtBalance: owed(borrowedAndDebtBalance),
  allocatedBalanceCurrentEpoch: allocated(allocations.allocatedBalanceCurrentEpoch),
  allocatedBalanceNextEpoch: allocated(allocations.allocatedBalanceNextEpoch),
  borrowableAmount: {
    ...timedField,
    needs: [BORROWER, ...RESTRICTION],
    compute: ({ pool }, proxy) => proxyBorrowableAmount(pool, proxy.borrower, proxy.isBorrowingRestricted),
  },
  surplus: {
    ...stillField,
    needs: [BORROWER, 'tokenBalance'],
    compute: (_view, { tokenBalance, borrower }) => (tokenBalance === null ? null : surplus(tokenBalance, borrower)),
  },
  autoPayOrBorrow: { ...timedField, needs: STATE, compute: ({ pool }, proxy) => autoPay(pool, proxy) },
  isStarkKeyAllowed: entry(
    ['starkKey', 'uint256'],
    { field: 'starkKeys', stored: 'starkKey', values: 'isAllowed updatedAt' },
    readAllowed,
    false,
  ),
  isRecipientAllowed: entry(
    ['recipient', 'address'],
    { field: 'externalRecipients', stored: 'recipient', values: 'isAllowed updatedAt' },
    readAllowed,
    false,
  ),
  queuedForcedTradeTimestamp: entry(
    ['argsHash', 'bytes32'],
    { field: 'forcedTrades', stored: 'argsHash', values: 'queuedTimestamp' },
    (row) => (typeof row.queuedTimestamp === 'string' ? integer(row, 'queuedTimestamp') : null),
    0n,
  ),
  hasRole: hasRole(({ isKnownFromCreation }) => isKnownFromCreation, KNOWN),
  roleAdmin: roleAdmin(({ isKnownFromCreation }) => isKnownFromCreation, KNOWN),
};
