/** What happened in each minute of a run. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { ByPart } from './usage.ts';

export interface Minute {
  readonly asked: number;
  /** Milliseconds from the moment a question was due to its answer. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly blocks: number;
  readonly reorganisations: number;
  /** MiB, the least of the minute. */
  readonly memory: ByPart;
  /** Processor time, seconds. */
  readonly processor: ByPart & { readonly load: number };
  /** Seconds of processors that the machine's host gave to others. */
  readonly stolen: number | null;
}

type Context = Omit<Minute, 'asked' | 'p50' | 'p95' | 'p99' | 'max' | 'errors'>;

export interface Recorder {
  answered(milliseconds: number, fault: string | null): void;
  /** Ends a part and begins the next. */
  cut(context: Context): Minute;
  /** Latencies of the whole run. */
  all(): Pick<Minute, 'p50' | 'p95' | 'p99' | 'max'> & { readonly asked: number };
}

export function createRecorder(): Recorder {
  const whole = createHistogram();
  let part = createHistogram();
  let errors: Record<string, number> = {};
  return {
    answered(milliseconds, fault) {
      const microseconds = Math.max(1, Math.round(milliseconds * 1000));
      part.record(microseconds);
      whole.record(microseconds);
      if (fault !== null) errors[fault] = (errors[fault] ?? 0) + 1;
    },
    cut(context) {
      const minute = { asked: part.count, ...figures(part), errors, ...context };
      part = createHistogram();
      errors = {};
      return minute;
    },
    all: () => ({ asked: whole.count, ...figures(whole) }),
  };
}

function figures(histogram: RecordableHistogram) {
  if (histogram.count === 0) return { p50: 0, p95: 0, p99: 0, max: 0 };
  const at = (share: number): number => Math.round(histogram.percentile(share) / 100) / 10;
  return { p50: at(50), p95: at(95), p99: at(99), max: Math.round(histogram.max / 100) / 10 };
}
