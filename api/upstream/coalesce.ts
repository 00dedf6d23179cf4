/** Identical work in flight is done once, and given up when nobody waits for it any more. */
import { leftBy } from './connection-errors.ts';

interface Flight<T> {
  /** When it began, on the clock of `performance.now()`. */
  readonly begun: number;
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

export interface Coalescing {
  /** How old a flight may be for another one to join, milliseconds: what it brings may be as old. */
  readonly joinMs?: number | undefined;
}

/**
 * Does work by key: who asks for a key in flight waits for that flight, and its own work is not begun; the last one to
 * leave aborts it.
 */
export function coalesce<T>({
  joinMs = Number.POSITIVE_INFINITY,
}: Coalescing = {}): (key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal) => Promise<T> {
  const flights = new Map<string, Flight<T>>();

  function inFlight(key: string): Flight<T> | undefined {
    const flight = flights.get(key);
    return flight && performance.now() - flight.begun <= joinMs ? flight : undefined;
  }

  function start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const result = work(controller.signal).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight<T> = { begun: performance.now(), result, controller, waiting: 0 };
    flights.set(key, flight);
    // Whoever left does not hear of the failure; without this it would end the process.
    result.catch(() => undefined);
    return flight;
  }

  return (key, work, signal) => {
    if (signal?.aborted) return Promise.reject(leftBy(signal));
    const flight = inFlight(key) ?? start(key, work);
    flight.waiting++;
    if (signal === undefined) return flight.result;
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        flight.waiting--;
        if (flight.waiting === 0) {
          if (flights.get(key) === flight) flights.delete(key);
          flight.controller.abort();
        }
        reject(leftBy(signal));
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  };
}
