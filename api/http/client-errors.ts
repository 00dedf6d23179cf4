/** Errors as clients may see them: message, place and code, and nothing of what lies behind. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ApiError, type ErrorCode } from '../errors.ts';
import { type Exchange, unexpected } from '../exchange.ts';
import { isJsonObject } from '../json.ts';
import { InvalidQuery } from '../plan/compile.ts';

/** What nobody expected is logged, not shown. */
export function clientErrors(error: unknown, exchange: Exchange, log: Logger): readonly GraphQLError[] {
  if (error instanceof ApiError) return [error];
  if (error instanceof InvalidQuery) return error.errors.map(invalidQuery);
  // The stack overflowed, or a text grew beyond what can be one.
  if (error instanceof RangeError)
    return [new ApiError('BAD_USER_INPUT', 'The query is nested too deeply, or too large: ask for less in one query.')];
  return [unexpected(log, error, exchange)];
}

function invalidQuery({ message, nodes }: GraphQLError): GraphQLError {
  const code: ErrorCode = 'GRAPHQL_VALIDATION_FAILED';
  return new GraphQLError(message, { nodes: nodes ?? null, extensions: { code, http: { status: 400 } } });
}

/** Apollo's own errors carry a code already. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const code = isRefusedRequest(error) ? 'BAD_REQUEST' : (extensions?.code ?? 'INTERNAL_SERVER_ERROR');
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}

/** Apollo gives no code to some faults of a request, as a hash that is not that of its query: status 400 tells. */
function isRefusedRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) return false;
  const { http } = error.extensions;
  return isJsonObject(http) && http.status === 400;
}
