/** Request bodies: bounded, and parsed only where they say they are JSON. */
import type { IncomingMessage } from 'node:http';

/** A body that cannot be read; `status` is the answer's. */
export class BodyError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The text of a request that says it is JSON; undefined for other content, which Apollo refuses in its own words. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string | undefined> {
  const tooLarge = `The request is above ${limitBytes} bytes: send a smaller query.`;
  if (Number(request.headers['content-length']) > limitBytes) throw new BodyError(413, 'BODY_TOO_LARGE', tooLarge);
  const body = await readAll(request, limitBytes, tooLarge);
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  return body.toString('utf8');
}

/** By its events: an iterator costs more than a short body takes. */
function readAll(request: IncomingMessage, limitBytes: number, tooLarge: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else {
        request.pause();
        reject(new BodyError(413, 'BODY_TOO_LARGE', tooLarge));
      }
    });
    request.once('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks, size));
    });
    // Cut off before its end.
    request.on('error', reject);
  });
}

export function parseBody(text: string): unknown {
  const body = parse(text);
  if (Array.isArray(body))
    throw new BodyError(400, 'BATCH_REFUSED', 'Several operations in one request are not taken: send each by itself.');
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyError(400, 'BAD_REQUEST', 'The body is not JSON: send {"query": "…"} as application/json.');
  }
}
