/** Structured logs. */
import { type Logger, pino } from 'pino';

/** Written together: a write for every line would cost more than the answer it tells of. At its end a process writes all. */
const BUFFERED = { sync: false, minLength: 4096, periodicFlush: 100 };

/**
 * Logs go to standard error: standard output belongs to whoever runs the gateway. Of an error only what it says and where
 * it was made: libraries hang requests on theirs, and with them addresses that carry keys.
 */
export function createLog(level: string): Logger {
  const err = (error: unknown): unknown =>
    error instanceof Error ? { type: error.name, message: error.message, stack: error.stack } : String(error);
  return pino({ level, name: 'gateway', serializers: { err } }, pino.destination({ dest: 2, ...BUFFERED }));
}
