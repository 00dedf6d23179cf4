/** A clean run: what every other run is compared with. */

import { freePort } from '../stack/ports.ts';
import { loadRecording } from '../stack/recording.ts';
import { Draw } from './draw.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { questionsOf } from './questions.ts';
import { start } from './started.ts';
import { stopCleanly } from './stopping.ts';
import { nothingLeft, watchProcesses } from './watch.ts';

export interface Reference {
  evidence: Evidence;
  /** From the command to the first answer. */
  startMs: number;
}

/** Starts, asks, proves and stops the stack without disturbing it. Throws where that already fails. */
export async function cleanRun(recording: string, boundMs: number): Promise<Reference> {
  const { header } = await loadRecording(recording);
  const port = await freePort();
  const began = Date.now();
  const started = start(`reference-${new Draw(began).number('mark')}`, recording, port);
  const watch = watchProcesses(started.mark);
  const faults: string[] = [];
  await started.until(() => started.ended() ?? started.lines.some((line) => /Stop: {2}Ctrl-C/.test(line)), boundMs);
  const startMs = Date.now() - began;
  const indexNode = started.address('Index node');
  if (indexNode === undefined) {
    started.kill('SIGKILL');
    throw new Error(`the stack does not start undisturbed: ${started.lines.slice(-3).join(' | ')}`);
  }
  const evidence = await evidenceOf(started.origin, indexNode, questionsOf(header));
  await stopCleanly(started, faults);
  await nothingLeft(watch, faults);
  if (faults.length > 0) throw new Error(`undisturbed, the stack already fails: ${faults.join('; ')}`);
  return { evidence, startMs };
}
