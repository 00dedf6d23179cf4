/** Memory of another process over a time, as that process itself samples it. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Resident set size, bytes. */
export interface Memory {
  before: number;
  peak: number;
}

const EVERY_MS = 20;

/** In the measured process: samples from `sample` to `report`, and answers that with what it saw. */
export function answerMemory(): void {
  let memory: Memory = { before: 0, peak: 0 };
  let timer: NodeJS.Timeout | undefined;
  process.on('message', (message) => {
    if (message === 'sample') {
      const before = process.memoryUsage.rss();
      memory = { before, peak: before };
      timer = setInterval(() => {
        memory.peak = Math.max(memory.peak, process.memoryUsage.rss());
      }, EVERY_MS);
    } else if (message === 'report') {
      clearInterval(timer);
      process.send?.(memory);
    }
  });
}

/** Memory of the process while `work` runs. */
export async function memoryDuring<T>(server: ChildProcess, work: () => Promise<T>): Promise<[T, Memory]> {
  server.send('sample');
  const result = await work();
  server.send('report');
  const [memory] = (await once(server, 'message')) as [Memory];
  return [result, memory];
}
