/** One round: a stack under load, something of it killed, and whether it recovered or stopped as it should. */
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../stack/ports.ts';
import { startClients, type Tally } from './clients.ts';
import { Draw } from './draw.ts';
import { differences, type Evidence, evidenceOf } from './evidence.ts';
import { drawSchedule, type Moment, describe as name, type Schedule } from './moment.ts';
import { find, type Process, type Role } from './processes.ts';
import { type Started, start } from './started.ts';
import { nothingLeft, watchProcesses } from './watch.ts';

export interface RoundOptions {
  seed: string;
  round: number;
  recording: string;
  /** Of a clean run. */
  expected: Evidence;
  startMs: number;
  /** Within which a stack must have recovered, or stopped. */
  boundMs: number;
  clients: number;
}

export interface RoundResult {
  round: number;
  seed: string;
  /** What was killed, and when. */
  what: string;
  /** The last line that the stack had printed when the first part was killed. */
  at: string;
  outcome: 'recovered' | 'unaffected' | 'stopped' | 'ended with its own process' | 'stuck';
  /** Of a stop: the line that says why. */
  said: string | undefined;
  /** From the first kill to recovery or end. */
  seconds: number;
  asked: Tally;
  /** Empty when all is well. */
  faults: string[];
}

const READY = /Stop: {2}Ctrl-C/;
const RECOVERED = /all parts run again/;
const STOP_LINE = /^[A-Z][A-Z_]+: \S.*$/;
const STOP_MS = 15_000;

export async function runRound(options: RoundOptions): Promise<RoundResult> {
  const { seed, round, expected, boundMs } = options;
  const draw = new Draw(seed, round);
  const schedule = drawSchedule(draw, options.startMs);
  const port = await freePort();
  const started = start(`${seed}-${round}-${process.pid}`, options.recording, port);
  const watch = watchProcesses(started.mark);
  const clients = startClients(`${started.origin}/graphql`, expected.answers, draw, options.clients);
  const faults: string[] = [];
  try {
    if (!(await reached(started, schedule.moment, boundMs))) throw new Error('the moment to kill never came');
    const at =
      started.lines
        .filter((line) => line.trim())
        .at(-1)
        ?.trim() ?? 'nothing printed yet';
    const killed = await killAll(started, schedule, boundMs);
    const end = await outcome(started, schedule, killed.pids, boundMs);
    const seconds = (Date.now() - killed.at) / 1000;
    const said = end === 'stopped' ? stopLine(started, faults) : undefined;
    if (end === 'stuck')
      faults.push(`neither recovered nor stopped within ${boundMs / 1000} s: ${started.lines.at(-1)}`);
    if (end === 'recovered' || end === 'unaffected') {
      // Beside the load: what recovers must serve.
      faults.push(...(await compareEvidence(started, expected)));
      await clients.stop();
      await stopCleanly(started, faults);
    }
    await clients.stop();
    await nothingLeft(watch, faults);
    const asked = clients.tally;
    if (asked.wrong > 0) faults.push(`${asked.wrong} wrong answers: ${asked.samples.join(' ; ')}`);
    return { round, seed, what: name(schedule), at, outcome: end, said, seconds, asked, faults };
  } finally {
    watch.stop();
    await clients.stop();
    for (const { pid } of watch.alive()) killPid(pid);
  }
}

function killPid(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

async function reached(started: Started, moment: Moment, boundMs: number): Promise<boolean> {
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
async function killAll(started: Started, { moment, kills }: Schedule, boundMs: number): Promise<Killed> {
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

async function outcome(
  started: Started,
  { kills }: Schedule,
  killed: ReadonlySet<number>,
  boundMs: number,
): Promise<RoundResult['outcome']> {
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

/** A stop says why in its last line, with a code, and nothing like a stack trace. */
function stopLine(started: Started, faults: string[]): string {
  const last = started.lines.findLast((line) => line.trim()) ?? '';
  const coded = started.lines.filter((line) => STOP_LINE.test(line));
  if (started.ended() !== 'exit status 1') faults.push(`it ended with ${started.ended()}, not with exit status 1`);
  if (coded.length !== 1 || coded[0] !== last || last.startsWith('UNEXPECTED'))
    faults.push(`its last words are not one line with a code: ${started.lines.slice(-4).join(' | ')}`);
  if (started.lines.some((line) => /^ +at .*[:(]\d+:\d+/.test(line))) faults.push('it printed a stack trace');
  return last;
}

async function compareEvidence(started: Started, expected: Evidence): Promise<string[]> {
  try {
    const indexNode = started.address('Index node') ?? '';
    return differences(expected, await evidenceOf(started.origin, indexNode, [...expected.answers.keys()]));
  } catch (error) {
    return [`after recovery: ${error instanceof Error ? error.message : String(error)}`];
  }
}

export async function stopCleanly(started: Started, faults: string[]): Promise<void> {
  started.kill('SIGTERM');
  if ((await started.until(() => started.ended(), STOP_MS)) !== 'exit status 0')
    faults.push(`asked to stop, it ended with ${started.ended() ?? 'nothing'} instead of exit status 0`);
}
