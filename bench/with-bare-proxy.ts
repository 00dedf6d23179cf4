/** Starts and ends the bare proxy. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Runs `work` with the address of one in front of `graphqlUrl`. */
export async function withBareProxy<T>(graphqlUrl: string, work: (url: string) => Promise<T>): Promise<T> {
  const proxy = fork(new URL('./bare-proxy.ts', import.meta.url), [graphqlUrl], { execArgv: ['--import', 'tsx'] });
  try {
    const [url] = (await once(proxy, 'message')) as [string];
    return await work(url);
  } finally {
    proxy.kill();
  }
}
