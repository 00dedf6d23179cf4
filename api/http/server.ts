/** The public server: its routes, and what holds for every request. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../config.ts';
import { ApiError } from '../errors.ts';
import { type Exchange, openExchange } from '../exchange.ts';
import type { Gateway } from '../execute/gateway.ts';
import { createExportRoute } from '../export/serve.ts';
import { createAdmission } from '../limits/admission.ts';
import { registry } from '../metrics.ts';
import { tracedRequest } from '../trace.ts';
import { corsHeaders } from './cors.ts';
import type { GraphqlRoute } from './graphql.ts';
import { type Hold, refuse } from './hold.ts';
import { PAGE_HEADERS, page } from './page.ts';
import type { Readiness } from './readiness.ts';
import { answerError, send } from './refusal.ts';
import { boundSending, boundStandstill } from './sending.ts';

export interface Services {
  readonly config: GatewayConfig;
  readonly serveGraphql: GraphqlRoute;
  readonly gateway: Gateway;
  readonly readiness: () => Promise<Readiness>;
  readonly log: Logger;
  readonly hold: Hold;
}

/** Longest that a connection which sends nothing waits for the end of `headersTimeoutMs` to be noticed, ms. */
const CHECKED_EVERY = 5000;
const MOST_HEADERS = 100;

export function createHttpServer(services: Services): Server {
  const { config, log } = services;
  const route = createRoutes(services);
  const allowReading = corsHeaders(config.corsOrigin);
  const limits = {
    headersTimeout: config.headersTimeoutMs,
    requestTimeout: Math.max(config.requestTimeoutMs, config.headersTimeoutMs),
    keepAliveTimeout: config.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(CHECKED_EVERY, config.headersTimeoutMs),
  };
  const server = createServer(limits, (request, response) => {
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    const exchange = openExchange(request, response, path, log);
    response.setHeader('x-content-type-options', 'nosniff');
    allowReading(request, response);
    if (!server.listening) response.setHeader('connection', 'close');
    void tracedRequest(request, response, exchange, () =>
      route(path, query, request, response, exchange).catch((error: unknown) =>
        answerError(log, error, response, exchange),
      ),
    );
  });
  server.maxConnections = config.maxConnections;
  server.maxHeadersCount = MOST_HEADERS;
  return server;
}

type Route = (
  path: string,
  query: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange,
) => Promise<void>;

function createRoutes({ config, serveGraphql, gateway, readiness, hold, log }: Services): Route {
  const serveExport = createExportRoute(gateway, log);
  const admit = createAdmission(config);

  return async (path, query, request, response, exchange) => {
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    if (/^\/(graphql$|export(\/|$))/.test(path)) {
      const reason = hold.reason();
      if (reason !== null) return refuse(response, reason, exchange);
      hold.count(response);
    }
    if (path === '/graphql') {
      const client = admit(request);
      exchange.client = typeof client === 'string' ? client : await client;
      boundSending(response, config.sendTimeoutMs);
      return serveGraphql(request, response, query === undefined ? '' : `?${query}`, exchange);
    }
    if (/^\/export(\/|$)/.test(path)) {
      exchange.client = await admit(request);
      boundStandstill(response, config.sendTimeoutMs);
      return serveExport(request, response, exchange);
    }
    if (path === '/health') return send(response, 200, 'application/json', '{"status":"up"}\n');
    if (path === '/ready') {
      const state = await readiness();
      return send(response, state.ready ? 200 : 503, 'application/json', `${JSON.stringify(state)}\n`);
    }
    if (path === '/metrics' && config.metricsPort === undefined)
      return send(response, 200, registry.contentType, await registry.metrics());
    if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...PAGE_HEADERS }).end(page());
      return;
    }
    throw new ApiError('NOT_FOUND', 'There is nothing at this address: the API is at /graphql.');
  };
}
