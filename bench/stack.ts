/** The stack that parts share, in a process of its own: the load generator must not share a thread with the gateway. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { BenchStack } from './part.ts';

/** Runs `work` on a stack with the recording indexed. It throws where the stack ends before `work` does. */
export async function withStack<T>(recording: string, work: (stack: BenchStack) => Promise<T>): Promise<T> {
  const server = fork(new URL('./serve.ts', import.meta.url), [recording], { execArgv: ['--import', 'tsx'] });
  const ended = once(server, 'exit').then(([code]) => Promise.reject(new Error(`the stack ended with ${code}`)));
  // Where it ends after the work nobody waits for it any more.
  ended.catch(() => undefined);
  const started = async (): Promise<T> => {
    const [urls] = (await once(server, 'message')) as [Omit<BenchStack, 'server' | 'head'>];
    return work({ ...urls, server, head: await head(urls.graphqlUrl) });
  };
  try {
    return await Promise.race([started(), ended]);
  } finally {
    if (server.connected) {
      server.disconnect();
      await once(server, 'exit');
    }
  }
}

async function head(graphqlUrl: string): Promise<BenchStack['head']> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _meta { block { number timestamp } } }' }),
  });
  const { data } = (await response.json()) as { data: { _meta: { block: BenchStack['head'] } } };
  return data._meta.block;
}
