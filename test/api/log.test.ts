/** The log, as a process of its own writes it: one line a request, and nothing in it that is not the log's business. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { BLOCK, fakeGraphNode } from './fake-graph-node.ts';

it('has one line a request, without text, variables, headers or keys, and stops when asked to', async () => {
  const node = await fakeGraphNode(() => `{"data":{"pools":[],"_g_meta0":{"block":${JSON.stringify(BLOCK)}}}}`);
  const sha256 = createHash('sha256').update('hidden-key').digest('hex');
  const main = fileURLToPath(new URL('../../api/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', '--host', '127.0.0.1'], {
    env: { ...process.env, GRAPH_NODE_URL: node.url, API_KEYS: JSON.stringify([{ name: 'charts', sha256 }]) },
  });
  let log = '';
  child.stderr.on('data', (part: Buffer) => {
    log += part;
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = String(line).trim();
  const post = (key: string, query: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'x-request-id': 'r-1' },
      body: JSON.stringify({ query, variables: { n: 'hidden-variable' } }),
    });
  await (await post('hidden-key', 'query Shown { pools { id } } # hidden-text')).text();
  await (await post('hidden-other', '{ pools { id } }')).text();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  await node.close();
  expect(code).toBe(0);
  const lines = log
    .trim()
    .split('\n')
    .map((each) => JSON.parse(each));
  expect(lines).toMatchObject([
    { id: 'r-1', method: 'POST', path: '/graphql', status: 200, client: 'charts', operation: 'Shown', msg: 'request' },
    { id: 'r-1', status: 401, codes: ['API_KEY_UNKNOWN'] },
  ]);
  expect(log).not.toContain('hidden');
});
