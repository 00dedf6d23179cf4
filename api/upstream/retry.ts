/** More tries where a connection broke, or blocks were given up while the Graph Node read them. */
import { ExponentialBackoff, handleWhen, handleWhenResult, retry, wrap } from 'cockatiel';
import { isConnectionFailure } from './connection-errors.ts';

/** Longer answers have data. */
const REFUSAL_BYTES = 2000;
const REORGANISED = 'the chain was reorganized while executing the query';

/** Pauses differ by chance, so that many requests do not come back at one time. */
const broken = retry(handleWhen(isConnectionFailure), {
  maxAttempts: 2,
  backoff: new ExponentialBackoff({ initialDelay: 30, maxDelay: 300 }),
});
/** Blocks may be given up one after another, for a second or two. */
const reorganised = retry(handleWhenResult(isReorganised), {
  maxAttempts: 6,
  backoff: new ExponentialBackoff({ initialDelay: 30, maxDelay: 1000 }),
});
const policy = wrap(reorganised, broken);

export function retrying(work: (signal: AbortSignal) => Promise<Buffer>, signal: AbortSignal): Promise<Buffer> {
  return policy.execute(({ signal: left }) => work(left ?? signal), signal);
}

/** Asked again, it reads the blocks that took the place of those. */
function isReorganised(answer: unknown): boolean {
  return answer instanceof Buffer && answer.length < REFUSAL_BYTES && answer.includes(REORGANISED);
}
