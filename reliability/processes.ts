/** Processes of a round, from Linux's /proc: all that inherited its mark, whoever their parent is by now. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export type Role = 'gateway' | 'graph-node' | 'postgres' | 'chain' | 'supervisor' | 'reaper';

export interface Process {
  pid: number;
  command: string;
}

const COMMANDS: Readonly<Record<Role, RegExp>> = {
  gateway: /gateway-process\.ts/,
  'graph-node': /gnd dev /,
  // The postmaster; what it forks has another title.
  postgres: /postgres -D /,
  chain: /anvil .*--port /,
  supervisor: /bootstrap\.mjs /,
  reaper: /reaper\.mjs/,
};

export const MARK = 'CHAOS_ROUND';

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // It ended.
  }
}

function directoryOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ''; // It ended.
  }
}

/** Everything alive with that mark, or at work in one of the directories: what Postgres forks writes over its environment. */
export function marked(mark: string, directories: ReadonlySet<string> = new Set()): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter(
      (pid) =>
        read(`/proc/${pid}/environ`).split('\0').includes(`${MARK}=${mark}`) || directories.has(directoryOf(pid)),
    )
    .filter((pid) => !/^\d+ \(.*\) Z/s.test(read(`/proc/${pid}/stat`)))
    .map((pid) => ({ pid: Number(pid), command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }));
}

export function find(mark: string, role: Role): Process | undefined {
  return marked(mark).find(({ command }) => COMMANDS[role].test(command));
}

/** TCP ports that the processes listen on. */
export function listening(processes: readonly Process[]): number[] {
  const ports = new Map<string, number>();
  for (const line of `${read('/proc/net/tcp')}\n${read('/proc/net/tcp6')}`.split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[3] === '0A') ports.set(words[9] ?? '', Number.parseInt(words[1]?.split(':')[1] ?? '', 16));
  }
  const found = new Set<number>();
  for (const { pid } of processes)
    for (const name of descriptors(pid)) {
      const port = ports.get(/^socket:\[(\d+)\]$/.exec(name)?.[1] ?? 'none');
      if (port !== undefined) found.add(port);
    }
  return [...found];
}

function descriptors(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return []; // It ended, or closed one meanwhile.
  }
}
