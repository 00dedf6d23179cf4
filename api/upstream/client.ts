/** HTTP to the Graph Node: kept-alive connections, a time limit, and one more try where the connection broke. */
import { Pool } from 'undici';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { metrics } from '../metrics.ts';
import { coalesce } from './coalesce.ts';
import { connectionError, isConnectionFailure } from './connection-errors.ts';

/** One query for the Graph Node. */
export interface UpstreamQuery {
  readonly query: string;
  readonly variables: JsonObject;
}

export interface UpstreamClient {
  /** Bytes of the answer, not parsed. The same query asked twice at one time is sent once. */
  ask(query: UpstreamQuery, signal?: AbortSignal): Promise<Buffer>;
  close(): Promise<void>;
}

export interface UpstreamOptions {
  readonly graphNodeUrl: string;
  readonly upstreamTimeoutMs: number;
  readonly upstreamConnections: number;
}

/** Tries per query: a kept-alive connection may have been closed just before it was used. */
const ATTEMPTS = 3;
/** Longer answers have data. */
const REFUSAL_BYTES = 2000;
const REORGANISED = 'the chain was reorganized while executing the query';
const PAUSE_MS = 50;

export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const url = new URL(options.graphNodeUrl);
  const pool = new Pool(url.origin, {
    connections: options.upstreamConnections,
    connect: { timeout: Math.min(options.upstreamTimeoutMs, 5000) },
    headersTimeout: options.upstreamTimeoutMs,
    bodyTimeout: options.upstreamTimeoutMs,
  });
  const path = url.pathname + url.search;
  const headers = { 'content-type': 'application/json' };

  async function post(body: string, signal: AbortSignal): Promise<Buffer> {
    const stop = metrics.upstreamSeconds.startTimer();
    try {
      const response = await pool.request({ path, method: 'POST', headers, body, signal });
      const answer = Buffer.from(await response.body.arrayBuffer());
      // It is well, but cannot read the request: of a number among the variables from 2^64 on, for instance.
      if (response.statusCode === 400)
        throw new ApiError('QUERY_REFUSED', 'The Graph Node cannot read this query or its variables: correct them.');
      if (response.statusCode !== 200)
        throw new ApiError('UPSTREAM_UNAVAILABLE', 'The Graph Node is not answering queries: try again shortly.');
      return answer;
    } finally {
      stop();
    }
  }

  async function postWithRetry(body: string, signal: AbortSignal): Promise<Buffer> {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await post(body, signal);
        if (attempt === ATTEMPTS || !isReorganised(answer)) return answer;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
      } catch (error) {
        if (attempt === ATTEMPTS || signal.aborted || !isConnectionFailure(error)) throw connectionError(error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
      }
    }
  }

  const ask = coalesce(postWithRetry);
  return {
    ask: (query, signal) => ask(JSON.stringify(query), signal),
    close: () => pool.destroy(),
  };
}

/** Blocks were given up while it read: asked again, it reads those that took their place. */
function isReorganised(answer: Buffer): boolean {
  return answer.length < REFUSAL_BYTES && answer.includes(REORGANISED);
}
