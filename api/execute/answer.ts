/** A whole answer, ready to send, and for how long it holds. */

/**
 * `final`: of blocks that no reorganisation reaches any more. `head`: for as long as the newest block stands. `unsure`:
 * beside it stand errors of the index.
 */
export type Lifetime = 'final' | 'head' | 'unsure';

export interface Answer {
  readonly bytes: Buffer;
  readonly lifetime: Lifetime;
}

/** Room for an answer's compressed bytes beside it, as a share of its own; what needs more is not kept compressed. */
export const COMPRESSED_SHARE = 0.5;

/** Bytes that keeping an answer takes. */
export function keptBytes({ bytes }: Answer): number {
  return Math.ceil(bytes.length * (1 + COMPRESSED_SHARE));
}
