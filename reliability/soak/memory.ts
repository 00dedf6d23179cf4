/** Resident memory of the stack's processes, and whether it grows. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Bytes by part; Postgres is many processes, whose shared pages are counted in each. */
export interface Resident {
  readonly gateway: number;
  readonly graphNode: number;
  readonly postgres: number;
}

/** Reads the processes below this one; `gateway` is the pid of the gateway's. */
export async function resident(gateway: number): Promise<Resident> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,comm=']);
  const all = [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, rss, name = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    bytes: Number(rss) * 1024,
    name,
  }));
  const below = new Set([process.pid]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  const sum = (of: (name: string) => boolean): number =>
    all.filter(({ pid, name }) => below.has(pid) && of(name)).reduce((total, { bytes }) => total + bytes, 0);
  return {
    gateway: all.find(({ pid }) => pid === gateway)?.bytes ?? 0,
    graphNode: sum((name) => /gnd|graph-node/.test(name)),
    postgres: sum((name) => /postgres/.test(name)),
  };
}

/** By how much the straight line through these values, evenly spread, rises from the first to the last. */
export function rise(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [above, below] = [0, 0];
  for (const [n, value] of values.entries()) {
    above += (n - middle) * (value - mean);
    below += (n - middle) ** 2;
  }
  return below === 0 ? 0 : (above / below) * (values.length - 1);
}
