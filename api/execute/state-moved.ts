/** Thrown where the chain was reorganised between two upstream queries of one answer: the request starts over. */
export class StateMoved extends Error {
  constructor() {
    super('the state that was to be read is no longer on the chain');
  }
}
