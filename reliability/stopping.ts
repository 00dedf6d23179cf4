/** How a stack stops: because it must, or because it is asked to. */
import type { Started } from './started.ts';

const STOP_LINE = /^[A-Z][A-Z_]+: \S.*$/;
const STOP_MS = 15_000;

/** A stop says why in its last line, with a code, and nothing like a stack trace. */
export function stopLine(started: Started, faults: string[]): string {
  const last = started.lines.findLast((line) => line.trim()) ?? '';
  const coded = started.lines.filter((line) => STOP_LINE.test(line));
  if (started.ended() !== 'exit status 1') faults.push(`it ended with ${started.ended()}, not with exit status 1`);
  if (coded.length !== 1 || coded[0] !== last || last.startsWith('UNEXPECTED'))
    faults.push(`its last words are not one line with a code: ${started.lines.slice(-4).join(' | ')}`);
  if (started.lines.some((line) => /^ +at .*[:(]\d+:\d+/.test(line))) faults.push('it printed a stack trace');
  return last;
}

export async function stopCleanly(started: Started, faults: string[]): Promise<void> {
  started.kill('SIGTERM');
  if ((await started.until(() => started.ended(), STOP_MS)) !== 'exit status 0')
    faults.push(`asked to stop, it ended with ${started.ended() ?? 'nothing'} instead of exit status 0`);
}
