/** Opening a server and closing it again. */
import type { Server } from 'node:http';
import { StartError } from '../errors.ts';

/** Resolves with the port once the server listens. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new StartError('PORT_TAKEN', `Port ${port} is taken: choose another with --port.`));
      else reject(new StartError('CANNOT_LISTEN', `The server cannot listen on ${host}:${port}: choose another port.`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const IDLE_MS = 20;

/** Takes no more connections, lets requests under way end for so long, then cuts what is left. */
export async function drain(server: Server, milliseconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Those under way are idle once they have their answer.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
  const timer = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearInterval(idle);
  clearTimeout(timer);
}
