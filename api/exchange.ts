/** One request and its answer, as logs and metrics speak of them. No query text, no variables, no keys. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Histogram } from 'prom-client';
import { ApiError } from './errors.ts';
import { inFlight, metrics } from './metrics.ts';
import { operationLabel } from './operation-label.ts';

export interface Exchange {
  /** The client's own where it is sane; it goes back as x-request-id. */
  readonly id: string;
  /** Name of the client's key. */
  client: string | null;
  /** Of a GraphQL operation: its name, and the kind of its plan. */
  operation: string | null;
  plan: string | null;
  /** Codes of the errors that were answered. */
  readonly codes: string[];
}

/** prom-client looks a series up by all its labels each time; there are few of them. */
const series = new Map<string, Histogram.Internal<string>>();

function seriesOf(plan: string, operation: string): Histogram.Internal<string> {
  const name = `${plan} ${operation}`;
  let known = series.get(name);
  if (known === undefined) {
    known = metrics.requestSeconds.labels(plan, operation);
    series.set(name, known);
  }
  return known;
}

const SANE_ID = /^[\w.:-]{1,128}$/;

/** Begins an exchange; when it ends it is counted, and logged as one line. */
export function openExchange(request: IncomingMessage, response: ServerResponse, path: string, log: Logger): Exchange {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
  const exchange: Exchange = { id, client: null, operation: null, plan: null, codes: [] };
  const started = performance.now();
  response.setHeader('x-request-id', id);
  inFlight.requests++;
  response.once('close', () => {
    inFlight.requests--;
    const ms = performance.now() - started;
    if (exchange.plan !== null) seriesOf(exchange.plan, operationLabel(exchange.operation)).observe(ms / 1000);
    for (const code of exchange.codes) metrics.errors.labels(code).inc();
    // Looked at here, so that nothing is made for a level that is not logged.
    if (log.isLevelEnabled('info')) log.info(line(exchange, request, response, path, ms), 'request');
  });
  return exchange;
}

function line(
  { id, client, operation, codes }: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  ms: number,
): Record<string, unknown> {
  return {
    id,
    method: request.method,
    path: path.slice(0, 200),
    status: response.headersSent ? response.statusCode : null,
    ms: Number(ms.toFixed(2)),
    ...(client !== null && { client }),
    ...(operation !== null && { operation: operation.slice(0, 64) }),
    ...(codes.length > 0 && { codes: [...new Set(codes)] }),
    ...(!response.writableFinished && { cut: true }),
  };
}

/** The error for the client; what it was is logged with the request's id, which is all that the client is told. */
export function unexpected(log: Logger, error: unknown, { id }: Exchange): ApiError {
  log.error({ id, err: error }, 'a request failed unexpectedly');
  return new ApiError('INTERNAL_SERVER_ERROR', `Something went wrong in this server: report it as request ${id}.`);
}
