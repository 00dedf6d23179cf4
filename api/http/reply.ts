/** Sends answers and errors of GraphQL requests. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Exchange } from '../exchange.ts';
import type { Answer } from '../execute/answer.ts';
import { isJsonObject } from '../json.ts';
import { formatError } from './client-errors.ts';
import { cacheControl, entityTag, namesTag } from './conditional.ts';

/** Only what is asked for by GET is for caches: HTTP gives POST no address that an answer could be kept under. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  contentType: string,
  isShared: boolean,
): void {
  response.setHeader('cache-control', request.method === 'GET' ? cacheControl(answer.lifetime, isShared) : 'no-store');
  if (request.method !== 'GET') {
    response.writeHead(200, { 'content-type': contentType }).end(answer.bytes);
    return;
  }
  const tag = entityTag(answer, contentType);
  response.setHeader('etag', tag);
  response.appendHeader('vary', 'accept');
  if (namesTag(request.headers['if-none-match'], tag)) response.writeHead(304).end();
  else response.writeHead(200, { 'content-type': contentType }).end(answer.bytes);
}

/** As Apollo sends them. */
export function sendErrors(
  response: ServerResponse,
  errors: readonly GraphQLError[],
  contentType: string,
  exchange: Exchange,
): void {
  response.statusCode = 200;
  for (const { extensions } of errors) {
    exchange.codes.push(String(extensions.code));
    if (!isJsonObject(extensions.http)) continue;
    if (typeof extensions.http.status === 'number') response.statusCode = extensions.http.status;
    const headers: unknown = extensions.http.headers;
    if (headers instanceof Map) for (const [name, value] of headers) response.setHeader(name, value);
  }
  response.setHeader('content-type', contentType);
  response.setHeader('cache-control', 'no-store');
  const shown = errors.map((error) => formatError(error.toJSON(), error));
  response.end(`${JSON.stringify({ errors: shown })}\n`);
}
