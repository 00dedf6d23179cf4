/** `/metrics` on a port of its own, where the public must not see them. */
import { createServer, type Server } from 'node:http';
import { registry } from '../metrics.ts';

export function createMetricsServer(): Server {
  return createServer(async (request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
  });
}
