/** Exports that cannot be given, or not to the end. */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { ApiError } from '../errors.ts';
import { type Exchange, unexpected } from '../exchange.ts';
import { isJsonObject } from '../json.ts';

/** A file has no place for an error beside its rows: a query's errors, which a Graph Node sends with 200, are 400. */
const REFUSED = 400;
/** Headers that speak of rows. */
const OF_A_FILE = /^x-(state-)?block-|^x-timestamp$|^x-schema-version$/;

/**
 * Answers with the error; where the file has begun, the connection is cut, so that nobody takes the part for the whole.
 */
export function refuse(
  error: unknown,
  response: ServerResponse,
  hasLeft: boolean,
  exchange: Exchange,
  log: Logger,
): void {
  if (hasLeft) return void response.destroy();
  const known = error instanceof ApiError ? error : unexpected(log, error, exchange);
  exchange.codes.push(known.code);
  if (response.headersSent || response.destroyed) {
    log.warn({ id: exchange.id, code: known.code, err: known }, 'an export broke off');
    response.destroy();
    return;
  }
  const { http } = known.extensions;
  const status = isJsonObject(http) && typeof http.status === 'number' && http.status !== 200 ? http.status : REFUSED;
  for (const name of response.getHeaderNames()) if (OF_A_FILE.test(name)) response.removeHeader(name);
  for (const name of ['etag', 'cache-control', 'content-disposition']) response.removeHeader(name);
  if (isJsonObject(http) && http.headers instanceof Map)
    for (const [name, value] of http.headers) response.setHeader(String(name), String(value));
  const body = { errors: [{ message: known.message, extensions: { code: known.code } }] };
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
