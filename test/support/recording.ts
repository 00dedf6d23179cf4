/** Recordings of the real contracts with the answers of their views, which the stack skips: for the tests. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordingLines } from '../../stack/recording-lines.ts';

export interface RecordedLog {
  address: string;
  topics: string[];
  data: string;
  logIndex: number;
  transactionIndex: number;
}

export interface RecordedTransaction {
  hash: string;
  index: number;
  from: string;
  to: string | null;
  status: number;
  input?: string;
  note?: string;
}

export interface RecordedBlock {
  type: 'block';
  number: number;
  timestamp: number;
  transactions: RecordedTransaction[];
  logs: RecordedLog[];
}

/** A contract's answer: uint as decimal string, several values as an array, a revert as an object. */
export type Answer = string | boolean | string[] | { revert: string };

export interface ProbeGroup {
  contract: string;
  args: string[];
  results: Record<string, Answer>;
}

export interface Probes {
  type: 'probes';
  block: number;
  timestamp: number;
  kind: 'block' | 'virtual';
  groups: ProbeGroup[];
}

export interface RecordingHeader {
  type: 'header';
  scenario: string;
  chainId: number;
  deployedBlock: number;
  contracts: Record<string, { address: string; startBlock: number }>;
  params: { distributionStart: number; distributionEnd: number };
}

export type RecordedLine = RecordingHeader | RecordedBlock | Probes | { type: 'ipfs' } | { type: 'end' };

/** The bundled recordings, or the directory that the environment names in RECORDINGS. */
const directory = process.env.RECORDINGS ?? fileURLToPath(new URL('../../stack/recordings', import.meta.url));

/** Names of the recordings at hand, without their extension. */
export function recordingNames(): string[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.jsonl.gz'));
  return files.map((file) => file.slice(0, -'.jsonl.gz'.length)).sort();
}

/** The file of a recording at hand. */
export const recordingFile = (name: string): string => join(directory, `${name}.jsonl.gz`);

/** The lines of one recording, in chain order. */
export async function* readRecording(name: string): AsyncGenerator<RecordedLine> {
  yield* readRecordingFile(recordingFile(name));
}

/** The lines of a recording's file, in chain order. */
export async function* readRecordingFile(file: string): AsyncGenerator<RecordedLine> {
  for await (const line of recordingLines(file)) if (line !== '') yield JSON.parse(line) as RecordedLine;
}
