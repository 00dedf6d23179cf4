import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createUpstreamClient } from '../../api/upstream/client.ts';

const REFUSAL = '{"errors":[{"message":"the chain was reorganized while executing the query"}]}';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A client of a Graph Node that gives these answers one after another, the last one ever again; null cuts the connection. */
async function client(...answers: (string | null)[]) {
  const server = createServer((request, response) => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    request.resume().on('end', () => (answer ? response.end(answer) : request.socket.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const graphNodeUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const upstream = createUpstreamClient({ graphNodeUrl, upstreamTimeoutMs: 5000, upstreamConnections: 1 });
  closing.push(() => upstream.close());
  return upstream;
}
const query = (n: number) => ({ query: `{ pools(first: ${n}) { id } }`, variables: {} });

it.each(['ask', 'poll'] as const)('asks again, by %s, what fell into a reorganisation', async (way) => {
  const upstream = await client(REFUSAL, REFUSAL, REFUSAL, REFUSAL, '{"data":{"pools":[]}}');
  expect((await upstream[way](query(1))).toString()).toBe('{"data":{"pools":[]}}');
});

it.each(['ask', 'poll'] as const)('asks again, by %s, where a connection breaks', async (way) => {
  const upstream = await client(null, null, '{"data":{"pools":[]}}');
  expect((await upstream[way](query(1))).toString()).toBe('{"data":{"pools":[]}}');
});

it('takes data that holds the same words for what it is', async () => {
  const text = `{"data":{"pools":[{"id":"${'x'.repeat(3000)} the chain was reorganized while executing the query"}]}}`;
  expect((await (await client(text)).ask(query(1))).toString()).toBe(text);
});
