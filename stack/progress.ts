import { MultiBar as Bars, type MultiBar, Presets, type SingleBar } from 'cli-progress';

export type Report = (done: number, total: number) => void;

const PLAIN_INTERVAL_MS = 2_000;

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function timeLeft(done: number, total: number, elapsedMs: number): string {
  if (done <= 0) return 'unknown time';
  const left = Math.round(((total - done) * elapsedMs) / done / 1000);
  return left < 90 ? `${left} s` : left < 5400 ? `${Math.round(left / 60)} min` : `${(left / 3600).toFixed(1)} h`;
}

/** The phases of a start: a bar for each that counts something on a terminal, plain lines elsewhere. */
export class Progress {
  readonly timings: Record<string, number> = {};
  readonly #write: (line: string) => void;
  readonly #bars: MultiBar | undefined;

  constructor(output: NodeJS.WriteStream | null) {
    this.#bars = output?.isTTY
      ? new Bars(
          {
            stream: output,
            format: '  {name} {bar} {value}/{total} {rate}/s, {left} left',
            hideCursor: true,
            clearOnComplete: true,
            linewrap: false,
            // Signals are the supervisor's business.
            gracefulExit: false,
          },
          Presets.shades_classic,
        )
      : undefined;
    this.#write = (line) => {
      if (this.#bars?.isActive) {
        this.#bars.log(`${line}\n`);
        // Else it is printed at the next redraw, and never when the bars stop before that.
        this.#bars.update();
      } else output?.write(`${line}\n`);
    };
  }

  line(text: string): void {
    this.#write(text);
  }

  /** Runs a phase, says when it is done and how long it took. */
  async phase<T>(name: string, run: (report: Report) => Promise<T>): Promise<T> {
    const started = Date.now();
    let bar: SingleBar | undefined;
    let printed = started;
    let last = '';
    const report: Report = (done, total) => {
      const elapsed = Date.now() - started;
      const rate = Math.round((done * 1000) / Math.max(elapsed, 1));
      const left = timeLeft(done, total, elapsed);
      last = `, ${total}`;
      if (this.#bars) {
        bar ??= this.#bars.create(total, 0, { name, rate, left });
        bar.setTotal(total);
        bar.update(done, { rate, left });
      } else if (Date.now() - printed >= PLAIN_INTERVAL_MS) {
        printed = Date.now();
        this.#write(`  ${name}: ${done} of ${total} blocks, ${rate}/s, ${left} left`);
      }
    };
    const result = await run(report);
    this.timings[name] = Date.now() - started;
    if (bar) this.#bars?.remove(bar);
    this.#write(`  ${name}: done${last ? `${last} blocks` : ''} (${seconds(Date.now() - started)})`);
    return result;
  }

  close(): void {
    this.#bars?.stop();
  }
}
