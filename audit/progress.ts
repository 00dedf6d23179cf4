/** Progress on the standard error: one line that changes on a terminal, a line every few seconds elsewhere. */
import type { Report } from './auditor.ts';

const INTERVAL_MS = 2_000;
const REDRAW_MS = 100;

/** A stream to write to; of a terminal one line is drawn anew. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  readonly report: Report;
  /** Leaves the terminal clean. */
  end(): void;
}

export function createProgress(output: Output): Progress {
  let last = Date.now();
  let isDrawn = false;
  return {
    report(step, done, of) {
      if (Date.now() - last < (output.isTTY ? REDRAW_MS : INTERVAL_MS)) return;
      last = Date.now();
      const line = `  verifying ${step}: ${done}${of === null ? '' : ` of ${of}`}`;
      output.write(output.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
      isDrawn = output.isTTY === true;
    },
    end() {
      if (isDrawn) output.write('\r\u001b[K');
      isDrawn = false;
    },
  };
}
