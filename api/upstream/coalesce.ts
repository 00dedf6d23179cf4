/** Identical work in flight is done once, and given up when nobody waits for it any more. */
import { ApiError } from '../errors.ts';
import { left } from './connection-errors.ts';

interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** `work` by key: who asks for a key in flight waits for that flight; the last one to leave aborts it. */
export function coalesce<T>(
  work: (key: string, signal: AbortSignal) => Promise<T>,
): (key: string, signal?: AbortSignal) => Promise<T> {
  const flights = new Map<string, Flight<T>>();

  function start(key: string): Flight<T> {
    const controller = new AbortController();
    const result = work(key, controller.signal).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    const flight: Flight<T> = { result, controller, waiting: 0 };
    flights.set(key, flight);
    // Whoever left does not hear of the failure; without this it would end the process.
    result.catch(() => undefined);
    return flight;
  }

  return (key, signal) => {
    const flight = flights.get(key) ?? start(key);
    flight.waiting++;
    if (signal === undefined) return flight.result;
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        flight.waiting--;
        if (flight.waiting === 0) {
          flights.delete(key);
          flight.controller.abort();
        }
        // A deadline says so itself.
        reject(signal.reason instanceof ApiError ? signal.reason : left());
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  };
}
