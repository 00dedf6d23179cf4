/** Sends one request over a connection of its own, bytes as given, and reads what comes back. */
import { connect } from 'node:net';

export interface Reply {
  /** 0 where the connection was closed without an answer. */
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly milliseconds: number;
  /** Nothing came, nor was the connection closed, for as long as was waited. */
  readonly hung: boolean;
}

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** A request that is cut short is never answered: after this the sender closes its side. */
const QUIET_MS = 400;

/** Nobody listens there any more. */
export class Gone extends Error {
  constructor() {
    super('nobody listens there any more');
  }
}

export function targetOf(origin: string): Target {
  const { hostname, port } = new URL(origin);
  return { host: hostname, port: Number(port || 80) };
}

/** Rejects only with Gone. `isWhole`: the request says that it is the connection's last. */
export function sendBytes(target: Target, bytes: Buffer, isWhole: boolean, waitMs: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const chunks: Buffer[] = [];
    const socket = connect(target);
    let isRefused = false;
    const ending = isWhole ? undefined : setTimeout(() => socket.end(), QUIET_MS);
    const waiting = setTimeout(() => finish(true), waitMs);
    function finish(hung: boolean): void {
      clearTimeout(ending);
      clearTimeout(waiting);
      socket.destroy();
      if (isRefused) reject(new Gone());
      else resolve({ ...parseReply(Buffer.concat(chunks)), milliseconds: performance.now() - started, hung });
    }
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      isRefused = error.code === 'ECONNREFUSED';
    });
    socket.once('close', () => finish(false));
    socket.write(bytes);
  });
}

/** The first answer in these bytes. */
export function parseReply(bytes: Buffer): Pick<Reply, 'status' | 'headers' | 'body'> {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head[0] ?? '')?.[1] ?? 0);
  const headers = new Map<string, string>();
  for (const line of head.slice(1)) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const rest = bytes.subarray(end + 4);
  if (/chunked/i.test(headers.get('transfer-encoding') ?? '')) return { status, headers, body: unchunk(rest) };
  const length = headers.get('content-length');
  return { status, headers, body: length === undefined ? rest : rest.subarray(0, Number(length)) };
}

function unchunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    const size = line < 0 ? 0 : Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
