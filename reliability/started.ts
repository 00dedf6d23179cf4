/** `npm start` as a user runs it, watched. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT_ROOT } from '../stack/subgraph-build.ts';
import { MARK } from './processes.ts';

export interface Started {
  readonly mark: string;
  readonly origin: string;
  /** Everything it printed, line by line. */
  readonly lines: readonly string[];
  /** How it ended; undefined while it runs. */
  ended(): string | undefined;
  /** Resolves with the result once `look` gives one; undefined when the time is over. */
  until<T>(look: () => T | undefined | false | null, withinMs: number): Promise<T | undefined>;
  /** The address that it printed beside a name. */
  address(name: string): string | undefined;
  kill(signal: NodeJS.Signals): void;
}

const LOOK_MS = 50;

export function start(mark: string, recording: string, port: number): Started {
  const lines: string[] = [];
  let how: string | undefined;
  const child: ChildProcess = spawn(
    process.execPath,
    ['stack/bootstrap.mjs', '--recording', recording, '--port', `${port}`],
    {
      cwd: PROJECT_ROOT,
      // As under npm, so that it ends when this process is no more, see stack/npm-parent.ts.
      env: { ...process.env, [MARK]: mark, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  // Whoever interrupts the rounds leaves no stack behind: killed, its reaper ends the rest.
  const leaveNone = (): void => void child.kill('SIGKILL');
  process.once('exit', leaveNone);
  child.once('exit', (code, signal) => {
    how = signal ?? `exit status ${code}`;
    process.off('exit', leaveNone);
  });
  return {
    mark,
    origin: `http://127.0.0.1:${port}`,
    lines,
    ended: () => how,
    async until(look, withinMs) {
      for (const end = Date.now() + withinMs; ; await pause(LOOK_MS)) {
        const result = look();
        if (result !== undefined && result !== false && result !== null) return result;
        if (Date.now() > end) return undefined;
      }
    },
    address: (name) => lines.map((line) => new RegExp(`^ {2}${name} +(http\\S+)`).exec(line)?.[1]).find(Boolean),
    kill: (signal) => void child.kill(signal),
  };
}
