/** Structured logs. */
import { type Logger, pino } from 'pino';

/** Logs go to standard error: standard output belongs to whoever runs the gateway. */
export function createLog(level: string): Logger {
  return pino({ level, name: 'gateway' }, pino.destination({ dest: 2, sync: true }));
}
