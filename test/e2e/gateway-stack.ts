/** A stack on a recording and a gateway in front of it, with both asked the same way. */
import { startGateway } from '../../api/main.ts';
import { startStack } from '../../stack/start.ts';

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly block: BlockShown; readonly blocks?: readonly BlockShown[] };
}

export interface BlockShown {
  readonly number: number;
  readonly hash: string | null;
  readonly timestamp: string | null;
}

type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer>;

export interface GatewayStack {
  /** The gateway, without and with the chain behind it. */
  readonly ask: Ask;
  readonly askWithChain: Ask;
  /** The Graph Node behind both. */
  readonly direct: Ask;
  stop(): Promise<void>;
}

export async function startGatewayStack(recording: string): Promise<GatewayStack> {
  const stack = await startStack({ recording, gateway: false });
  const options = { port: 0, host: '127.0.0.1', graphNodeUrl: stack.graphqlUrl, logLevel: 'error' } as const;
  const [alone, chained] = await Promise.all([
    startGateway(options),
    startGateway({ ...options, rpcUrl: stack.rpcUrl }),
  ]);
  return {
    ask: asker(`${alone.url}/graphql`),
    askWithChain: asker(`${chained.url}/graphql`),
    direct: asker(stack.graphqlUrl),
    async stop() {
      await Promise.all([alone.close(), chained.close()]);
      await stack.stop();
    },
  };
}

function asker(url: string): Ask {
  return async (query, variables) => {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return (await response.json()) as Answer;
  };
}
