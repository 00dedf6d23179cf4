/** What a stack holds of the machine, and that it gives all of it back. */
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { requirePort } from '../stack/ports.ts';
import { listening, marked, type Process } from './processes.ts';

const CLEAN_MS = 15_000;

export interface Watch {
  alive(): Process[];
  readonly ports: ReadonlySet<number>;
  readonly directories: ReadonlySet<string>;
  stop(): void;
}

/** Keeps in mind what ports and directories the round's processes had: a dead one tells neither. */
export function watchProcesses(mark: string): Watch {
  const ports = new Set<number>();
  const directories = new Set<string>();
  const look = (): void => {
    const processes = marked(mark, directories);
    for (const port of listening(processes)) ports.add(port);
    for (const { command } of processes) {
      const directory = /postgres -D (\S+)/.exec(command)?.[1];
      if (directory) directories.add(directory);
    }
  };
  const timer = setInterval(look, 1_000);
  return { ports, directories, alive: () => marked(mark, directories), stop: () => clearInterval(timer) };
}

/** No process, no port and no directory of the round is left. */
export async function nothingLeft(watch: Watch, faults: string[]): Promise<void> {
  watch.stop();
  for (const end = Date.now() + CLEAN_MS; Date.now() < end; await pause(100)) {
    if (watch.alive().length === 0 && ![...watch.directories].some(existsSync)) break;
  }
  for (const { pid, command } of watch.alive()) faults.push(`process ${pid} is left: ${command.slice(0, 100)}`);
  for (const directory of watch.directories) if (existsSync(directory)) faults.push(`${directory} is left`);
  for (const port of watch.ports) await requirePort(port).catch(() => faults.push(`port ${port} is still taken`));
}
