/** Which pages of other origins may read answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const METHODS = 'GET, POST, OPTIONS';
const ALLOWED =
  'content-type, authorization, x-api-key, x-request-id, if-none-match, apollo-require-preflight, x-apollo-operation-name';
const EXPOSED = 'retry-after, etag, x-request-id';

/** Sets the headers for a request; which ones is decided once. */
export function corsHeaders(origins: readonly string[]): (request: IncomingMessage, response: ServerResponse) => void {
  if (origins.length === 0) return () => undefined;
  const any = origins.includes('*');
  const known = new Set(origins);
  return (request, response) => {
    const { origin } = request.headers;
    // Which origin is named depends on who asks: a cache must keep the answers apart.
    if (!any) response.setHeader('vary', 'Origin');
    if (!any && (origin === undefined || !known.has(origin))) return;
    response.setHeader('access-control-allow-origin', any ? '*' : (origin ?? ''));
    response.setHeader('access-control-expose-headers', EXPOSED);
    if (request.method !== 'OPTIONS') return;
    response.setHeader('access-control-allow-methods', METHODS);
    response.setHeader('access-control-allow-headers', ALLOWED);
    response.setHeader('access-control-max-age', '86400');
  };
}
