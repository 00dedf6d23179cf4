/** The routes `/export` and `/export/<what>.<csv|parquet>`. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { ApiError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Gateway } from '../execute/gateway.ts';
import { LATE_FIELDS } from '../late/registry.ts';
import { createPlanCompiler } from '../plan/compile.ts';
import { schemaVersion } from '../schema/version.ts';
import { DATASETS } from './catalogue.ts';
import type { Format } from './encoder.ts';
import { FORMATS, writeFile } from './file.ts';
import { writeListing } from './listing.ts';
import { checkNames, readExtent, readMomentQuery } from './parameters.ts';
import { type ExportPin, resolvePin } from './pin.ts';
import { prepareCatalogue } from './prepared.ts';
import { refuse } from './refuse.ts';

const MOMENT = ['block', 'timestamp', 'epoch', 'at'];
const ADDRESS = /^\/export\/([a-z-]+)\.(csv|parquet)$/;

/** Serves a request whose path begins with `/export`. Resolves when it is answered or the client has left. */
export type ExportRoute = (request: IncomingMessage, response: ServerResponse, exchange: Exchange) => Promise<void>;

export function createExportRoute(gateway: Gateway, log: Logger): ExportRoute {
  const compiler = createPlanCompiler(gateway.schema, false, LATE_FIELDS);
  const catalogue = prepareCatalogue(gateway.schema);

  async function list(query: URLSearchParams, response: ServerResponse, signal: AbortSignal): Promise<void> {
    checkNames(query, MOMENT);
    const pin = await resolvePin(gateway, readMomentQuery(query), signal);
    const text = writeListing(schemaVersion(gateway.schema), pin, catalogue.all());
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  }

  async function send(
    what: string,
    format: Format,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const prepared = catalogue.get(what);
    if (!prepared) throw notFound();
    checkNames(query, [...MOMENT, 'from', 'to', 'interval']);
    const extent = readExtent(query, prepared.dataset);
    const pin = await resolvePin(gateway, readMomentQuery(query), signal);
    const version = schemaVersion(gateway.schema);
    const tag = entityTag([version, what, format, pin.state.hash, pin.at, extent.from, extent.to, extent.interval]);
    writeHeaders(response, pin, version, tag);
    if (request.headers['if-none-match'] === tag) return void response.writeHead(304).end();
    response.setHeader('content-type', FORMATS[format].contentType);
    response.setHeader('content-disposition', `attachment; filename="${what}-${pin.block.number}.${format}"`);
    if (request.method === 'HEAD') return void response.end();
    const pieces = writeFile(gateway, compiler, { prepared, format, extent, pin, schemaVersion: version, signal });
    // Made before the head is sent: what goes wrong at once is an error with a status of its own.
    const first = await pieces.next();
    await pipeline(Readable.from(resume(first, pieces)), response);
  }

  return async (request, response, exchange) => {
    const [path = '', search] = (request.url ?? '').split('?', 2);
    const left = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) left.abort();
    });
    const query = new URLSearchParams(search);
    const [, what = '', format] = ADDRESS.exec(path) ?? [];
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') throw notFound();
      if (path === '/export') await list(query, response, left.signal);
      else if (format === undefined) throw notFound();
      else await send(what, format as Format, query, request, response, left.signal);
    } catch (error) {
      refuse(error, response, left.signal.aborted, exchange, log);
    }
  };
}

async function* resume<T>(first: IteratorResult<T, void>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (!first.done) yield first.value;
  yield* rest;
}

function writeHeaders(response: ServerResponse, { block, state, at }: ExportPin, version: string, tag: string): void {
  const headers = {
    'x-block-number': block.number,
    'x-block-hash': block.hash,
    'x-block-timestamp': block.timestamp,
    'x-state-block-number': state.number,
    'x-state-block-hash': state.hash,
    'x-timestamp': at,
    'x-schema-version': version,
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  const exposed = ['retry-after', 'x-request-id', ...Object.keys(headers), 'etag', 'content-disposition'];
  if (response.hasHeader('access-control-expose-headers'))
    response.setHeader('access-control-expose-headers', exposed.join());
  // The same address can lead to another block later: to be asked again, and answered by the tag where it does not.
  response.setHeader('etag', tag);
  response.setHeader('cache-control', 'no-cache');
}

/** The rows, and so the bytes, follow from these alone. */
function entityTag(parts: readonly unknown[]): string {
  return `"${createHash('sha256').update(parts.map(String).join(' ')).digest('hex').slice(0, 32)}"`;
}

function notFound(): ApiError {
  const names = [...DATASETS.keys()].join(', ');
  return new ApiError('NOT_FOUND', `There is no such export: ask /export/<what>.csv or .parquet, what being ${names}.`);
}
