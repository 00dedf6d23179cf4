/** What can go wrong on the way to the Graph Node, in the API's own words. */
import { errors } from 'undici';
import { ApiError } from '../errors.ts';

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether no answer began, so that asking again can help and does no harm: queries change nothing. */
export function isConnectionFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CONNECTION_CODES.has(String(error.code));
}

/** The error for the client; nothing of the original is shown. */
export function connectionError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
    return new ApiError('UPSTREAM_TIMEOUT', 'The Graph Node took too long: ask for less in one query, or try again.');
  if (error instanceof Error && error.name === 'AbortError')
    return new ApiError('REQUEST_ABORTED', 'The client closed the connection before the answer: ask again.');
  return new ApiError('UPSTREAM_UNAVAILABLE', 'The Graph Node cannot be reached: try again shortly.');
}
