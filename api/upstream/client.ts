/** HTTP to the Graph Node: kept-alive connections, bounds on time, size and number, and a breaker for when it is away. */
import { Pool } from 'undici';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { metrics } from '../metrics.ts';
import { traced } from '../trace.ts';
import { createBreaker } from './breaker.ts';
import { coalesce } from './coalesce.ts';
import { upstreamError } from './connection-errors.ts';
import { createQueue } from './queue.ts';
import { acrossBreaks, acrossReorganisations } from './retry.ts';
import { send } from './send.ts';

/** One query for the Graph Node. */
export interface UpstreamQuery {
  readonly query: string;
  readonly variables: JsonObject;
}

export interface UpstreamClient {
  /**
   * Bytes of the answer, not parsed. The same query asked twice at one time is sent once. One that is made anew is so for
   * every try: a Graph Node keeps what it read of a block by its number even where it then says that the block was given up.
   */
  ask(query: UpstreamQuery | (() => UpstreamQuery), signal?: AbortSignal): Promise<Buffer>;
  /** A light query that does not wait behind others. Whether it is answered decides whether `ask` asks at all. */
  poll(query: UpstreamQuery): Promise<Buffer>;
  close(): Promise<void>;
}

export interface UpstreamOptions {
  readonly graphNodeUrl: string;
  readonly upstreamTimeoutMs: number;
  readonly upstreamConnections: number;
  /** An answer asked for longer than half of it ago is not shared with who asks now. */
  readonly pollIntervalMs?: number;
  readonly upstreamQueue?: number;
  readonly upstreamAnswerBytes?: number;
}

/** Time limits of what a Graph Node that is well does in milliseconds. */
const CONNECT_MS = 5000;
const POLL_MS = 5000;

export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const { upstreamTimeoutMs, upstreamConnections, upstreamQueue = 1000, upstreamAnswerBytes = 2 ** 27 } = options;
  const url = new URL(options.graphNodeUrl);
  const pool = openPool(url.origin, upstreamConnections, upstreamTimeoutMs);
  const polls = openPool(url.origin, 1, Math.min(upstreamTimeoutMs, POLL_MS));
  const path = url.pathname + url.search;
  const breaker = createBreaker();
  const queue = createQueue(upstreamConnections, upstreamQueue);

  async function post(through: Pool, body: string, signal: AbortSignal | null): Promise<Buffer> {
    const stop = metrics.upstreamSeconds.startTimer();
    try {
      const { status, body: answer } = await send(through, { path, body, limitBytes: upstreamAnswerBytes, signal });
      if (status === 200) return answer;
      // It is well, but cannot read the request: of a number among the variables from 2^64 on, for instance.
      if (status === 400)
        throw new ApiError('QUERY_REFUSED', 'The Graph Node cannot read this query or its variables: correct them.');
      throw new ApiError('UPSTREAM_UNAVAILABLE', 'The Graph Node is not answering queries: try again shortly.');
    } finally {
      stop();
    }
  }

  async function ask(body: () => string, signal: AbortSignal): Promise<Buffer> {
    try {
      // Each try waits for its turn anew: a pause keeps none from who could be answered.
      return await acrossReorganisations(() =>
        queue(
          () => traced('upstream', () => breaker.ask(() => acrossBreaks(() => post(pool, body(), signal), signal))),
          signal,
        ),
      );
    } catch (error) {
      throw upstreamError(error);
    }
  }

  const { pollIntervalMs } = options;
  const joined = coalesce<Buffer>(pollIntervalMs === undefined ? {} : { joinMs: pollIntervalMs / 2 });
  return {
    ask(query, signal) {
      const make = (): string => JSON.stringify(typeof query === 'function' ? query() : query);
      const body = make();
      let tries = 0;
      const bodyOfTry = (): string => (tries++ === 0 || typeof query !== 'function' ? body : make());
      return joined(body, (left) => ask(bodyOfTry, left), signal);
    },
    async poll(query) {
      try {
        const body = JSON.stringify(query);
        return await acrossReorganisations(() => breaker.poll(() => acrossBreaks(() => post(polls, body, null))));
      } catch (error) {
        throw upstreamError(error);
      }
    },
    async close() {
      await Promise.all([pool.destroy(), polls.destroy()]);
    },
  };
}

function openPool(origin: string, connections: number, timeout: number): Pool {
  return new Pool(origin, {
    connections,
    connect: { timeout: Math.min(timeout, CONNECT_MS) },
    headersTimeout: timeout,
    bodyTimeout: timeout,
  });
}
