/** The route /graphql: what was asked before is answered at once, everything else goes through Apollo. */
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Logger } from 'pino';
import { ApiError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Answering } from '../execute/answering.ts';
import { isJsonObject } from '../json.ts';
import type { Reply, RequestContext } from './apollo.ts';
import { parseBody, readBody } from './body.ts';
import { clientErrors } from './client-errors.ts';
import { sendAnswer, sendErrors } from './reply.ts';
import type { SeenRequest, SeenRequests } from './seen.ts';

export interface GraphqlServices {
  readonly apollo: ApolloServer<RequestContext>;
  readonly answering: Answering;
  readonly seen: SeenRequests;
  readonly log: Logger;
  readonly bodyLimitBytes: number;
  /** Longest that an answer may take, milliseconds. */
  readonly deadlineMs: number;
  /** Whether caches between may keep answers: not where a key is needed to ask. */
  readonly isShared?: boolean;
}

/** `search` is the query string with its question mark, or empty. */
export type GraphqlRoute = (
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
  exchange: Exchange,
) => Promise<void>;

/** Of a query string: an operation's name that names none. */
const EMPTY_NAME = /(?<=[?&])operationName=(?=&|$)/;
/** A page cannot send it without the browser asking first, so that it needs no other guard. */
const JSON_TYPE = /^application\/json(;\s*charset=utf-8)?$/i;

export function createGraphqlRoute(services: GraphqlServices): GraphqlRoute {
  const { apollo, answering, seen, log, bodyLimitBytes, deadlineMs, isShared = true } = services;

  async function direct(
    request: IncomingMessage,
    response: ServerResponse,
    { question, contentType }: SeenRequest,
    exchange: Exchange,
  ): Promise<void> {
    exchange.operation = question.operation;
    exchange.plan = question.plan.kind;
    try {
      const answer = answering.known(question) ?? (await answering.answer(question, leaving(response, deadlineMs)));
      if (!response.destroyed) sendAnswer(request, response, answer, contentType, isShared);
    } catch (error) {
      const errors = clientErrors(error, exchange, log);
      if (!response.destroyed) sendErrors(response, errors, contentType, exchange);
    }
  }

  return async (request, response, search, exchange) => {
    const { method, headers } = request;
    const isGet = method === 'GET';
    const text = isGet ? search : method === 'POST' ? await readBody(request, bodyLimitBytes) : undefined;
    const accepts = headers.accept ?? '';
    // What decides, beside its text, whether and how a request is answered.
    const place = text !== undefined && isGuarded(request) ? `${method} ${accepts}\n${text}` : null;
    const same = place === null ? undefined : seen.find(place);
    if (same) return direct(request, response, same, exchange);
    const body = isGet || text === undefined ? undefined : withoutEmptyName(parseBody(text));
    const alike = place === null || isGet ? undefined : seen.read(place, accepts, body);
    if (alike) return direct(request, response, alike, exchange);

    const reply: Reply = {};
    const context = async () => ({ signal: leaving(response, deadlineMs), reply, exchange });
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: method ?? 'GET',
        headers: headerMap(request),
        search: search.replace(EMPTY_NAME, ''),
        body,
      },
      context,
    });
    if (response.destroyed) return;
    // Refused before it was taken for an operation, so that nothing has noted it.
    if (answer.status === 400 && exchange.codes.length === 0) exchange.codes.push('BAD_REQUEST');
    const contentType = answer.headers.get('content-type') ?? 'application/json';
    if ((answer.status ?? 200) === 200 && reply.answer) {
      if (place !== null && reply.question) seen.learn(place, accepts, reply.question, contentType);
      sendAnswer(request, response, reply.answer, contentType, isShared);
      return;
    }
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    response.statusCode = answer.status ?? 200;
    if (answer.body.kind === 'complete') response.end(answer.body.string);
    else {
      for await (const chunk of answer.body.asyncIterator) response.write(chunk);
      response.end();
    }
  };
}

/** Whether no strange page can have sent it: what is less clear is for Apollo to judge. */
function isGuarded({ method, headers }: IncomingMessage): boolean {
  const type = headers['content-type'];
  if (type !== undefined) return JSON_TYPE.test(type);
  return method === 'GET' && Boolean(headers['apollo-require-preflight'] || headers['x-apollo-operation-name']);
}

/** Aborted when the client leaves before its answer, or has waited too long for it. */
function leaving(response: ServerResponse, deadlineMs: number): AbortSignal {
  const left = new AbortController();
  // Each upstream query of the request listens, and there may be many.
  setMaxListeners(0, left.signal);
  if (response.destroyed) left.abort();
  const deadline = setTimeout(() => left.abort(tooLong(deadlineMs)), deadlineMs);
  response.once('close', () => {
    clearTimeout(deadline);
    if (!response.writableFinished) left.abort();
  });
  return left.signal;
}

function tooLong(milliseconds: number): ApiError {
  return new ApiError(
    'DEADLINE_EXCEEDED',
    `The answer was not ready within ${milliseconds} ms: ask for less in one query, or again later.`,
  );
}

function headerMap({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}

/** Some clients send an empty name for an operation without one. */
function withoutEmptyName(body: unknown): unknown {
  return isJsonObject(body) && body.operationName === '' ? { ...body, operationName: null } : body;
}
