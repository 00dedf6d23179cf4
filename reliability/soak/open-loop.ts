/** Sends at a fixed rate whatever becomes of the answers: a server that stalls is not asked less, as users are not. */
import { setTimeout as pause } from 'node:timers/promises';

const TICK_MS = 2;

/** `send` is called `rate` times a second with the moment, of performance.now(), at which its turn was. */
export async function openLoop(rate: number, untilMs: number, send: (due: number, n: number) => void): Promise<void> {
  const started = performance.now();
  for (let n = 0; ; ) {
    const now = performance.now();
    for (; started + (n * 1000) / rate <= now; n++) send(started + (n * 1000) / rate, n);
    if (now - started >= untilMs) return;
    await pause(TICK_MS);
  }
}
