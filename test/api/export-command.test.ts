/** The command against an API that fails in the middle: what was in the directory stays, and nothing half is put there. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runExport } from '../../api/export/command/run.ts';

const STATE = { number: 90, hash: '0xaa', timestamp: '1700000000' };
const COLUMNS = [{ name: 'id', type: 'text', unit: null, nullable: false }];
const LISTING = {
  schemaVersion: '1+a',
  block: { number: 100, hash: '0xbb', timestamp: '1700000060' },
  stateBlock: STATE,
  timestamp: '1700000060',
  datasets: ['stakers', 'flows'].map((what) => ({ what, range: null, columns: COLUMNS })),
};
const HEADERS = { 'x-schema-version': '1+a', 'x-state-block-hash': '0xaa', 'x-timestamp': '1700000060' };
const TEXT = 'id\n1\n"a\nb"\n';

let folder: string;
let out: string;
let asked: string[];
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dydx-export-'));
  out = folder;
  asked = [];
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await rm(folder, { recursive: true });
});

async function api(flows: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.startsWith('/export?') || request.url === '/export') response.end(JSON.stringify(LISTING));
    else if (request.url?.startsWith('/export/stakers')) response.writeHead(200, HEADERS).end(TEXT);
    else flows(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

function run(url: string, what = ['all'], moment = '', signal = new AbortController().signal): Promise<void> {
  return runExport({ api: url, what, moment, format: 'csv', out }, () => undefined, signal);
}

it('puts files and manifest in place', async () => {
  const url = await api((response) => response.writeHead(200, HEADERS).end('id\n'));
  await run(url, ['flows', 'stakers'], 'block=100');
  expect(asked).toEqual([
    '/export?block=100',
    '/export/stakers.csv?block=90&at=1700000060',
    '/export/flows.csv?block=90&at=1700000060',
  ]);
  expect((await readdir(out)).sort()).toEqual(['flows.csv', 'manifest.json', 'stakers.csv']);
  expect(await readFile(join(out, 'stakers.csv'), 'utf8')).toBe(TEXT);
  const { datasets, ...moment } = LISTING;
  const file = (what: string, text: string, rows: number) => {
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { what, file: `${what}.csv`, rows, bytes: text.length, sha256, columns: datasets[0]?.columns };
  };
  expect(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))).toEqual({
    ...moment,
    format: 'csv',
    files: [file('stakers', TEXT, 2), file('flows', 'id\n', 0)],
  });
});

it.each([
  [
    'EXPORT_BROKEN',
    'a file is cut off',
    (response: ServerResponse) => {
      response.writeHead(200, HEADERS).write('id\n1\n');
      setTimeout(() => response.destroy(), 20);
    },
  ],
  [
    'EXPORT_MOVED',
    'a file is of another state',
    (response: ServerResponse) => response.writeHead(200, { ...HEADERS, 'x-state-block-hash': '0xcc' }).end('id\n'),
  ],
  [
    'UPSTREAM_TIMEOUT',
    'the API refuses a file',
    (response: ServerResponse) =>
      response.writeHead(504).end('{"errors":[{"message":"No.","extensions":{"code":"UPSTREAM_TIMEOUT"}}]}'),
  ],
  ['API_UNEXPECTED', 'something else answers', (response: ServerResponse) => response.writeHead(404).end('<html>')],
])('ends with %s where %s', async (code, _what, flows) => {
  await writeFile(join(out, 'stakers.csv'), 'of before');
  await expect(run(await api(flows))).rejects.toMatchObject({ code });
  expect(await readdir(out)).toEqual(['stakers.csv']);
  expect(await readFile(join(out, 'stakers.csv'), 'utf8')).toBe('of before');
});

it('ends when it is told to, without a trace', async () => {
  const stop = new AbortController();
  const url = await api((response) => {
    response.writeHead(200, HEADERS).write('id\n1\n');
    setTimeout(() => stop.abort(), 20);
  });
  await expect(run(url, ['all'], '', stop.signal)).rejects.toMatchObject({ code: 'STOPPED' });
  expect(await readdir(out)).toEqual([]);
});

it('names what can be exported', async () => {
  const url = await api((response) => response.end());
  await expect(run(url, ['stakers', 'staker'])).rejects.toMatchObject({
    code: 'OPTIONS',
    message: expect.stringContaining('stakers, flows'),
  });
});

it('says that nothing answers, and that a directory is none', async () => {
  await expect(run('http://127.0.0.1:1')).rejects.toMatchObject({ code: 'API_UNREACHABLE' });
  await writeFile(join(out, 'file'), '');
  out = join(out, 'file');
  await expect(run(await api((response) => response.end()))).rejects.toMatchObject({ code: 'OUT_UNWRITABLE' });
});

it.runIf(process.platform === 'linux')('says that a directory cannot be made', async () => {
  out = '/proc/none/at/all';
  await expect(run(await api((response) => response.end()))).rejects.toMatchObject({ code: 'OUT_UNWRITABLE' });
});

it('makes the directories that lead to its own', async () => {
  out = join(out, 'years', '2026');
  await run(await api((response) => response.writeHead(200, HEADERS).end('id\n')), ['flows']);
  expect((await readdir(out)).sort()).toEqual(['flows.csv', 'manifest.json']);
});
