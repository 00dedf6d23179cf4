/** Errors that are nobody's query, as answers: of the way a request came, of who sent it, of this server. */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { ApiError } from '../errors.ts';
import { type Exchange, unexpected } from '../exchange.ts';
import { isJsonObject } from '../json.ts';
import { BodyError } from './body.ts';

export function send(response: ServerResponse, status: number, type: string, body: string): void {
  // Without its length it would go out in chunks.
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** Answers with the error, or cuts the connection where an answer has begun. */
export function answerError(log: Logger, error: unknown, response: ServerResponse, exchange: Exchange): void {
  if (response.headersSent || response.destroyed || response.socket?.destroyed) {
    response.destroy();
    return;
  }
  if (error instanceof BodyError) {
    // What is left of the body is not read.
    response.setHeader('connection', 'close');
    sendError(response, error.status, error.code, error.message, exchange);
    return;
  }
  const known = error instanceof ApiError ? error : unexpected(log, error, exchange);
  const { http } = known.extensions;
  if (isJsonObject(http) && http.headers instanceof Map)
    for (const [name, value] of http.headers) response.setHeader(String(name), String(value));
  sendError(response, isJsonObject(http) ? Number(http.status) : 500, known.code, known.message, exchange);
}

function sendError(response: ServerResponse, status: number, code: string, message: string, { codes }: Exchange): void {
  codes.push(code);
  const body = { errors: [{ message, extensions: { code } }] };
  response.setHeader('cache-control', 'no-store');
  send(response, status, 'application/json', `${JSON.stringify(body)}\n`);
}
