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
