/** A Graph Node whose answers to long queries a test can hold back, so that something else comes first. */
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface HeldGraphNode {
  readonly url: string;
  /** Answers one more query that reads rows of an export, and then none. */
  hold(): void;
  /** Resolves when such a query waits. */
  waiting(): Promise<void>;
  release(): void;
  close(): Promise<void>;
}

/** In front of the query address of a real one. */
export async function holdGraphNode(target: string): Promise<HeldGraphNode> {
  let release: (() => void) | null = null;
  let held: Promise<void> | null = null;
  let passes = 0;
  let waits = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (held !== null && body.includes('rows: ') && passes-- <= 0) {
      waits++;
      await held;
    }
    const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`,
    hold() {
      waits = 0;
      passes = 1;
      held = new Promise((resolve) => {
        release = resolve;
      });
    },
    async waiting() {
      while (waits === 0) await pause(10);
    },
    release() {
      release?.();
      held = null;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
