/**
 * One at a time: who asks while `work` is under way shares, with all who do, the one that begins when it is done. So what
 * comes was begun after it was asked for, and a crowd costs no more than one after the other does.
 */
export function inTurns<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;

  function start(): Promise<T> {
    const turn = work().finally(() => {
      if (running === turn) running = null;
    });
    running = turn;
    return turn;
  }

  return () => {
    if (running === null) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
