/** Many calls in one, where the chain has Multicall3. */
import { Interface } from 'ethers';
import type { Call, Returned } from './contract.ts';
import type { ArchiveNode } from './node.ts';

/** The same address on almost every chain; on mainnet since block 14,353,601. */
export const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11';
const AGGREGATE = 'aggregate3';
const INTERFACE = new Interface([
  'function aggregate3((address target, bool allowFailure, bytes callData)[] calls) payable returns ((bool success, bytes returnData)[] returnData)',
]);

/** Calls of one multicall: a node limits the gas of each `eth_call`. */
const CALLS = 250;

/** How calls are asked at one block. */
export type Asker = (calls: readonly Call[]) => Promise<Returned[]>;

/** Through Multicall3 where it has code at that block, else in JSON-RPC batches; calls that name a caller always so. */
export async function askerAt(node: ArchiveNode, block: number): Promise<{ ask: Asker; isMulticall: boolean }> {
  const isMulticall = (await node.code(MULTICALL3, block)) !== '0x';
  if (!isMulticall) return { ask: (calls) => node.call(calls, block), isMulticall };
  const ask: Asker = async (calls) => {
    const joined = calls.filter(({ from }) => from === undefined);
    const alone = calls.filter(({ from }) => from !== undefined);
    const answers = new Map<Call, Returned>();
    const keep = (asked: readonly Call[], returned: readonly Returned[]) => {
      for (const [i, call] of asked.entries()) answers.set(call, returned[i] as Returned);
    };
    keep(joined, await aggregate(node, joined, block));
    keep(alone, await node.call(alone, block));
    return calls.map((call) => answers.get(call) as Returned);
  };
  return { ask, isMulticall };
}

async function aggregate(node: ArchiveNode, calls: readonly Call[], block: number): Promise<Returned[]> {
  const parts: Call[] = [];
  for (let i = 0; i < calls.length; i += CALLS) {
    const targets = calls
      .slice(i, i + CALLS)
      .map(({ to, data }) => ({ target: to, allowFailure: true, callData: data }));
    parts.push({ to: MULTICALL3, data: INTERFACE.encodeFunctionData(AGGREGATE, [targets]) });
  }
  return (await node.call(parts, block)).flatMap((returned) => {
    if ('revert' in returned) throw new Error(`Multicall3 reverted at block ${block}: ${returned.revert}`);
    const [results] = INTERFACE.decodeFunctionResult(AGGREGATE, returned.data);
    return (results as { success: boolean; returnData: string }[]).map(
      ({ success, returnData }): Returned => (success ? { data: returnData } : { revert: returnData }),
    );
  });
}
