import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../stack/ports.ts';

export interface Start {
  /** From the command to the first answer that knows the last block. */
  answerSeconds: number;
  /** What `npm start` prints of itself. Phases run side by side: they do not add up to the whole. */
  phases: Readonly<Record<string, number>>;
}

const POLL_MS = 20;
const PATIENCE_MS = 300_000;
const PHASE = /^ {2}(?<name>[^:]+): done.*\((?<seconds>[\d.]+) s\)$/;

/** The newest block that is answered for; null while nothing answers. */
async function newestBlock(port: number): Promise<number | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ _meta { block { number } } }' }),
    });
    const { data } = (await response.json()) as { data?: { _meta?: { block: { number: number } } } };
    return data?._meta?.block.number ?? null;
  } catch {
    return null;
  }
}

async function untilAnswered(child: ChildProcess, port: number, block: number, said: readonly string[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (((await newestBlock(port)) ?? -1) < block) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`npm start gave no answer at block ${block}; it last said: ${said.slice(-3).join(' | ')}`);
    await pause(POLL_MS);
  }
}

/** One `npm start` in a clone, stopped again once it has answered. What is temporary stays within `temp`. */
export async function startOnce(clone: { root: string; temp: string }, lastBlock: number): Promise<Start> {
  const port = await freePort();
  const temp = join(clone.temp, 'tmp');
  await mkdir(temp, { recursive: true });
  // Postgres may run as another user, and must be able to pass.
  await Promise.all([clone.temp, temp].map((dir) => chmod(dir, 0o711)));
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command = 'npm', ...args] = [...npm, 'start', '--', '--port', `${port}`];
  const env = { ...process.env, INIT_CWD: clone.root, TMPDIR: temp };
  const started = performance.now();
  const child = spawn(command, args, { cwd: clone.root, stdio: ['ignore', 'ignore', 'pipe'], env });
  const said: string[] = [];
  const phases: Record<string, number> = {};
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    const { name, seconds } = PHASE.exec(line)?.groups ?? {};
    if (name !== undefined) phases[name] = Number(seconds);
  });
  const ended = once(child, 'close');
  try {
    await untilAnswered(child, port, lastBlock, said);
    return { answerSeconds: (performance.now() - started) / 1000, phases };
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}
