/** The verbs of the ledger: what unit their amounts have, and what they do to each column of the reconciliation. */
import type { ActivityRow } from '../read/activities.ts';
import type { Balances } from '../shape-flows.ts';

export type Column = keyof Balances;

export const COLUMNS: readonly Column[] = ['active', 'inactive', 'borrowed', 'debt', 'repaidDebt', 'held'];

/** Verbs that move an amount, in the order a report lists them; other verbs move none. */
const MOVING: Readonly<Record<string, 'USDC' | 'DYDX'>> = {
  stake: 'USDC',
  stakeFor: 'USDC',
  requestWithdrawal: 'USDC',
  requestWithdrawalFor: 'USDC',
  withdrawStake: 'USDC',
  withdrawStakeFor: 'USDC',
  transfer: 'USDC',
  borrow: 'USDC',
  repayBorrow: 'USDC',
  markDebt: 'USDC',
  convertInactiveBalancesToDebt: 'USDC',
  receiveDebt: 'USDC',
  repayDebt: 'USDC',
  withdrawDebt: 'USDC',
  decreaseBorrowerDebt: 'USDC',
  decreaseStakerDebt: 'USDC',
  deleteInactiveBalance: 'USDC',
  receiveStakedToken: 'USDC',
  sendStakedToken: 'USDC',
  borrowByProxy: 'USDC',
  repayBorrowByProxy: 'USDC',
  repayDebtByProxy: 'USDC',
  depositToExchange: 'USDC',
  withdrawFromExchange: 'USDC',
  reclaimDeposit: 'USDC',
  externalWithdrawToken: 'USDC',
  receiveProxyToken: 'USDC',
  sendProxyToken: 'USDC',
  claimRewards: 'DYDX',
  claimRewardsFor: 'DYDX',
  claimDistributedRewards: 'DYDX',
};

/** What one unit of the verb's amount does to the pool's balances of the running epoch. */
export const EFFECTS: Readonly<Record<string, Partial<Record<Column, 1n | -1n>>>> = {
  stake: { active: 1n, held: 1n },
  withdrawStake: { inactive: -1n, held: -1n },
  borrow: { borrowed: 1n, held: -1n },
  repayBorrow: { borrowed: -1n, held: 1n },
  markDebt: { borrowed: -1n, debt: 1n },
  convertInactiveBalancesToDebt: { inactive: -1n },
  repayDebt: { debt: -1n, repaidDebt: 1n, held: 1n },
  withdrawDebt: { repaidDebt: -1n, held: -1n },
  decreaseBorrowerDebt: { debt: -1n },
};

/** Verbs that repeat, book or mirror what another verb moves. */
const SECONDARY = new Set([
  'stakeFor',
  'requestWithdrawalFor',
  'withdrawStakeFor',
  'receiveDebt',
  'convertInactiveBalancesToDebt',
  'receiveStakedToken',
  'sendStakedToken',
  // What a StarkProxy does with its USDC is no movement of the pool.
  'borrowByProxy',
  'repayBorrowByProxy',
  'repayDebtByProxy',
  'depositToExchange',
  'withdrawFromExchange',
  'reclaimDeposit',
  'externalWithdrawToken',
  'receiveProxyToken',
  'sendProxyToken',
]);

export const unitOf = (verb: string): 'USDC' | 'DYDX' | null => MOVING[verb] ?? null;

/** Whether the verb itself moves USDC or stkUSDC. */
export const isMove = (verb: string): boolean => unitOf(verb) === 'USDC' && !SECONDARY.has(verb);

/** Position in the list; verbs that move nothing come last, by name. */
export function byVerb(one: { verb: string }, other: { verb: string }): number {
  const verbs = Object.keys(MOVING);
  const place = ({ verb }: { verb: string }) => (verb in MOVING ? verbs.indexOf(verb) : verbs.length);
  return place(one) - place(other) || (one.verb < other.verb ? -1 : 1);
}

/** What an activity moves, in base units of its verb; null where it moves nothing, 0 for USDC sent to oneself. */
export function amountOf({ verb, amount, from, to }: ActivityRow): bigint | null {
  if (unitOf(verb) === null || amount === undefined) return null;
  const isReceipt = verb === 'receiveStakedToken' || verb === 'receiveProxyToken';
  return isReceipt && from !== undefined && from === to ? 0n : amount;
}
