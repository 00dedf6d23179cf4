/** In front of a real Graph Node: counts what is asked, and holds answers back while a test says so. */
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface WatchedGraphNode {
  readonly url: string;
  /** Queries so far, but for those that only ask for the newest block. */
  readonly asked: string[];
  /** How many queries were given up before their answer. */
  readonly left: () => number;
  /** Keeps answers back until the function it returns is called. */
  hold(): () => void;
  /** Resolves when that many queries have been asked. */
  reached(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function watchGraphNode(target: string): Promise<WatchedGraphNode> {
  const asked: string[] = [];
  let held: Promise<void> | null = null;
  let left = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.once('close', () => {
      if (!response.writableFinished) left++;
    });
    if (!body.includes('hasIndexingErrors')) {
      asked.push(body);
      await held;
    }
    if (response.destroyed) return;
    const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`,
    asked,
    left: () => left,
    hold() {
      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        release();
        held = null;
      };
    },
    async reached(count) {
      while (asked.length < count) await pause(5);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
