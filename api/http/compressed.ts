/** Answers that come again, compressed once for all who ask; what is asked for a single time is not worth the work. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import Negotiator from 'negotiator';
import { type Answer, COMPRESSED_SHARE } from '../execute/answer.ts';

/** Shorter ones fit into a packet or two in any case. */
const LEAST_BYTES = 4096;

type State = 'asked once' | 'being compressed' | 'too large' | Buffer;
const states = new WeakMap<Answer, State>();
const compress = promisify(gzip);

/** The answer's bytes compressed with gzip, for a client that takes them; null where they are not there. */
export function compressed(answer: Answer, acceptEncoding: string | undefined): Buffer | null {
  if (answer.bytes.length < LEAST_BYTES || !takesGzip(acceptEncoding)) return null;
  const state = states.get(answer);
  if (Buffer.isBuffer(state)) return state;
  if (state === undefined) states.set(answer, 'asked once');
  else if (state === 'asked once') {
    states.set(answer, 'being compressed');
    void compress(answer.bytes).then(
      (bytes) => states.set(answer, bytes.length <= answer.bytes.length * COMPRESSED_SHARE ? bytes : 'too large'),
      () => states.set(answer, 'too large'),
    );
  }
  return null;
}

/** Where both are as welcome, gzip; who names neither takes the bytes as they are. */
function takesGzip(acceptEncoding: string | undefined): boolean {
  if (acceptEncoding === undefined) return false;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } });
  return negotiator.encoding(['gzip', 'identity']) === 'gzip';
}
