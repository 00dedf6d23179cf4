/** In front of a server that is well: passes everything on, until a test makes it misbehave. */
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What is done with a request, given its body. Undefined passes it on. */
export type Fault = (response: ServerResponse, body: string) => void | Promise<void>;

export interface MisbehavingServer {
  readonly url: string;
  /** From now on, for every request; null ends it. Connections that wait are cut. */
  set(fault: Fault | null): void;
  /** Changes the text of what is passed on; null ends that. */
  rewrite(change: ((answer: string, body: string) => string) | null): void;
  /** Requests that have come, and those that wait for an answer. */
  readonly counts: { asked: number; waiting: number };
  close(): Promise<void>;
}

export async function misbehave(target: string): Promise<MisbehavingServer> {
  let fault: Fault | null = null;
  let change: ((answer: string, body: string) => string) | null = null;
  const counts = { asked: 0, waiting: 0 };
  const server = createServer(async (request, response) => {
    counts.asked++;
    counts.waiting++;
    response.once('close', () => counts.waiting--);
    let body = '';
    try {
      for await (const chunk of request) body += chunk;
      if (fault !== null) return void (await fault(response, body));
      const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const text = await answer.text();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(change === null ? text : change(text, body));
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}${new URL(target).pathname}`,
    set(value) {
      fault = value;
      server.closeAllConnections();
    },
    rewrite(value) {
      change = value;
    },
    counts,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

export const FAULTS = {
  never: () => undefined,
  refusing: (response) => void response.destroy(),
  failing: (response) =>
    void response.writeHead(500, JSON_TYPE).end('{"error":"secret-of-the-node: panicked at store.rs"}'),
  webPage: (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>secret-of-the-node</html>'),
  garbage: (response) => void response.writeHead(200, JSON_TYPE).end('secret-of-the-node \u0000\uffff{{{'),
  null: (response) => void response.writeHead(200, JSON_TYPE).end('null'),
  list: (response) => void response.writeHead(200, JSON_TYPE).end('[{"data":{}}]'),
  noData: (response) => void response.writeHead(200, JSON_TYPE).end('{"errors":[{"message":"secret-of-the-node"}]}'),
  cutOff: (response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
    response.write('{"data":{"pools":[');
    setTimeout(() => response.destroy(), 20);
  },
  cutOffInChunks: (response) => {
    response.writeHead(200, JSON_TYPE);
    response.write('{"data":{"pools":[');
    setTimeout(() => response.destroy(), 20);
  },
  endless: async (response) => {
    response.writeHead(200, JSON_TYPE);
    while (!response.destroyed) {
      response.write('x'.repeat(100_000));
      await pause(1);
    }
  },
  moved: (response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/secret-of-the-node' }).end(),
} satisfies Record<string, Fault>;
