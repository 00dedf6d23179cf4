/** What a part of the bench is: it measures some cases and gives a row for each. */
import type { ChildProcess } from 'node:child_process';
import type { Option } from 'commander';
import type { Spread } from './spread.ts';

/** A figure's name says its unit: `node req/s`, `seconds`, `RSS peak, MiB`; a ratio has none. */
export type Figure = number | Spread;

/** What was measured in one case. */
export interface Row {
  readonly part: string;
  readonly case: string;
  readonly figures: Readonly<Record<string, Figure>>;
  /** What must hold, as people read it: `latency ratio ≤ 1.15`; null where nothing is promised. */
  readonly bar: string | null;
  /** Whether it does; null without a bar. */
  readonly holds: boolean | null;
}

/** What every part may be told; a part's own options stand beside these under their long names in camel case. */
export interface Options {
  readonly recording: string;
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
  readonly [own: string]: unknown;
}

export interface Bench {
  readonly options: Options;
  /** Names of the part's cases that are wanted. */
  readonly cases: readonly string[];
}

/** The stack on the recording, in a process of its own, with everything indexed. */
export interface BenchStack {
  /** Query address of the Graph Node and of the gateway. */
  readonly graphqlUrl: string;
  readonly gatewayUrl: string;
  /** The chain with the recording, over JSON-RPC. */
  readonly rpcUrl: string;
  /** From the start of Graph Node's process until everything was indexed. */
  readonly indexingSeconds: number;
  /** The process of both, which answers for its memory: see memory.ts. */
  readonly server: ChildProcess;
  readonly head: { readonly number: number; readonly timestamp: number };
}

interface Common {
  readonly name: string;
  /** Names of its cases: `--only TEXT` keeps those of which `part: case` has the text. */
  readonly cases: readonly string[];
  /** Options of its own for the command line. */
  readonly options?: readonly Option[];
  /** Runs only where `--only` leaves out other parts: it takes long, or installs something. */
  readonly onRequest?: boolean;
}

/** A part that starts what it needs itself; these run first, one after another. */
export interface AlonePart extends Common {
  readonly needs: 'nothing';
  run(bench: Bench): Promise<readonly Row[]>;
}

/** A part on the stack that all of these share. */
export interface StackPart extends Common {
  readonly needs: 'stack';
  run(bench: Bench, stack: BenchStack): Promise<readonly Row[]>;
}

export type Part = AlonePart | StackPart;
