/** Sends answers and errors of GraphQL requests. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Exchange } from '../exchange.ts';
import type { Answer } from '../execute/answer.ts';
import { isJsonObject } from '../json.ts';
import { formatError } from './client-errors.ts';
import { compressed } from './compressed.ts';
import { cacheControl, entityTag, namesTag } from './conditional.ts';

/** Only what is asked for by GET is for caches: HTTP gives POST no address that an answer could be kept under. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  contentType: string,
  isShared: boolean,
): void {
  const isGet = request.method === 'GET';
  response.setHeader('cache-control', isGet ? cacheControl(answer.lifetime, isShared) : 'no-store');
  if (isGet) {
    response.appendHeader('vary', 'accept, accept-encoding');
    const tags = [entityTag(answer, contentType), entityTag(answer, contentType, true)];
    const named = tags.find((tag) => namesTag(request.headers['if-none-match'], tag));
    if (named !== undefined) {
      response.setHeader('etag', named).writeHead(304).end();
      return;
    }
  }
  // Only now: an answer that a client has need not be compressed for it.
  const short = compressed(answer, request.headers['accept-encoding']);
  if (isGet) response.setHeader('etag', entityTag(answer, contentType, short !== null));
  const body = short ?? answer.bytes;
  if (short !== null) response.setHeader('content-encoding', 'gzip');
  // Without its length it would go out in chunks.
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length }).end(body);
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
