/** What the contract is asked, and what it must answer if the API is right. */
import { ZeroAddress } from 'ethers';
import { integerOf, type Stored, textOf } from '../ledger/source.ts';
import { BORROWER_VIEWS, POOL_VIEWS, STAKER_VIEWS } from '../views.ts';
import { type Call, callOf } from './contract.ts';

/** Kinds of entity that the contract can be asked about. */
export type AskedKind = 'pools' | 'stakers' | 'borrowers' | 'shortfalls' | 'allowances' | 'roles' | 'roleHolders';

export interface Question {
  readonly kind: AskedKind;
  /** Id of the entity. */
  readonly id: string;
  /** Function of the contract. */
  readonly view: string;
  readonly call: Call;
  /** The API's value, as text; null where the contract must revert. */
  readonly expected: string | null;
}

/** A view of an entity: its arguments, and the API's value. */
type Asked = readonly [view: string, args: readonly string[], expected: string | null];

const stored = (row: Stored, fields: Readonly<Record<string, string>>, ...args: string[]): Asked[] =>
  Object.entries(fields).map(([view, field]) => [view, args, textAt(row, field)]);

const derived = (
  row: Stored,
  views: readonly { readonly field: string; readonly contract?: string }[],
  ...args: string[]
): Asked[] =>
  views.flatMap(({ field, contract }) =>
    contract === undefined ? [] : [[contract, args, textAt(row, field)] as const],
  );

const POOL = {
  ...{ getBlackoutWindow: 'blackoutWindow', getRewardsPerSecond: 'rewardsPerSecond' },
  ...{ getTotalBorrowedBalance: 'totalBorrowedBalance', getTotalBorrowerDebtBalance: 'totalBorrowerDebtBalance' },
  ...{ getTotalDebtAvailableToWithdraw: 'totalDebtAvailableToWithdraw', getShortfallCount: 'shortfallCount' },
  ...{ DISTRIBUTION_START: 'distributionStart', DISTRIBUTION_END: 'distributionEnd', STAKED_TOKEN: 'stakedToken' },
  ...{ REWARDS_TOKEN: 'rewardsToken', REWARDS_TREASURY: 'rewardsTreasury' },
};
const BORROWER = {
  ...{ getBorrowedBalance: 'borrowedBalance', getBorrowerDebtBalance: 'debtBalance' },
  isBorrowingRestrictedForBorrower: 'isBorrowingRestricted',
};

const ASKED: Readonly<Record<AskedKind, (row: Stored, id: string) => Asked[]>> = {
  pools: (row) => [
    ...stored(row, POOL),
    ['getEpochParameters', [], `${textOf(row, 'epochInterval')},${textOf(row, 'epochOffset')}`],
    ...startOfEpoch(row),
    ...derived(row, POOL_VIEWS),
  ],
  // Nobody can call as the zero address, so that nobody can be asked what it would be paid.
  stakers: (row, id) =>
    derived(row, STAKER_VIEWS, id).filter(([view]) => id !== ZeroAddress || view !== 'claimRewards'),
  borrowers: (row, id) => [...stored(row, BORROWER, id), ...derived(row, BORROWER_VIEWS, id)],
  shortfalls: (row) => [
    ['getShortfall', [textOf(row, 'index')], `${textOf(row, 'epoch')},${textOf(row, 'shortfallIndex')}`],
  ],
  allowances: (row) => [['allowance', [textOf(row, 'owner'), textOf(row, 'spender')], textOf(row, 'value')]],
  roles: (row) => [['getRoleAdmin', [textOf(row, 'role')], textOf(row, 'adminRole')]],
  roleHolders: (row, id) => [['hasRole', [`0x${id.slice(42, 106)}`, textOf(row, 'account')], textAt(row, 'isHolder')]],
};

export const ASKED_KINDS = Object.keys(ASKED) as AskedKind[];

/** All views of one entity, as the API answers them. The pool is asked what it holds of its token as well. */
export function questionsOf(kind: AskedKind, row: Stored, pool: Stored): Question[] {
  const address = textOf(pool, 'id');
  const id = textOf(row, 'id');
  const questions = ASKED[kind](row, id).map(([view, args, expected]): Question => {
    // The contract pays whoever calls: a claim is asked for by the staker itself.
    const from = view === 'claimRewards' ? id : undefined;
    // Roles are those of several contracts; their ids begin with the address of theirs.
    const asked = kind === 'roles' || kind === 'roleHolders' ? id.slice(0, 42) : address;
    return { kind, id, view, call: callOf(asked, view, args, from), expected };
  });
  if (kind !== 'pools') return questions;
  const held = callOf(textOf(pool, 'stakedToken'), 'balanceOf', [address]);
  return [...questions, { kind, id, view: 'balanceOf', call: held, expected: textOf(row, 'tokenBalance') }];
}

function startOfEpoch(row: Stored): Asked[] {
  if (typeof row.currentEpoch !== 'string') return [];
  const start = integerOf(row, 'epochOffset') + integerOf(row, 'currentEpoch') * integerOf(row, 'epochInterval');
  return [['getStartOfEpoch', [row.currentEpoch], String(start)]];
}

function textAt(row: Stored, field: string): string | null {
  const value = row[field];
  return value === null || value === undefined ? null : String(value);
}
