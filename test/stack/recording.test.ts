import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFiles } from '../../stack/ipfs.ts';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { recordedDeployment } from '../../stack/recorded-deployment.ts';
import { loadRecording } from '../../stack/recording.ts';

const QUICKSTART = new URL('../../stack/recordings/quickstart.jsonl.gz', import.meta.url).pathname;

let dir = '';
let lines: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'recording-test-'));
  lines = gunzipSync(await readFile(QUICKSTART))
    .toString()
    .trimEnd()
    .split('\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function written(content: string | Buffer): string {
  const path = join(dir, 'changed.jsonl');
  writeFileSync(path, content);
  return path;
}

const blockLine = (number: number) => lines.findIndex((line) => line.startsWith(`{"type":"block","number":${number},`));

function withLine(index: number, change: (line: string) => string): string {
  return written(lines.map((line, at) => (at === index ? change(line) : line)).join('\n'));
}

describe('reading a recording', () => {
  it('reads gzip and plain files alike', async () => {
    const packed = await loadRecording(QUICKSTART);
    expect(packed.blocks).toHaveLength(62);
    expect(packed.logCount).toBe(212);
    expect(packed.files).toHaveLength(1);
    expect(await loadRecording(written(lines.join('\n')))).toEqual(packed);
  });

  it.each([
    ['a missing file', () => join(dir, 'none'), 'RECORDING_NOT_FOUND'],
    ['a directory', () => dir, 'RECORDING_UNREADABLE'],
    ['an empty file', () => written(''), 'RECORDING_FORMAT'],
    ['another kind of file', () => written('hello\nworld\n'), 'RECORDING_FORMAT'],
    ['another format', () => withLine(0, (line) => line.replace('vectors/1', 'vectors/2')), 'RECORDING_FORMAT'],
    ['a cut gzip', () => written(gzipSync(lines.join('\n')).subarray(0, 9_000)), 'RECORDING_'],
    ['no end', () => written(lines.slice(0, -1).join('\n')), 'RECORDING_CUT_OFF'],
    ['a missing block', () => withLine(blockLine(7), () => ''), 'RECORDING_BAD_LINE'],
  ])('refuses %s', async (_, path, code) => {
    await expect(loadRecording(path())).rejects.toThrow(
      expect.objectContaining({ code: expect.stringContaining(code) }),
    );
  });

  it('names the line and what is wrong with it', async () => {
    const at = blockLine(20);
    await expect(loadRecording(withLine(at, () => '{"type":'))).rejects.toThrow(`line ${at + 1} `);
    await expect(loadRecording(withLine(at, (line) => line.replace('"status":1', '"status":7')))).rejects.toThrow(
      /line \d+ .*transactions\.0\.status/,
    );
    await expect(loadRecording(withLine(at, () => '{"type":"other"}'))).rejects.toThrow('type "other" is unknown');
  });

  it('checks files against their CIDs', async () => {
    const { files } = await loadRecording(BUNDLED_RECORDING);
    await checkFiles(files);
    expect(new Set(files.map((file) => file.cid.slice(0, 4))).size).toBeGreaterThan(1);
    for (const file of files) {
      await expect(checkFiles([{ ...file, content: `${file.content} ` }])).rejects.toThrow('other bytes');
    }
  });

  it('takes the first implementation from the call that set up the proxy, not from the end state', async () => {
    const recording = await loadRecording(BUNDLED_RECORDING);
    const { implementation, proxyAdmin, pool } = recordedDeployment(recording, true);
    const { liquidityStaking } = recording.header.contracts;
    expect(pool).toBe(liquidityStaking?.address);
    expect(implementation).toMatch(/^0x[0-9a-f]{40}$/);
    // The story hands the proxy over to another admin later.
    expect(proxyAdmin).toMatch(/^0x[0-9a-f]{40}$/);
    expect(proxyAdmin).not.toBe(liquidityStaking?.proxyAdmin);
  });
});
