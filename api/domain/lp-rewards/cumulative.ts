/** The rewards file on IPFS: every account that ever earned, with what it has earned since epoch 0. */
import { getAddress, isAddress } from 'ethers';
import { LpRewardsError } from './error.ts';
import { leafOf } from './merkle-tree.ts';

/** DYDX base units (10^-18) since epoch 0, by lower-case address. */
export type Cumulative = ReadonlyMap<string, bigint>;

/** `what` names the file in errors; rows count from 1. */
export function parseCumulative(text: string, what: string): Map<string, bigint> {
  const amounts = new Map<string, bigint>();
  for (const [index, row] of rowsOf(text, what).entries()) {
    const at = `Row ${index + 1} of ${what}`;
    const [address, amount] = Array.isArray(row) && row.length === 2 ? row : [];
    if (typeof address !== 'string' || !isAddress(address))
      throw new LpRewardsError('LP_TREE_FORMAT', `${at} does not begin with an address.`);
    // A JSON number would have lost digits: amounts are above 2^53.
    if (typeof amount !== 'string' || !/^\d+$/.test(amount))
      throw new LpRewardsError('LP_TREE_FORMAT', `${at} has no amount in digits as text.`);
    if (amounts.has(address.toLowerCase()))
      throw new LpRewardsError('LP_ADDRESS_TWICE', `${at} names ${address} again.`);
    amounts.set(address.toLowerCase(), BigInt(amount));
  }
  return amounts;
}

function rowsOf(text: string, what: string): unknown[] {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    throw new LpRewardsError('LP_TREE_FORMAT', `${what} is not JSON, or does not end: fetch it again.`);
  }
  if (!Array.isArray(rows) || rows.length === 0)
    throw new LpRewardsError('LP_TREE_FORMAT', `${what} is no list of addresses and amounts.`);
  return rows;
}

/** What an epoch adds; who earned nothing is not entered. */
export function addRewards(previous: Cumulative, ...rewards: readonly Cumulative[]): Map<string, bigint> {
  const next = new Map(previous);
  for (const epoch of rewards)
    for (const [address, amount] of epoch) if (amount > 0n) next.set(address, (next.get(address) ?? 0n) + amount);
  return next;
}

/** Throws where somebody would have less than before: the contract could then pay nobody what it promised. */
export function checkGrowth(previous: Cumulative, next: Cumulative, what: string): void {
  for (const [address, before] of previous) {
    const after = next.get(address) ?? 0n;
    if (after < before)
      throw new LpRewardsError('LP_AMOUNT_DECREASES', `${what} gives ${address} ${after}, less than ${before} before.`);
  }
}

/** Rows in the order of their leaves, as published. */
export function formatCumulative(amounts: Cumulative): string {
  const rows = [...amounts].map(([address, amount]) => ({ leaf: leafOf(address, amount), address, amount }));
  rows.sort((a, b) => (a.leaf < b.leaf ? -1 : 1));
  return JSON.stringify(rows.map(({ address, amount }) => [getAddress(address), String(amount)]));
}

export const leavesOf = (amounts: Cumulative): string[] =>
  [...amounts].map(([address, amount]) => leafOf(address, amount));
