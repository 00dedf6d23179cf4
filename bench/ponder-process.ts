/** Ponder in bench/ponder, which has packages of its own: installed on demand, started on a chain, stopped at the end. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../stack/ports.ts';
import type { Supervisor } from '../stack/supervisor.ts';

const ROOM = fileURLToPath(new URL('./ponder/', import.meta.url));
const POOL_ABI = fileURLToPath(new URL('../subgraph/abis/LiquidityStakingV1.json', import.meta.url));
const PATIENCE_MS = 900_000;
const POLL_MS = 50;

export interface PonderOptions {
  databaseUrl: string;
  rpcUrl: string;
  chainId: number;
  pool: string;
  startBlock: number;
}

/** Installs what its lock file says, unless it is there. */
export async function installPonder(supervisor: Supervisor): Promise<void> {
  if (existsSync(join(ROOM, 'node_modules', 'ponder', 'package.json'))) return;
  console.log('installing Ponder in bench/ponder (once) …');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  // Not `npm ci`: it refuses a lock file that names the packages of one platform only.
  const flags = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command = 'npm', ...args] = [...npm, ...flags];
  const part = supervisor.run('npm install', command, args, { cwd: ROOM });
  const how = await part.ended;
  if (how !== 'exit status 0') throw new Error(`Ponder could not be installed (${how}): ${part.tail(5)}`);
}

/** Asks a GraphQL address; undefined while nobody answers there. */
export async function ask<T>(url: string, query: string, variables = {}): Promise<T | undefined> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) }).catch(
    () => null,
  );
  if (!response?.ok) return undefined;
  const { data } = (await response.json()) as { data?: T };
  return data;
}

/** Starts it on an empty database and resolves when it has a row for each of `logs`. Returns its address and the seconds. */
export async function startPonder(
  supervisor: Supervisor,
  options: PonderOptions,
  logs: number,
): Promise<{ graphqlUrl: string; seconds: number }> {
  const port = await freePort();
  const program = join(ROOM, 'node_modules', 'ponder', 'dist', 'esm', 'bin', 'ponder.js');
  const flags = ['start', '--schema', 'peer', '--hostname', '127.0.0.1', '--port', `${port}`, '--log-level', 'warn'];
  const env = {
    DATABASE_URL: options.databaseUrl,
    CHAIN_RPC: options.rpcUrl,
    CHAIN_ID: `${options.chainId}`,
    POOL: options.pool,
    START_BLOCK: `${options.startBlock}`,
    POOL_ABI,
    PONDER_TELEMETRY_DISABLED: 'true',
    NODE_OPTIONS: '',
  };
  const started = performance.now();
  const part = supervisor.spawn('Ponder', process.execPath, [program, ...flags], { cwd: ROOM, env });
  const graphqlUrl = `http://127.0.0.1:${port}/graphql`;
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const data = await ask<{ activitys: { totalCount: number } }>(graphqlUrl, '{ activitys(limit: 1) { totalCount } }');
    const count = data?.activitys.totalCount ?? 0;
    if (count > logs) throw new Error(`Ponder has ${count} rows for ${logs} logs`);
    if (count === logs) return { graphqlUrl, seconds: (performance.now() - started) / 1000 };
    if (Date.now() > deadline) throw new Error(`Ponder has ${count} of ${logs} rows; it last said: ${part.tail()}`);
    await supervisor.guard(pause(POLL_MS));
  }
}
