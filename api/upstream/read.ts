/** Bodies of answers, up to a size. */
import type { Readable } from 'node:stream';
import { ApiError } from '../errors.ts';

/** Reads to the end; above the limit the connection is cut and UPSTREAM_TOO_LARGE thrown. */
export async function readBounded(body: Readable, limitBytes: number): Promise<Buffer> {
  // Cutting it off is an event too, after nobody listens any more: it would end the process.
  body.on('error', () => undefined);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes)
      throw new ApiError(
        'UPSTREAM_TOO_LARGE',
        `The Graph Node's answer is above ${limitBytes} bytes: ask for fewer rows in one query.`,
      );
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size);
}
