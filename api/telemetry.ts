/**
 * OpenTelemetry, only where the environment names a receiver. Its packages are loaded then and not before: they are
 * large, and whoever does not use them need not install them.
 */
import type { Span } from '@opentelemetry/api';
import { StartError } from './errors.ts';
import { setTracer, type Tracer } from './trace.ts';

const RECEIVERS = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];

/** Starts to trace if a receiver is set, and returns how to end it: what was not sent yet is sent then. */
export async function startTelemetry(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const named = RECEIVERS.find((name) => (env[name] ?? '') !== '');
  if (named === undefined) return async () => undefined;
  const { api, sdk, exporter, resources } = await load(named);
  const attributes = { 'service.name': env.OTEL_SERVICE_NAME ?? 'dydx-liquidity-index' };
  const provider = new sdk.NodeTracerProvider({
    resource: resources.defaultResource().merge(resources.resourceFromAttributes(attributes)),
    spanProcessors: [new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter())],
  });
  provider.register();
  setTracer(tracerOf(api));
  return async () => {
    setTracer(null);
    // A receiver that is away must not keep the server from stopping.
    await provider.shutdown().catch(() => undefined);
    for (const part of [api.trace, api.context, api.propagation]) part.disable();
  };
}

async function load(named: string) {
  try {
    const [api, sdk, exporter, resources] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    return { api, sdk, exporter, resources };
  } catch {
    throw new StartError(
      'TELEMETRY_MISSING',
      `${named} is set, but the packages of OpenTelemetry are not installed: install the development dependencies, or unset it.`,
    );
  }
}

function tracerOf({
  trace,
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
}: typeof import('@opentelemetry/api')): Tracer {
  const tracer = trace.getTracer('dydx-liquidity-index');
  const fault = (span: Span): void => void span.setStatus({ code: SpanStatusCode.ERROR });
  return {
    span: (name, work) =>
      tracer.startActiveSpan(name, (span) => {
        let result: ReturnType<typeof work>;
        try {
          result = work();
        } catch (error) {
          fault(span);
          span.end();
          throw error;
        }
        if (!(result instanceof Promise)) {
          span.end();
          return result;
        }
        const failed = (): void => {
          fault(span);
          span.end();
        };
        result.then(() => span.end(), failed);
        return result;
      }),
    request(request, response, exchange, work) {
      const from = propagation.extract(context.active(), request.headers);
      return tracer.startActiveSpan('request', { kind: SpanKind.SERVER }, from, async (span) => {
        try {
          await work();
        } finally {
          if (response.statusCode >= 500) fault(span);
          span.setAttributes({
            'http.request.method': request.method ?? '',
            'http.response.status_code': response.statusCode,
            'graphql.operation.name': exchange.operation ?? '',
            'request.id': exchange.id,
          });
          span.end();
        }
      });
    },
  };
}
