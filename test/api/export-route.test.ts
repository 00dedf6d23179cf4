/** What the route answers before it has read any row. Files themselves are tested on the real stack. */
import { afterEach, expect, it } from 'vitest';
import { startGateway } from '../../api/main.ts';
import { fakeGraphNode, type Reply } from './fake-graph-node.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(reply: Reply) {
  const node = await fakeGraphNode(reply);
  closing.push(node.close);
  const gateway = await startGateway({ port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent' });
  closing.push(gateway.close);
  return async (path: string, method = 'GET') => {
    const response = await fetch(`${gateway.url}${path}`, { method });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    return { status: response.status, headers: response.headers, code: errors[0]?.extensions.code, asked: node.asked };
  };
}

it.each([
  ['/export/nothing.csv', 'GET', 404, 'NOT_FOUND'],
  ['/export/stakers.xml', 'GET', 404, 'NOT_FOUND'],
  ['/export/', 'GET', 404, 'NOT_FOUND'],
  ['/exports', 'GET', 404, 'NOT_FOUND'],
  ['/export/stakers.csv', 'POST', 404, 'NOT_FOUND'],
  ['/export?block=1&epoch=2', 'GET', 400, 'BAD_USER_INPUT'],
  ['/export?from=1', 'GET', 400, 'BAD_USER_INPUT'],
  // The fake index has no such type.
  ['/export/flows.csv', 'GET', 501, 'EXPORT_UNAVAILABLE'],
])('%s by %s is answered %i', async (path, method, status, code) => {
  const ask = await start(() => '{"data":{}}');
  const answer = await ask(path, method);
  expect(answer).toMatchObject({ status, code });
  expect(answer.asked).toEqual([]);
  for (const name of ['etag', 'x-block-number', 'content-disposition']) expect(answer.headers.get(name)).toBeNull();
});

it('asks for patience where the Graph Node does not answer', async () => {
  const ask = await start(() => null);
  const { status, code, headers } = await ask('/export');
  expect({ status, code }).toEqual({ status: 503, code: 'UPSTREAM_UNAVAILABLE' });
  expect(headers.get('retry-after')).toBe('2');
});

it('says that a block is not indexed', async () => {
  const block = { number: 100, hash: `0x${'ab'.repeat(32)}`, timestamp: 1_700_000_000 };
  const state = [{ id: block.hash, number: '90', timestamp: '1600000000' }];
  const ask = await start(() => JSON.stringify({ data: { _meta: { block }, state } }));
  expect(await ask('/export?block=101')).toMatchObject({ status: 400, code: 'BLOCK_NOT_INDEXED' });
});

it('has nothing to export before the first event', async () => {
  const block = { number: 100, hash: `0x${'ab'.repeat(32)}`, timestamp: 1_700_000_000 };
  const ask = await start(() => JSON.stringify({ data: { _meta: { block }, state: [] } }));
  expect(await ask('/export')).toMatchObject({ status: 400, code: 'BEFORE_START' });
});
