/** What only shows when all was asked: memory that is not given back, and what the gateway complained of in its log. */
import { growth } from '../growth.ts';
import type { Memory } from '../served.ts';

/** What the process may grow by, bytes. */
const MAY_GROW = 48 * 1024 * 1024;
/** Of pino; warnings are of requests, errors are of the gateway. */
const ERROR_LEVEL = 50;

export interface LateFault {
  readonly check: 'memory' | 'log';
  readonly what: string;
}

/** Eight samples of one run, evenly spread: the last may not be far above the one in the middle. */
export function memoryFault(samples: readonly Memory[]): LateFault[] {
  const [middle, last] = [samples[Math.floor(samples.length / 2) - 1], samples.at(-1)];
  return middle && last ? growth(middle, last, MAY_GROW).map((what) => ({ check: 'memory', what })) : [];
}

/** Lines of the gateway's log that tell of a fault of its own, each once. */
export function logFaults(said: readonly string[]): LateFault[] {
  const told = said.map(complaint).filter((line) => line !== null);
  return [...new Set(told)].map((what) => ({ check: 'log', what }));
}

function complaint(line: string): string | null {
  try {
    const { level, msg, err } = JSON.parse(line) as { level: number; msg: string; err?: { stack?: string } };
    return level >= ERROR_LEVEL ? `${msg}: ${err?.stack ?? ''}`.slice(0, 1500) : null;
  } catch {
    // Node's own warnings are no JSON.
    return line.trim() === '' ? null : line.slice(0, 300);
  }
}
