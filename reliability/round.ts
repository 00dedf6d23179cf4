/** One round: a stack under load, something of it killed, and whether it recovered or stopped as it should. */
import { freePort } from '../stack/ports.ts';
import { startClients, type Tally } from './clients.ts';
import { Draw } from './draw.ts';
import { differences, type Evidence, evidenceOf } from './evidence.ts';
import { killAll, killPid, type Outcome, outcome, reached } from './killing.ts';
import { drawSchedule, describe as name } from './moment.ts';
import { type Started, start } from './started.ts';
import { stopCleanly, stopLine } from './stopping.ts';
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
  outcome: Outcome;
  /** Of a stop: the line that says why. */
  said: string | undefined;
  /** From the first kill to recovery or end. */
  seconds: number;
  asked: Tally;
  /** Empty when all is well. */
  faults: string[];
}

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

async function compareEvidence(started: Started, expected: Evidence): Promise<string[]> {
  try {
    const indexNode = started.address('Index node') ?? '';
    return differences(expected, await evidenceOf(started.origin, indexNode, [...expected.answers.keys()]));
  } catch (error) {
    return [`after recovery: ${error instanceof Error ? error.message : String(error)}`];
  }
}
