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
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw new BodyError(413, 'BODY_TOO_LARGE', tooLarge);
    chunks.push(chunk);
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  const [only] = chunks;
  return (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8');
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
