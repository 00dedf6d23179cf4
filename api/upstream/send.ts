/** One request to the Graph Node, and its whole answer: a stream for each would cost more than a short answer does. */
import type { Dispatcher } from 'undici';
import { ApiError } from '../errors.ts';

export interface UpstreamRequest {
  readonly path: string;
  readonly body: string;
  /** Above it the connection is cut and UPSTREAM_TOO_LARGE thrown. */
  readonly limitBytes: number;
  readonly signal: AbortSignal | null;
}

export interface UpstreamResponse {
  readonly status: number;
  /** Empty unless the status is 200. */
  readonly body: Buffer;
}

const HEADERS = { 'content-type': 'application/json' };
/** Of a refusal nothing is shown; a little is read, so that the connection can be kept. */
const DUMPED_BYTES = 16 * 1024;

export function send(through: Dispatcher, request: UpstreamRequest): Promise<UpstreamResponse> {
  const { path, body, limitBytes, signal } = request;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let [status, size] = [0, 0];
    let abort: (() => void) | undefined;
    const finish = (): void => signal?.removeEventListener('abort', leave);
    const leave = (): void => abort?.();
    signal?.addEventListener('abort', leave, { once: true });
    through.dispatch(
      { path, method: 'POST', headers: HEADERS, body },
      {
        onRequestStart(controller) {
          abort = () => controller.abort(signal?.reason);
          if (signal?.aborted) abort();
        },
        onResponseStart(_controller, statusCode) {
          status = statusCode;
          if (status !== 200) resolve({ status, body: Buffer.alloc(0) });
        },
        onResponseData(controller, chunk) {
          size += chunk.length;
          if (status === 200) chunks.push(chunk);
          if (size > (status === 200 ? limitBytes : DUMPED_BYTES)) controller.abort(tooLarge(limitBytes));
        },
        onResponseEnd() {
          finish();
          const [only] = chunks;
          resolve({ status, body: chunks.length === 1 && only ? only : Buffer.concat(chunks, size) });
        },
        onResponseError(_controller, error) {
          finish();
          reject(error);
        },
      },
    );
  });
}

function tooLarge(limitBytes: number): ApiError {
  return new ApiError(
    'UPSTREAM_TOO_LARGE',
    `The Graph Node's answer is above ${limitBytes} bytes: ask for fewer rows in one query.`,
  );
}
