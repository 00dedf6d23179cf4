/** Reading one state with several upstream queries, while the chain goes on. */
import { createPatience } from '../upstream/patience.ts';

/** Thrown where the chain changed between two upstream queries of one answer: the request starts over. */
export class StateMoved extends Error {
  constructor() {
    super('the state that was to be read is no longer on the chain');
  }
}

/** Does `work`, and again where the state moved; `isFirst` tells whether what is kept may be trusted. */
export async function ofOneState<Value>(work: (isFirst: boolean) => Promise<Value>): Promise<Value> {
  const again = createPatience();
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await work(isFirst);
    } catch (error) {
      if (!(error instanceof StateMoved)) throw error;
      await again();
    }
  }
}
