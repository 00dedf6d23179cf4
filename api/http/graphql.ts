/** The route /graphql: from node's request to Apollo and back. */
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { GatewayConfig } from '../config.ts';
import { ApiError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { isJsonObject } from '../json.ts';
import type { RequestContext } from './apollo.ts';
import { readBody } from './body.ts';

/** Of a query string: an operation's name that names none. */
const EMPTY_NAME = /(?<=[?&])operationName=(?=&|$)/;

export async function serveGraphql(
  apollo: ApolloServer<RequestContext>,
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
  { bodyLimitBytes, deadlineMs }: Pick<GatewayConfig, 'bodyLimitBytes' | 'deadlineMs'>,
  exchange: Exchange,
): Promise<void> {
  const body = request.method === 'POST' ? withoutEmptyName(await readBody(request, bodyLimitBytes)) : undefined;
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const reply: RequestContext['reply'] = {};
  const left = new AbortController();
  // Each upstream query of the request listens, and there may be many.
  setMaxListeners(0, left.signal);
  const deadline = setTimeout(() => left.abort(tooLong(deadlineMs)), deadlineMs);
  response.once('close', () => {
    clearTimeout(deadline);
    if (!response.writableFinished) left.abort();
  });
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'GET', headers, search: search.replace(EMPTY_NAME, ''), body },
    context: async () => ({ signal: left.signal, reply, exchange }),
  });
  if (response.destroyed) return;
  // Refused before it was taken for an operation, so that nothing has noted it.
  if (answer.status === 400 && exchange.codes.length === 0) exchange.codes.push('BAD_REQUEST');
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  if (answer.body.kind === 'complete') {
    response.end(response.statusCode === 200 ? (reply.bytes ?? answer.body.string) : answer.body.string);
    return;
  }
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}

function tooLong(milliseconds: number): ApiError {
  return new ApiError(
    'DEADLINE_EXCEEDED',
    `The answer was not ready within ${milliseconds} ms: ask for less in one query, or again later.`,
  );
}

/** Some clients send an empty name for an operation without one. */
function withoutEmptyName(body: unknown): unknown {
  return isJsonObject(body) && body.operationName === '' ? { ...body, operationName: null } : body;
}
