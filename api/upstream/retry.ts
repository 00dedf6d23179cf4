/** More tries where a connection broke, or blocks were given up while the Graph Node read them. */
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { isConnectionFailure } from './connection-errors.ts';
import { createPatience } from './patience.ts';

/** Longer answers have data. */
const REFUSAL_BYTES = 2000;
const REORGANISED = 'the chain was reorganized while executing the query';

/** Pauses differ by chance, so that many requests do not come back at one time. */
const broken = retry(handleWhen(isConnectionFailure), {
  maxAttempts: 2,
  backoff: new ExponentialBackoff({ initialDelay: 30, maxDelay: 300 }),
});

export function acrossBreaks(work: () => Promise<Buffer>, signal?: AbortSignal): Promise<Buffer> {
  return broken.execute(work, signal);
}

/** Asked again, the Graph Node reads the blocks that took the place of those it gave up. */
export async function acrossReorganisations(work: () => Promise<Buffer>): Promise<Buffer> {
  const again = createPatience();
  for (;;) {
    const answer = await work();
    if (answer.length >= REFUSAL_BYTES || !answer.includes(REORGANISED)) return answer;
    await again();
  }
}
