/** Reading one state with several upstream queries, while the chain goes on. */
import { reorganising } from '../upstream/connection-errors.ts';

/** Thrown where the chain changed between two upstream queries of one answer: the request starts over. */
export class StateMoved extends Error {
  constructor() {
    super('the state that was to be read is no longer on the chain');
  }
}

/** Tries to read one state. */
const ATTEMPTS = 3;

/** Does `work`, and again where the state moved; `isFirst` tells whether what is kept may be trusted. */
export async function ofOneState<Value>(work: (isFirst: boolean) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt === 1);
    } catch (error) {
      if (!(error instanceof StateMoved)) throw error;
      if (attempt === ATTEMPTS) throw reorganising();
    }
  }
}
