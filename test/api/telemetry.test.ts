/** Traces go to a receiver where one is set; the receiver here is a server that keeps what comes. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { startGateway } from '../../api/main.ts';
import { BLOCK, fakeGraphNode } from './fake-graph-node.ts';

afterEach(() => vi.unstubAllEnvs());

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
}

it('has a span for the request, its plan, the query to the Graph Node and what is derived, as the client began it', async () => {
  const spans: Span[] = [];
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    for (const { scopeSpans } of JSON.parse(body).resourceSpans)
      for (const each of scopeSpans) spans.push(...each.spans);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as { port: number };
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
  const node = await fakeGraphNode(
    () => `{"data":{"epoches":[],"pools":[],"_g_pool0":[],"_g_meta0":{"block":${JSON.stringify(BLOCK)}}}}`,
  );
  const gateway = await startGateway({ port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent' });
  const trace = 'a'.repeat(32);
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: `00-${trace}-${'b'.repeat(16)}-01`,
      'x-request-id': 'r-1',
    },
    body: JSON.stringify({ query: 'query Totals { pools { totalSupply } }' }),
  });
  await response.text();
  // What was not sent yet is sent when it stops.
  await gateway.close();
  await node.close();
  receiver.close();
  const ours = spans.filter(({ traceId }) => traceId === trace);
  expect(ours.map(({ name }) => name).toSorted()).toEqual(['derived', 'plan', 'request', 'upstream']);
  const request = ours.find(({ name }) => name === 'request');
  expect(request?.parentSpanId).toBe('b'.repeat(16));
  expect(
    ours.filter(({ name }) => name !== 'request').every(({ parentSpanId }) => parentSpanId === request?.spanId),
  ).toBe(true);
  const values = Object.fromEntries(request?.attributes.map(({ key, value }) => [key, value.stringValue]) ?? []);
  expect(values).toMatchObject({ 'graphql.operation.name': 'Totals', 'request.id': 'r-1' });
  expect(JSON.stringify(spans)).not.toContain('totalSupply');
});
