/** Exports that cannot be given, or not to the end. */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { ApiError } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import { metrics } from '../metrics.ts';

/** A file has no place for an error beside its rows: a query's errors, which a Graph Node sends with 200, are 400. */
const REFUSED = 400;

/**
 * Answers with the error; where the file has begun, the connection is cut, so that nobody takes the part for the whole.
 */
export function refuse(error: unknown, response: ServerResponse, hasLeft: boolean, log: Logger): void {
  if (hasLeft) return void response.destroy();
  const known = error instanceof ApiError ? error : unexpected(error, log);
  metrics.errors.labels(known.code).inc();
  if (response.headersSent || response.destroyed) {
    log.warn({ code: known.code, err: known }, 'an export broke off');
    response.destroy();
    return;
  }
  const { http } = known.extensions;
  const status = isJsonObject(http) && typeof http.status === 'number' && http.status !== 200 ? http.status : REFUSED;
  for (const name of response.getHeaderNames()) if (name.startsWith('x-')) response.removeHeader(name);
  for (const name of ['etag', 'cache-control', 'content-disposition']) response.removeHeader(name);
  if (isJsonObject(http) && http.headers instanceof Map)
    for (const [name, value] of http.headers) response.setHeader(String(name), String(value));
  const body = { errors: [{ message: known.message, extensions: { code: known.code } }] };
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

function unexpected(error: unknown, log: Logger): ApiError {
  log.error({ err: error }, 'an export failed unexpectedly');
  return new ApiError('INTERNAL_SERVER_ERROR', 'Something went wrong in this server: report it with the address.');
}
