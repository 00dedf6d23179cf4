/** Spans of a request, for OpenTelemetry where that is configured; nothing otherwise. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from './exchange.ts';

export interface Tracer {
  /** Within the span that is current. What the work throws, or rejects with, marks the span. */
  span<Result>(name: string, work: () => Result): Result;
  /** The first span here; a client may have begun the trace. */
  request(
    request: IncomingMessage,
    response: ServerResponse,
    exchange: Exchange,
    work: () => Promise<void>,
  ): Promise<void>;
}

let tracer: Tracer | null = null;

export function setTracer(value: Tracer | null): void {
  tracer = value;
}

export function traced<Result>(name: string, work: () => Result): Result {
  return tracer === null ? work() : tracer.span(name, work);
}

export function tracedRequest(...[request, response, exchange, work]: Parameters<Tracer['request']>): Promise<void> {
  return tracer === null ? work() : tracer.request(request, response, exchange, work);
}
