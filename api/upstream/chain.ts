/** The chain itself over JSON-RPC: what the index does not keep, the time of blocks without events. */
import { JsonRpcProvider, Network } from 'ethers';
import type { Head } from '../block.ts';

export interface Chain {
  /** A block of the chain; null where it has none of that number or does not answer. */
  block(number: number | 'latest'): Promise<Head | null>;
  close(): void;
}

const TIMEOUT_MS = 5000;
/** Only blocks are read, which no network number changes; not asking for it spares the retries of a chain that is down. */
const ANY_NETWORK = Network.from(1);

export function connectChain(rpcUrl: string): Chain {
  // Kept for 250 ms, as it would be, a block outlives its branch: beside a new one, two branches look like one chain.
  const provider = new JsonRpcProvider(rpcUrl, ANY_NETWORK, { staticNetwork: ANY_NETWORK, cacheTimeout: -1 });
  return {
    async block(number) {
      try {
        const block = await withTimeout(provider.getBlock(number));
        if (block === null || block.hash === null) return null;
        return { number: block.number, hash: block.hash, timestamp: BigInt(block.timestamp) };
      } catch {
        return null;
      }
    },
    close: () => provider.destroy(),
  };
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), TIMEOUT_MS);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
