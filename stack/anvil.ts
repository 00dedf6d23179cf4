import { anvilBinary } from './binaries.ts';
import { reasonOf, StackError } from './error.ts';
import { JsonRpc } from './json-rpc.ts';
import type { Part } from './part.ts';
import { freePort } from './ports.ts';
import type { Supervisor } from './supervisor.ts';

export interface AnvilOptions {
  chainId: number;
  /** Timestamp of block 0. */
  timestamp: number;
  /** A free one unless given. */
  port?: number | undefined;
}

export interface Anvil {
  url: string;
  port: number;
  part: Part;
}

/** An empty local chain that mines only when told to and where gas is free, so that anyone can send what was recorded. */
export async function startAnvil(supervisor: Supervisor, options: AnvilOptions): Promise<Anvil> {
  const port = options.port ?? (await freePort());
  const flags = [
    ...['--host', '127.0.0.1', '--port', `${port}`, '--chain-id', `${options.chainId}`, '--accounts', '0', '--quiet'],
    ...['--timestamp', `${options.timestamp}`, '--no-mining', '--order', 'fifo', '--base-fee', '0', '--gas-price', '0'],
    ...['--gas-limit', '1000000000000', '--no-request-size-limit'],
    // Nothing reads old state here, and keeping it costs half the time of a long replay (and files on disk).
    '--prune-history',
  ];
  const part = supervisor.spawn('the local chain (anvil)', anvilBinary(), flags);
  const url = `http://127.0.0.1:${port}`;
  const rpc = new JsonRpc(url);
  const deadline = Date.now() + 20_000;
  try {
    for (;;) {
      try {
        await rpc.call('eth_chainId');
        return { url, port, part };
      } catch (error) {
        if (Date.now() > deadline || part.hasEnded) {
          throw new StackError('CHAIN_NOT_STARTED', `anvil does not answer (${reasonOf(error)}) ${part.tail()}`.trim());
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  } finally {
    await rpc.close();
  }
}
