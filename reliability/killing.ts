/** Waiting for the moment, killing, and what comes of it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Moment, Schedule } from './moment.ts';
import { find, type Process, type Role } from './processes.ts';
import type { Started } from './started.ts';

export type Outcome = 'recovered' | 'unaffected' | 'stopped' | 'ended with its own process' | 'stuck';

const READY = /Stop: {2}Ctrl-C/;
const RECOVERED = /all parts run again/;

export function killPid(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

export async function reached(started: Started, moment: Moment, boundMs: number): Promise<boolean> {
  const isThere = (role: 'chain' | 'graph-node') => () => find(started.mark, role) !== undefined;
  const isReady = () => started.lines.some((line) => READY.test(line));
  const look = { starting: () => true, replaying: isThere('chain'), indexing: isThere('graph-node') };
  return (await started.until(look[moment as keyof typeof look] ?? isReady, boundMs)) === true;
}

interface Killed {
  /** When the first one was. */
  at: number;
  pids: Set<number>;
}

/** Kills what the schedule says, each once it is there. */
export async function killAll(started: Started, { moment, kills }: Schedule, boundMs: number): Promise<Killed> {
  const killed: Killed = { at: 0, pids: new Set() };
  const victims: Process[] = [];
  for (const { role, after } of kills) {
    await pause(after);
    const found = await started.until(() => find(started.mark, role) ?? started.ended(), boundMs);
    if (typeof found === 'object') victims.push(found);
    // Two at once are looked up first, so that nothing comes between.
    if (moment === 'steady' && victims.length < kills.length && typeof found === 'object') continue;
    killed.at ||= Date.now();
    for (const { pid } of victims.splice(0)) {
      killed.pids.add(pid);
      killPid(pid);
    }
  }
  return killed;
}

export async function outcome(
  started: Started,
  { kills }: Schedule,
  killed: ReadonlySet<number>,
  boundMs: number,
): Promise<Outcome> {
  const roles = kills.map(({ role }) => role);
  const isOwn = roles.includes('supervisor');
  const isReplaced = (role: Role): boolean => {
    const found = find(started.mark, role);
    return found !== undefined && !killed.has(found.pid);
  };
  const end = await started.until(() => {
    if (started.ended() !== undefined) return isOwn ? 'ended with its own process' : 'stopped';
    if (isOwn || !roles.every(isReplaced) || !started.lines.some((line) => READY.test(line))) return undefined;
    if (roles.every((role) => role === 'reaper')) return 'unaffected';
    const last = started.lines.findLast((line) => /ended unexpectedly|all parts run/.test(line)) ?? '';
    return RECOVERED.test(last) ? 'recovered' : undefined;
  }, boundMs);
  return end ?? 'stuck';
}
