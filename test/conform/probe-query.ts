import type { Answer, Probes } from '../support/recording.ts';
import { BORROWER_FIELDS, POOL_FIELDS, STAKER_FIELDS, selectionOf } from './views.ts';

type Results = Record<string, Answer>;

/** The pool's probes of one moment, sorted by what they ask about. */
export interface Asked {
  pool: Results;
  stakers: Map<string, Results>;
  borrowers: Map<string, Results>;
  epochStarts: [epoch: string, start: Answer][];
  shortfalls: [index: string, answer: Answer][];
  roles: [role: string, account: string, holds: Answer][];
  roleAdmins: [role: string, admin: Answer][];
  allowances: [owner: string, spender: string, value: Answer][];
  tokenBalance: Answer | undefined;
}

/** Sorts a probes line; probes of other contracts are left out. */
export function sortProbes(probes: Probes, poolId: string): Asked {
  const asked: Asked = {
    pool: {},
    stakers: new Map(),
    borrowers: new Map(),
    epochStarts: [],
    shortfalls: [],
    roles: [],
    roleAdmins: [],
    allowances: [],
    tokenBalance: undefined,
  };
  for (const { contract, args, results } of probes.groups) {
    const [first = '', second = ''] = args.map((argument) => argument.toLowerCase());
    if (contract === 'usdc' && first === poolId && results.balanceOf) asked.tokenBalance = results.balanceOf;
    if (contract !== 'liquidityStaking') continue;
    if (args.length === 0) Object.assign(asked.pool, results);
    if (results.getStartOfEpoch !== undefined) asked.epochStarts.push([first, results.getStartOfEpoch]);
    if (results.getShortfall !== undefined) asked.shortfalls.push([first, results.getShortfall]);
    if (results.hasRole !== undefined) asked.roles.push([first, second, results.hasRole]);
    if (results.getRoleAdmin !== undefined) asked.roleAdmins.push([first, results.getRoleAdmin]);
    if (results.allowance !== undefined) asked.allowances.push([first, second, results.allowance]);
    if (results.getBorrowedBalance !== undefined) merge(asked.borrowers, first, results);
    if (results.getActiveBalanceCurrentEpoch !== undefined) merge(asked.stakers, first, results);
  }
  return asked;
}

function merge(map: Map<string, Results>, id: string, results: Results): void {
  map.set(id, { ...map.get(id), ...results });
}

/** A Graph Node gives at most so many rows of a list. */
export const MOST_ROWS = 1000;

/** More stakers of the same moment than one list holds. */
export const STAKERS_QUERY = `
  query Stakers($block: Int!, $at: BigInt!, $stakers: [Bytes!]!) {
    stakers(first: ${MOST_ROWS}, where: { id_in: $stakers }, block: { number: $block }) { id ${selectionOf(STAKER_FIELDS)} }
  }`;

/** One request for all of it: at the probes' block, evaluated at their second. */
export const QUERY = (asked: Asked): string => `
  query Probe($pool: ID!, $block: Int!, $at: BigInt!, $stakers: [Bytes!]!, $borrowers: [Bytes!]!,
              $holders: [Bytes!]!, $roles: [Bytes!]!, $allowances: [Bytes!]!) {
    pool(id: $pool, block: { number: $block }) {
      epochInterval epochOffset tokenBalance ${selectionOf(POOL_FIELDS)}
      ${asked.epochStarts.map(([epoch], i) => `start${i}: startOfEpoch(epoch: "${epoch}")`).join(' ')}
      ${asked.roles.map(([role, account], i) => `role${i}: hasRole(role: "${role}", account: "${account}")`).join(' ')}
      ${asked.roleAdmins.map(([role], i) => `admin${i}: roleAdmin(role: "${role}")`).join(' ')}
      solvency(at: $at) { isSolvent state shortfallAmount }
      shortfalls(first: 1000) { index epoch shortfallIndex }
    }
    stakers(first: 1000, where: { id_in: $stakers }, block: { number: $block }) { id ${selectionOf(STAKER_FIELDS)} }
    borrowers(first: 1000, where: { id_in: $borrowers }, block: { number: $block }) { id ${selectionOf(BORROWER_FIELDS)} }
    roleHolders(first: 1000, where: { id_in: $holders }, block: { number: $block }) { id isHolder }
    roles(first: 1000, where: { id_in: $roles }, block: { number: $block }) { id adminRole }
    allowances(first: 1000, where: { id_in: $allowances }, block: { number: $block }) { id value }
  }`;

const join = (...parts: string[]): string => `0x${parts.map((part) => part.slice(2)).join('')}`;

/** Id of a RoleHolder, a Role and an Allowance, as the schema describes them. */
export const holderId = (pool: string, role: string, account: string): string => join(pool, role, account);
export const roleId = (pool: string, role: string): string => join(pool, role);
export const allowanceId = (owner: string, spender: string): string => join(owner, spender);
