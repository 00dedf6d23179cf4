/** The public server: routes, CORS, and errors that are nobody's query. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../config.ts';
import { StartError } from '../errors.ts';
import type { Gateway } from '../execute/gateway.ts';
import { createExportRoute, type ExportRoute } from '../export/serve.ts';
import { registry } from '../metrics.ts';
import type { Chain } from '../upstream/chain.ts';
import { BodyError } from './body.ts';
import type { GraphqlRoute } from './graphql.ts';
import { type Hold, refuse } from './hold.ts';
import { page } from './page.ts';
import { readiness } from './readiness.ts';

export interface Services {
  readonly config: GatewayConfig;
  readonly serveGraphql: GraphqlRoute;
  readonly gateway: Gateway;
  readonly chain: Chain | null;
  readonly log: Logger;
  readonly hold: Hold;
}

export function createHttpServer(services: Services): Server {
  const serveExport = createExportRoute(services.gateway, services.log);
  return createServer((request, response) => {
    route(services, serveExport, request, response).catch((error: unknown) => fail(services.log, error, response));
  });
}

async function route(
  services: Services,
  serveExport: ExportRoute,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { config, serveGraphql, gateway, chain, hold } = services;
  const [path = '/', query] = (request.url ?? '/').split('?', 2);
  if (config.corsOrigin !== '') allowReading(config.corsOrigin, response);
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  if (/^\/(graphql$|export(\/|$))/.test(path)) {
    const reason = hold.reason();
    if (reason !== null) return refuse(response, reason);
    hold.count(response);
  }
  if (path === '/graphql') return serveGraphql(request, response, query === undefined ? '' : `?${query}`);
  if (/^\/export(\/|$)/.test(path)) return serveExport(request, response);
  if (path === '/health') return send(response, 200, 'application/json', '{"status":"up"}\n');
  if (path === '/ready') {
    const state = await readiness(gateway, chain, config);
    const reason = hold.reason() ?? state.reason;
    const body = { ...state, ready: reason === null, reason };
    return send(response, body.ready ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
  }
  if (path === '/metrics') return send(response, 200, registry.contentType, await registry.metrics());
  if (path === '/') return send(response, 200, 'text/html; charset=utf-8', page());
  const message = 'There is nothing at this address: the API is at /graphql.';
  send(response, 404, 'application/json', errorBody('NOT_FOUND', message));
}

function allowReading(origin: string, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
  response.setHeader(
    'access-control-allow-headers',
    'content-type, apollo-require-preflight, x-apollo-operation-name, if-none-match',
  );
  response.setHeader('access-control-expose-headers', 'retry-after, etag');
  response.setHeader('access-control-max-age', '86400');
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function errorBody(code: string, message: string): string {
  return `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;
}

function fail(log: Logger, error: unknown, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (error instanceof BodyError) {
    response.setHeader('connection', 'close');
    send(response, error.status, 'application/json', errorBody(error.code, error.message));
    return;
  }
  log.error({ err: error }, 'a request failed unexpectedly');
  const message = 'Something went wrong in this server: report it with the query.';
  send(response, 500, 'application/json', errorBody('INTERNAL_SERVER_ERROR', message));
}

/** Resolves with the port once the server listens. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new StartError('PORT_TAKEN', `Port ${port} is taken: choose another with --port.`));
      else reject(new StartError('CANNOT_LISTEN', `The server cannot listen on ${host}:${port}: choose another port.`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
