/** A chain that grows while a test looks on: approvals are activities that move nothing. */
import { setTimeout as pause } from 'node:timers/promises';
import { emittingInput } from '../../stack/emitter.ts';
import { JsonRpc } from '../../stack/json-rpc.ts';

/** `Approval(address,address,uint256)`. */
const APPROVAL = '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925';
const SECONDS_PER_BLOCK = 12;

export interface GrowingChain {
  /** Mines a block with that many approvals by the owner, and waits until the API at `graphqlUrl` shows it. */
  mine(approvals: number): Promise<void>;
  /** What `replace` gives up begins here. */
  fork(): Promise<void>;
  /** Replaces the blocks since `fork` by a longer chain with one approval in its first block. */
  replace(): Promise<void>;
  close(): Promise<void>;
}

/** `pool` is a recorded contract, which logs what it is told to; the owner is any account. */
export function growChain(rpcUrl: string, graphqlUrl: string, pool: string, owner: string): GrowingChain {
  const rpc = new JsonRpc(rpcUrl);
  let snapshot = '';
  let approved = 0;

  async function newest(): Promise<{ number: number; timestamp: number }> {
    const { number, timestamp } = await rpc.call<{ number: string; timestamp: string }>(
      'eth_getBlockByNumber',
      'latest',
      false,
    );
    return { number: Number(number), timestamp: Number(timestamp) };
  }

  async function approve(): Promise<void> {
    const word = (value: bigint): string => value.toString(16).padStart(64, '0');
    const topics = [APPROVAL, `0x${word(BigInt(owner))}`, `0x${word(BigInt(pool))}`];
    const data = emittingInput([{ address: pool, topics, data: `0x${word(BigInt(++approved))}` }]);
    await rpc.call('eth_sendTransaction', { from: owner, to: pool, gas: '0x1c9c380', gasPrice: '0x0', data });
  }

  async function append(approvals: number): Promise<void> {
    for (let i = 0; i < approvals; i++) await approve();
    const { timestamp } = await newest();
    await rpc.call('evm_mine', `0x${(timestamp + SECONDS_PER_BLOCK).toString(16)}`);
  }

  async function shown(): Promise<void> {
    const { number } = await newest();
    const body = JSON.stringify({ query: '{ _meta { block { number } } }' });
    const headers = { 'content-type': 'application/json' };
    for (let tries = 1; ; tries++) {
      const response = await fetch(graphqlUrl, { method: 'POST', headers, body });
      const { data } = (await response.json()) as { data?: { _meta: { block: { number: number } } } };
      // While it changes chains a Graph Node refuses to answer.
      if (data && data._meta.block.number >= number) return;
      await pause(20);
      // It may sleep through a new block for half a minute; another one wakes it.
      if (tries % 100 === 0) await append(0);
    }
  }

  return {
    async mine(approvals) {
      await append(approvals);
      await shown();
    },
    async fork() {
      snapshot = await rpc.call<string>('evm_snapshot');
    },
    async replace() {
      const { number: old } = await newest();
      await rpc.call('evm_revert', snapshot);
      await append(1);
      // A Graph Node follows another chain only once it is the longer one.
      while ((await newest()).number < old + 3) await append(0);
      await shown();
    },
    close: () => rpc.close(),
  };
}
