import { createServer } from 'node:net';
import { StackError } from './error.ts';

function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, ...(host ? { host } : {}), exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const handedOut = new Set<number>();

/** A free port for an internal part, below the range systems use for outgoing connections, so that none takes it first. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = 11_000 + Math.floor(Math.random() * 20_000);
    if (handedOut.has(port)) continue;
    // Graph Node listens on every address, the others on this machine's only: both must be free.
    if ((await canListen(port, '127.0.0.1')) && (await canListen(port))) {
      handedOut.add(port);
      return port;
    }
  }
  throw new StackError(
    'NO_FREE_PORT',
    'no free TCP port was found between 11000 and 31000; close some programs and try again.',
  );
}

export async function requirePort(port: number): Promise<void> {
  if (port === 0 || ((await canListen(port)) && (await canListen(port, '127.0.0.1')))) return;
  throw new StackError(
    'PORT_TAKEN',
    `port ${port} is taken or not allowed; end the program that uses it or choose another with --port.`,
  );
}
