/** A server in front of a real Graph Node: a test looks at each query, and may keep it back, before it is passed on. */
import { createServer, type ServerResponse } from 'node:http';
import { listen } from '../../api/http/listen.ts';

export interface StandIn {
  readonly url: string;
  close(): Promise<void>;
}

/** `before` gets the text of each request; what waits for it goes to the Graph Node at `target` afterwards. */
export async function standInFor(
  target: string,
  before: (body: string, response: ServerResponse) => Promise<void>,
): Promise<StandIn> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    await before(body, response);
    if (response.destroyed) return;
    const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const port = await listen(server, 0, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
