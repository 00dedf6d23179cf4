import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// In a thread of its own, because spawnSync stops this one: a node on chain 5 without any contract.
const NODE = `require('node:http').createServer((request, response) => {
  let body = ''; request.on('data', (part) => body += part).on('end', () => {
    const { id, method } = JSON.parse(body);
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result: method === 'eth_chainId' ? '0x5' : '0x' }));
  });
}).listen(0, '127.0.0.1', function () { require('node:worker_threads').parentPort.postMessage(this.address().port); });`;

let dir = '';
let taken: Server;
let node: Worker;
let rpc = '';
let takenPort = 0;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'command-line-test-'));
  writeFileSync(join(dir, 'text'), 'not a recording\n');
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, resolve));
  takenPort = (taken.address() as AddressInfo).port;
  node = new Worker(NODE, { eval: true });
  rpc = `http://127.0.0.1:${await new Promise((resolve) => node.once('message', resolve))}`;
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  taken.close();
  await node.terminate();
});

function start(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'stack/main.ts', '--port', '0', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: ROOT, ...env },
    timeout: 30_000,
  });
}

const POOL = `0x${'ab'.repeat(20)}`;

describe('what cannot be started is refused in one sentence', { timeout: 30_000 }, () => {
  it.each<[string, () => string[], string, NodeJS.ProcessEnv?]>([
    ['a missing file', () => ['--recording', 'no/such/file'], 'RECORDING_NOT_FOUND'],
    ['another file', () => ['--recording', join(dir, 'text')], 'RECORDING_FORMAT'],
    ['a taken port', () => ['--port', `${takenPort}`], 'PORT_TAKEN'],
    ['a bad port', () => ['--port', 'x'], 'OPTIONS'],
    ['an unknown option', () => ['--nonsense'], 'OPTIONS'],
    ['no results', () => ['--lp-results', 'no/such/folder'], 'LP_FILE_UNREADABLE'],
    ['two sources', () => ['--recording', 'x', '--rpc', rpc], 'OPTIONS'],
    ['a pool without a chain', () => ['--pool', POOL], 'OPTIONS'],
    ['an unreachable node', () => ['--rpc', 'http://127.0.0.1:9'], 'RPC_UNREACHABLE'],
    ['no URL', () => ['--rpc', 'nonsense'], 'RPC_UNREACHABLE'],
    ['another chain', () => ['--rpc', rpc], 'WRONG_CHAIN'],
    ['an unknown network', () => ['--rpc', rpc, '--network', 'goerli'], 'NETWORK_UNKNOWN'],
    ['no contract', () => ['--rpc', rpc, '--network', 'goerli', '--pool', POOL, '--start-block', '1'], 'NO_CODE'],
    [
      'no address',
      () => ['--rpc', rpc, '--network', 'goerli', '--pool', '0x12', '--start-block', '1'],
      'ADDRESS_INVALID',
    ],
    ['no Graph Node', () => ['--graph-node', 'http://127.0.0.1:9/x'], 'GRAPH_NODE_UNREACHABLE'],
    ['no database', () => ['--postgres-url', 'postgresql://a:b@127.0.0.1:9/c'], 'POSTGRES_UNREACHABLE'],
    ['no Graph Node binary', () => [], 'GND_MISSING', { GND_BIN: '/no/such/gnd' }],
    ['no anvil', () => [], 'ANVIL_MISSING', { ANVIL_BIN: '/no/such/anvil' }],
  ])('%s', (_, args, code, env) => {
    const { status, stderr, stdout } = start(args(), env);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${code}: .+[.)]$`))]);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('explains itself', () => {
    const { status, stdout } = start(['--help']);
    for (const option of ['--recording', '--rpc', '--graph-node', '--port', '--data', '--postgres-url', 'GND_BIN']) {
      expect(stdout).toContain(option);
    }
    expect(status).toBe(0);
  });
});
