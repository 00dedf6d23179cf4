/** What the stack's processes take of the machine, and what others take of it. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Postgres is many processes, whose shared pages are counted in each. */
const PARTS = ['gateway', 'graphNode', 'postgres'] as const;
export type ByPart = Readonly<Record<(typeof PARTS)[number], number>>;

export interface Usage {
  /** Resident, bytes. */
  readonly memory: ByPart;
  /** Processor time since each began, seconds. */
  readonly processor: ByPart;
  /** Seconds in which a processor was wanted here and the machine's host gave it to others; null where nobody tells. */
  readonly stolen: number | null;
}

/** Looks at the processes below this one; `gateway` is the pid of the gateway's. */
export async function usage(gateway: number): Promise<Usage> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=,cputimes=,comm=']);
  const all = [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/gm)].map(
    ([, pid, parent, rss, seconds, name = '']) => ({
      pid: Number(pid),
      parent: Number(parent),
      bytes: Number(rss) * 1024,
      seconds: Number(seconds),
      part: Number(pid) === gateway ? 'gateway' : partOf(name),
    }),
  );
  const below = new Set([process.pid]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  const ours = all.filter(({ pid }) => below.has(pid));
  const sum = (of: 'bytes' | 'seconds'): ByPart =>
    byPart((part) => ours.filter((each) => each.part === part).reduce((total, each) => total + each[of], 0));
  return { memory: sum('bytes'), processor: sum('seconds'), stolen: await stolenSeconds() };
}

export function byPart(value: (part: keyof ByPart) => number): ByPart {
  return Object.fromEntries(PARTS.map((part) => [part, value(part)])) as ByPart;
}

function partOf(name: string): keyof ByPart | null {
  if (/gnd|graph-node/.test(name)) return 'graphNode';
  return /postgres/.test(name) ? 'postgres' : null;
}

/** The eighth figure of the first line of Linux's /proc/stat, in hundredths of a second. */
async function stolenSeconds(): Promise<number | null> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => '');
  const ticks = /^cpu\s+((?:\d+\s+){8})/.exec(text)?.[1]?.trim().split(/\s+/).at(7);
  return ticks === undefined ? null : Number(ticks) / 100;
}
