/** Spans of a request, for OpenTelemetry where that is configured; nothing otherwise. */

export interface Tracer {
  span<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

let tracer: Tracer | null = null;

export function setTracer(value: Tracer | null): void {
  tracer = value;
}

/** Runs the work in a span of that name, within the span that is current. */
export function traced<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  return tracer === null ? work() : tracer.span(name, work);
}
