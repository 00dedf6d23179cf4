/** For how long, and with what pauses, a question waits while the chain is reorganised. */
import { reorganising } from './connection-errors.ts';

/** A Graph Node follows within a second or two, unless it sleeps until the next block. */
const PATIENCE_MS = 8000;
/** The blocks of the new branch come one by one, some tens of milliseconds apart. */
const STEP_MS = 50;
const LONGEST_PAUSE_MS = 400;

/**
 * What it returns is awaited before each further look: it resolves at once the first time, then after longer and longer
 * pauses, and throws UPSTREAM_UNAVAILABLE once it was first called too long ago.
 */
export function createPatience(): () => Promise<void> {
  let [pauseMs, end] = [0, 0];
  return async () => {
    const now = performance.now();
    if (end === 0) end = now + PATIENCE_MS;
    else if (now > end) throw reorganising();
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(pauseMs + STEP_MS, LONGEST_PAUSE_MS);
  };
}
