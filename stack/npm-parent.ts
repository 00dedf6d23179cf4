import { readFileSync } from 'node:fs';

/** The parent of a process, where the system has /proc. */
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which is in parentheses and may hold anything: state, parent.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined; // No /proc, or no such process any more.
  }
}

/**
 * npm, killed hard, passes nothing on, and nobody would be left to stop this process. Between the two stands a shell,
 * so its parent is watched as well.
 */
export function onNpmEnded(done: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = family();
  const timer = setInterval(() => {
    if (family() === before) return;
    clearInterval(timer);
    done();
  }, 500);
  timer.unref();
}
