/** Errors that reach clients: one code, one sentence that says what to do, nothing of what lies behind. */
import { GraphQLError } from 'graphql';

/** HTTP status by code; a code that is not here is answered 200, as a Graph Node answers every failed query. */
const STATUS = {
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_USER_INPUT: 200,
  AT_BEFORE_BLOCK: 200,
  BEFORE_START: 200,
  BLOCK_NOT_INDEXED: 200,
  CONTRACT_NOT_INDEXED: 200,
  CURSOR_INVALID: 200,
  CURSOR_STALE: 200,
  TIMESTAMP_UNKNOWN: 200,
  TREE_UNAVAILABLE: 200,
  TREE_UNVERIFIED: 200,
  QUERY_REFUSED: 200,
  EXPORT_UNAVAILABLE: 501,
  LP_EPOCH: 500,
  LP_FILE_FORMAT: 500,
  LP_FILE_UNREADABLE: 500,
  LP_RESULTS_NOT_CONFIGURED: 501,
  LP_RESULTS_TWICE: 500,
  NOT_FOUND: 404,
  INDEX_REBUILDING: 503,
  UPSTREAM_UNAVAILABLE: 503,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_INVALID: 502,
  REQUEST_ABORTED: 499,
  INTERNAL_SERVER_ERROR: 500,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** Seconds a client should wait before asking again when the Graph Node cannot be reached. */
export const RETRY_AFTER_SECONDS = '2';

/** An error for the client. `message` is one sentence that names the cause and what to do. */
export class ApiError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    const headers = new Map<string, string>();
    if (STATUS[code] === 503) headers.set('retry-after', RETRY_AFTER_SECONDS);
    super(message, { extensions: { code, http: { status: STATUS[code], headers } } });
    this.code = code;
  }
}

/** An error that ends the command before it serves anything. */
export class StartError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'StartError';
    this.code = code;
  }
}
