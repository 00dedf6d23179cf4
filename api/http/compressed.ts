/** Answers that come again, compressed once for all who ask; what is asked for a single time is not worth the work. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Answer, COMPRESSED_SHARE } from '../execute/answer.ts';

/** Shorter ones fit into a packet or two in any case. */
const LEAST_BYTES = 4096;
/** An `Accept-Encoding` that takes gzip by its name or with everything else. */
const TAKES_GZIP = /(^|,)\s*(gzip|\*)\s*(;\s*q=(1(\.0*)?|0\.\d*[1-9]\d*)\s*)?(,|$)/i;
const REFUSES_GZIP = /(^|,)\s*gzip\s*;\s*q=0(\.0*)?\s*(,|$)/i;

type State = 'asked once' | 'being compressed' | 'too large' | Buffer;
const states = new WeakMap<Answer, State>();
const compress = promisify(gzip);

/** The answer's bytes compressed with gzip, for a client that takes them; null where they are not there. */
export function compressed(answer: Answer, acceptEncoding: string | undefined): Buffer | null {
  if (answer.bytes.length < LEAST_BYTES || acceptEncoding === undefined) return null;
  if (!TAKES_GZIP.test(acceptEncoding) || REFUSES_GZIP.test(acceptEncoding)) return null;
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
