/** One more try, or two, where a connection broke: a kept-alive one may have been closed just before it was used. */
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { isConnectionFailure } from './connection-errors.ts';

/** Pauses differ by chance, so that many requests do not come back at one time. */
const policy = retry(handleWhen(isConnectionFailure), {
  maxAttempts: 2,
  backoff: new ExponentialBackoff({ initialDelay: 30, maxDelay: 300 }),
});

export function retrying<Answer>(work: (signal: AbortSignal) => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return policy.execute(({ signal: left }) => work(left ?? signal), signal);
}
