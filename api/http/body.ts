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

/** The parsed JSON of a request; undefined for other content, which Apollo refuses in its own words. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes)
      throw new BodyError(413, 'BODY_TOO_LARGE', `The request is above ${limitBytes} bytes: send a smaller query.`);
    chunks.push(chunk);
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BodyError(400, 'BAD_REQUEST', 'The body is not JSON: send {"query": "…"} as application/json.');
  }
}
