/** `npm run audit` on `story`: what it writes, its exit status, and its errors. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherReport } from '../../audit/report/gather.ts';
import { FORMATS } from '../../audit/report/options.ts';
import type { Report } from '../../audit/report/shape.ts';
import { render } from '../../audit/report/write/render.ts';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { audit, lyingApi } from './audit-command.ts';

let stack: RunningStack;
let api: string;
let folder: string;
let report: Report;

beforeAll(async () => {
  [stack, folder] = await Promise.all([
    startStack({ recording: BUNDLED_RECORDING, port: 0 }),
    mkdtemp(join(tmpdir(), 'audit-')),
  ]);
  api = `${stack.gatewayUrl}/graphql`;
  report = await gatherReport({ api, epoch: 7, indexNode: stack.indexNodeUrl });
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the command', () => {
  it.each(FORMATS)('writes %s by its extension, the same bytes as another process did', async (format) => {
    const file = join(folder, `seven.${format}`);
    const index = ['--index-node', `${stack.indexNodeUrl}`];
    expect((await audit('--api', api, '--epoch', '7', '--out', file, ...index)).status).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(await render(report, format));
  });

  it('ends with status 2 where a check fails, and says which', async () => {
    const liar = await lyingApi(api, /"verb":"repayDebt","count":2/, '"verb":"repayDebt","count":3');
    const { status, out } = await audit('--api', liar.url, '--epoch', '7');
    await liar.close();
    expect(status).toBe(2);
    expect(out).toMatch(/checks FAIL: .*report-flows/);
    expect(out).toContain('count of repayDebt is 3, expected 2');
  });

  const errors: [string, string[], RegExp][] = [
    ['an epoch that has not begun', ['--epoch', '80'], /^EPOCH_NOT_BEGUN: epoch 80 .* epoch 79/],
    ['no API', ['--epoch', '7', '--api', 'http://127.0.0.1:9'], /^API_UNREACHABLE: /],
    ['another form', ['--epoch', '7', '--format', 'pdf'], /^OPTIONS: .*md, html, json/],
    ['no epoch', [], /^OPTIONS: .*--epoch/],
    ['an index node that is none', ['--epoch', '7', '--index-node', 'http://127.0.0.1:9'], /^NO_PROOF: /],
    ['a folder that is none', ['--epoch', '7', '--out', '/nonexistent/7.md'], /^OUT_UNWRITABLE: /],
  ];
  it.each(errors)('refuses %s in one sentence and leaves the file as it was', async (_, args, sentence) => {
    const file = join(folder, 'kept.md');
    await writeFile(file, 'before');
    const { status, out, err } = await audit('--api', api, '--out', file, ...args);
    const lines = err.split('\n').filter((line) => line !== '' && !line.startsWith('  verifying'));
    expect([status, out, lines.length]).toEqual([1, '', 1]);
    expect(lines[0]).toMatch(sentence);
    expect(await readFile(file, 'utf8')).toBe('before');
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
