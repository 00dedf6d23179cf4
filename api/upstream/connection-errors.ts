/** What can go wrong on the way to the Graph Node, in the API's own words. */
import { BrokenCircuitError, TaskCancelledError } from 'cockatiel';
import { errors } from 'undici';
import { ApiError } from '../errors.ts';

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Whether the connection broke, so that asking again can help and does no harm: queries change nothing. */
export function isConnectionFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CONNECTION_CODES.has(String(error.code));
}

/** The error for the client; nothing of the original is shown. */
export function upstreamError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
    return new ApiError('UPSTREAM_TIMEOUT', 'The Graph Node took too long: ask for less in one query, or try again.');
  if (error instanceof TaskCancelledError || (error instanceof Error && error.name === 'AbortError')) return left();
  if (error instanceof BrokenCircuitError) return away();
  return new ApiError('UPSTREAM_UNAVAILABLE', 'The Graph Node cannot be reached: try again shortly.');
}

export function away(): ApiError {
  return new ApiError('UPSTREAM_UNAVAILABLE', 'The Graph Node has not been answering: try again shortly.');
}

/** Nobody reads it, but whoever waits for the same must hear of something. */
function left(): ApiError {
  return new ApiError('REQUEST_ABORTED', 'The client closed the connection before the answer: ask again.');
}

/** Why work was given up: a deadline says so itself. */
export function leftBy(signal: AbortSignal): ApiError {
  return signal.reason instanceof ApiError ? signal.reason : left();
}

/** What was to be read belongs to a branch that is being given up. */
export function reorganising(): ApiError {
  return new ApiError('UPSTREAM_UNAVAILABLE', 'The chain is being reorganised: try again in a few seconds.');
}
