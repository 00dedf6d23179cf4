/** The contract's functions, and calls of them as an Ethereum node takes them. */
import { Interface, type Result } from 'ethers';
import views from '../../subgraph/abis/LiquidityStakingV1Views.json' with { type: 'json' };
import { AuditError } from '../error.ts';

export const CONTRACT = new Interface(views);

/** One call, ready to be sent. */
export interface Call {
  readonly to: string;
  readonly data: string;
  /** Who calls; only where the answer depends on it, which keeps the call out of a multicall. */
  readonly from?: string;
}

/** What a node answers to a call: the returned bytes, or why it reverted. */
export type Returned = { readonly data: string } | { readonly revert: string };

export function callOf(to: string, name: string, args: readonly string[], from?: string): Call {
  return { to, data: CONTRACT.encodeFunctionData(name, args), ...(from === undefined ? {} : { from }) };
}

/** An answer as the API writes such values: numbers in decimal, several joined by commas; null for a revert. */
export function textOfAnswer(name: string, returned: Returned): string | null {
  if ('revert' in returned) return null;
  return decoded(name, returned.data)
    .map((value: unknown) => String(value).toLowerCase())
    .join();
}

/** Where there is no such function, a node answers with nothing. */
function decoded(name: string, data: string): Result {
  try {
    return CONTRACT.decodeFunctionResult(name, data);
  } catch {
    const hint = 'a chain that only replays logs has no contract to ask; check --rpc';
    throw new AuditError('NOT_A_POOL', `what answers ${name} at that node is not the pool's contract; ${hint}.`);
  }
}
