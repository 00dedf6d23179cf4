/** Errors that reach clients: one code, one sentence that says what to do, nothing of what lies behind. */
import { GraphQLError } from 'graphql';

/** HTTP status by code; a code that is not here is answered 200, as a Graph Node answers every failed query. */
const STATUS = {
  API_KEY_REQUIRED: 401,
  API_KEY_UNKNOWN: 401,
  AT_BEFORE_BLOCK: 200,
  BAD_USER_INPUT: 200,
  BEFORE_START: 200,
  BLOCK_NOT_INDEXED: 200,
  CONTRACT_NOT_INDEXED: 200,
  CURSOR_INVALID: 200,
  CURSOR_STALE: 200,
  DEADLINE_EXCEEDED: 504,
  EXPORT_UNAVAILABLE: 501,
  GRAPHQL_VALIDATION_FAILED: 400,
  INDEX_REBUILDING: 503,
  INTERNAL_SERVER_ERROR: 500,
  LP_EPOCH: 500,
  LP_FILE_FORMAT: 500,
  LP_FILE_UNREADABLE: 500,
  LP_RESULTS_NOT_CONFIGURED: 501,
  LP_RESULTS_TWICE: 500,
  NOT_FOUND: 404,
  OVERLOADED: 503,
  QUERY_REFUSED: 200,
  QUERY_TOO_COSTLY: 400,
  QUERY_TOO_LARGE: 400,
  RATE_LIMITED: 429,
  REQUEST_ABORTED: 499,
  TIMESTAMP_UNKNOWN: 200,
  TREE_UNAVAILABLE: 200,
  TREE_UNVERIFIED: 200,
  UPSTREAM_INVALID: 502,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_TOO_LARGE: 502,
  UPSTREAM_UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** Codes that others make: Apollo Server, the reader of bodies, and the warning beside data. */
const FURTHER = [
  'BAD_REQUEST',
  'BATCH_REFUSED',
  'BODY_TOO_LARGE',
  'GRAPHQL_PARSE_FAILED',
  'INDEXING_ERROR',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
];

/** Every code that a client can be answered. */
export const ERROR_CODES: readonly string[] = [...Object.keys(STATUS), ...FURTHER].sort();

/** Seconds a client should wait before asking again when the Graph Node cannot be reached. */
export const RETRY_AFTER_SECONDS = 2;

/** An error for the client. `message` is one sentence that names the cause and what to do. */
export class ApiError extends GraphQLError {
  readonly code: ErrorCode;

  /** `retryAfter`: seconds after which asking again makes sense, where it does. */
  constructor(code: ErrorCode, message: string, retryAfter?: number) {
    const status = STATUS[code];
    const headers = new Map<string, string>();
    if (status === 503 || retryAfter !== undefined)
      headers.set('retry-after', String(retryAfter ?? RETRY_AFTER_SECONDS));
    if (status === 401) headers.set('www-authenticate', 'Bearer');
    super(message, { extensions: { code, http: { status, headers } } });
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
