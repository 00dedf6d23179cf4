/** A chain that grows while a test looks on: approvals are activities that move nothing. */
import { setTimeout as pause } from 'node:timers/promises';
import { ReplayedChain } from '../../reliability/replayed-chain.ts';

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
  const chain = new ReplayedChain(rpcUrl, pool, owner);
  let snapshot = '';

  async function shown(): Promise<void> {
    const { number } = await chain.newest();
    const body = JSON.stringify({ query: '{ _meta { block { number } } }' });
    const headers = { 'content-type': 'application/json' };
    for (let tries = 1; ; tries++) {
      const response = await fetch(graphqlUrl, { method: 'POST', headers, body });
      const { data } = (await response.json()) as { data?: { _meta: { block: { number: number } } } };
      // While it changes chains a Graph Node refuses to answer.
      if (data && data._meta.block.number >= number) return;
      await pause(20);
      // It may sleep through a new block for half a minute; another one wakes it.
      if (tries % 100 === 0) await chain.mine();
    }
  }

  return {
    async mine(approvals) {
      await chain.mine(approvals);
      await shown();
    },
    async fork() {
      snapshot = await chain.snapshot();
    },
    async replace() {
      const { number: old } = await chain.newest();
      await chain.revert(snapshot);
      await chain.mine(1);
      // A Graph Node follows another chain only once it is the longer one.
      while ((await chain.newest()).number < old + 3) await chain.mine();
      await shown();
    },
    close: () => chain.close(),
  };
}
