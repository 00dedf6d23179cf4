/** A stack on a recording with the gateway in a process of its own: it can die, log and grow without its observer. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { GatewayOptions } from '../api/config.ts';
import { type RunningStack, startStack } from '../stack/start.ts';

/** Bytes, after the garbage was collected. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

export interface Served {
  /** The gateway's origin. */
  readonly url: string;
  readonly pid: number;
  readonly stack: RunningStack;
  /** What it wrote to its log and its standard error, newest last; at most 500 lines. */
  readonly said: readonly string[];
  /** How it ended, null while it runs. */
  ended(): string | null;
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

const KEPT_LINES = 500;

export async function serve(recording: string, options: Partial<GatewayOptions> = {}): Promise<Served> {
  const stack = await startStack({ recording, gateway: false });
  try {
    return await serveBefore(stack, options);
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function serveBefore(stack: RunningStack, options: Partial<GatewayOptions>): Promise<Served> {
  const { graphqlUrl: graphNodeUrl, rpcUrl } = stack;
  const given = { port: 0, host: '127.0.0.1', graphNodeUrl, rpcUrl, logLevel: 'warn', ...options };
  const child = fork(new URL('./gateway-process.ts', import.meta.url), [JSON.stringify(given)], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  let ended: string | null = null;
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
    said.push(line);
    if (said.length > KEPT_LINES) said.shift();
  });
  const exit = once(child, 'exit').then(([code, signal]) => {
    ended = signal === null ? `exit status ${code}` : `killed by ${signal}`;
    return null;
  });
  const first = await Promise.race([once(child, 'message'), exit]);
  if (first === null) throw new Error(`the gateway did not start (${ended}): ${said.at(-1) ?? 'it said nothing'}`);
  return {
    url: (first[0] as { url: string }).url,
    pid: child.pid ?? 0,
    stack,
    said,
    ended: () => ended,
    async memory() {
      child.send('memory');
      const answer = await Promise.race([once(child, 'message'), exit]);
      if (answer === null) throw new Error(`the gateway is gone (${ended}): ${said.at(-1) ?? 'it said nothing'}`);
      return answer[0] as Memory;
    },
    async stop() {
      if (ended === null) child.disconnect();
      await exit;
      await stack.stop();
    },
  };
}
