import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A program that starts a database and a chain as the stack does, prints what it started, and waits. */
const PROGRAM = `
import { startAnvil } from './stack/anvil.ts';
import { startPostgres } from './stack/postgres.ts';
import { Supervisor } from './stack/supervisor.ts';
const supervisor = new Supervisor();
const dir = await supervisor.tempDir();
await startPostgres(supervisor);
await startAnvil(supervisor, { chainId: 31337, timestamp: 1600000000 });
process.on('SIGTERM', () => void supervisor.stop().then(() => process.exit(0)));
void supervisor.failure.then(async (error) => { await supervisor.stop(); console.log(error.line); process.exit(3); });
setInterval(() => undefined, 1000);
console.log('STARTED ' + dir);
`;

/** Pids of every process whose ancestor is \`pid\`. */
function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]));
    } catch {
      // Ended between the listing and the reading.
    }
  }
  const of = (parent: number): number[] =>
    [...parents].filter(([, above]) => above === parent).flatMap(([child]) => [child, ...of(child)]);
  return of(pid);
}

const isAlive = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

async function started(): Promise<{ child: ChildProcess; dir: string; pids: number[]; output: () => string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', PROGRAM], { cwd: ROOT });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  for (let waited = 0; !output.includes('STARTED '); waited += 50) {
    if (waited > 20_000 || child.exitCode !== null) throw new Error(`not started: ${output}`);
    await pause(50);
  }
  const dir = /STARTED (.*)/.exec(output)?.[1] ?? '';
  return { child, dir, pids: descendants(child.pid ?? 0), output: () => output };
}

async function expectNothingLeft(pids: number[], dir: string): Promise<void> {
  for (let waited = 0; waited < 8_000 && (pids.some(isAlive) || existsSync(dir)); waited += 50) await pause(50);
  expect(pids.filter(isAlive)).toEqual([]);
  expect(existsSync(dir)).toBe(false);
}

// Reads /proc: elsewhere the same code runs, unwatched.
describe.runIf(process.platform === 'linux')('nothing is left', { timeout: 40_000 }, () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('when the program gets %s', async (signal) => {
    const { child, dir, pids } = await started();
    expect(pids.length).toBeGreaterThan(3);
    expect(existsSync(dir)).toBe(true);
    child.kill(signal);
    await expectNothingLeft(pids, dir);
  });

  it('when a part dies', async () => {
    const { dir, pids, output } = await started();
    const anvil = pids.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--prune-history'));
    process.kill(anvil ?? 0, 'SIGKILL');
    await expectNothingLeft(pids, dir);
    expect(output()).toContain('PART_ENDED: the local chain (anvil) ended unexpectedly (killed by SIGKILL)');
  });
});
