/** What a bench prints and writes: a table for each part, JSON, and a line of the history. */
import { execFile } from 'node:child_process';
import { appendFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Figure, Options, Row } from './part.ts';

const HISTORY = fileURLToPath(new URL('./history.jsonl', import.meta.url));
const GIB = 2 ** 30;

/** One run of the bench. */
export interface Report {
  /** ISO 8601, UTC. */
  readonly date: string;
  /** Commit that was measured, with `+` where files differ from it. */
  readonly commit: string;
  readonly machine: Machine;
  /** The recording by its name: where it lies is the machine's own matter. */
  readonly options: Options;
  readonly rows: readonly Row[];
}

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGiB: number;
  readonly node: string;
}

export function machine(): Machine {
  const cores = cpus();
  const model = cores[0]?.model.trim() ?? 'unknown';
  return { cores: cores.length, model, memoryGiB: Math.round(totalmem() / GIB), node: process.version };
}

export async function report(options: Options, rows: readonly Row[]): Promise<Report> {
  const recording = basename(options.recording);
  const date = new Date().toISOString();
  return { date, commit: await commit(), machine: machine(), options: { ...options, recording }, rows };
}

/** `written` also goes to that file; `recorded` adds a line to bench/history.jsonl. */
export async function keep(made: Report, written: string | undefined, recorded: boolean): Promise<void> {
  if (written !== undefined) await writeFile(written, `${JSON.stringify(made, null, 2)}\n`);
  if (recorded) await appendFile(HISTORY, `${JSON.stringify(made)}\n`);
}

/** Prints a part's rows; the columns are the figures in the order in which rows name them. */
export function printRows(rows: readonly Row[]): void {
  const [first] = rows;
  if (!first) return;
  console.log(`\n${first.part}`);
  console.table(
    rows.map((row) => ({
      case: row.case,
      ...Object.fromEntries(Object.entries(row.figures).map(([name, figure]) => [name, written(figure)])),
      ...(row.bar !== null && { bar: `${row.bar}: ${row.holds ? 'yes' : 'NO'}` }),
    })),
  );
}

/** `1.12 (1.08–1.19)` is a median with its quartiles. */
function written(figure: Figure): string {
  if (typeof figure === 'number') return short(figure);
  return `${short(figure.median)} (${short(figure.low)}–${short(figure.high)})`;
}

function short(figure: number): string {
  return Math.abs(figure) >= 100 ? figure.toFixed(0) : String(Number(figure.toPrecision(3)));
}

async function commit(): Promise<string> {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  try {
    const git = async (...args: string[]) => (await promisify(execFile)('git', args, { cwd })).stdout.trim();
    const changed = await git('status', '--porcelain', '--untracked-files=no');
    return `${await git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : '+'}`;
  } catch {
    return 'unknown';
  }
}
