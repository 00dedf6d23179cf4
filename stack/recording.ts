import type { z } from 'zod';
import { reasonOf, StackError } from './error.ts';
import {
  blockSchema,
  FORMAT,
  fileSchema,
  headerSchema,
  inconsistency,
  type RecordedBlock,
  type RecordedFile,
  type RecordingHeader,
} from './recording-format.ts';
import { recordingLines } from './recording-lines.ts';

export type {
  RecordedBlock,
  RecordedFile,
  RecordedLog,
  RecordedTransaction,
  RecordingHeader,
} from './recording-format.ts';

export type RecordingItem =
  | { type: 'header'; header: RecordingHeader }
  | { type: 'block'; block: RecordedBlock }
  | { type: 'file'; file: RecordedFile };

export interface Recording {
  header: RecordingHeader;
  blocks: RecordedBlock[];
  files: RecordedFile[];
  logCount: number;
}

/** Probes are nine tenths of a recording and none of the stack's business: never parse them. */
const PROBES = '{"type":"probes"';

function badLine(path: string, line: number, what: string): StackError {
  return new StackError('RECORDING_BAD_LINE', `line ${line} of ${path} is not as the format ${FORMAT} says: ${what}.`);
}

/** Text of the file itself, which may be of any length and hold anything. */
function quoted(text: string, mark = '"'): string {
  return `${mark}${JSON.stringify(text.slice(0, 80)).slice(1, -1)}${mark}`;
}

function check<T>(schema: z.ZodType<T>, value: unknown, path: string, line: number): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badLine(path, line, `${quoted(issue?.path.join('.') || 'it', '')}: ${issue?.message ?? 'invalid'}`);
}

function parseHeader(value: unknown, path: string): RecordingHeader {
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== FORMAT)
    throw new StackError(
      'RECORDING_FORMAT',
      `${path} is not a recording: its first line must be a header with format "${FORMAT}".`,
    );
  return check(headerSchema, value, path, 1);
}

/** The recording's header, blocks and files in order, each checked; throws a StackError that names the line. */
export async function* readRecording(path: string): AsyncGenerator<RecordingItem> {
  let number = 0;
  let ended = false;
  let previous: RecordedBlock | undefined;
  for await (const line of recordingLines(path)) {
    number += 1;
    if (line.startsWith(PROBES) || line === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      if (number === 1) value = null;
      else throw badLine(path, number, reasonOf(error));
    }
    if (number === 1) {
      yield { type: 'header', header: parseHeader(value, path) };
      continue;
    }
    const type = (value as { type?: unknown } | null)?.type;
    if (type === 'block') {
      const block = check(blockSchema, value, path, number);
      const wrong = inconsistency(block, previous);
      if (wrong) throw badLine(path, number, wrong);
      previous = block;
      yield { type: 'block', block };
    } else if (type === 'ipfs') yield { type: 'file', file: check(fileSchema, value, path, number) };
    else if (type === 'end') ended = true;
    else throw badLine(path, number, typeof type === 'string' ? `type ${quoted(type)} is unknown` : 'it has no type');
  }
  if (number === 0) throw new StackError('RECORDING_FORMAT', `${path} is empty.`);
  if (!ended)
    throw new StackError(
      'RECORDING_CUT_OFF',
      `${path} has no last line of type "end" (${number} lines read); it is cut off, fetch it again.`,
    );
}

export async function loadRecording(path: string): Promise<Recording> {
  const blocks: RecordedBlock[] = [];
  const files: RecordedFile[] = [];
  let header: RecordingHeader | undefined;
  let logCount = 0;
  for await (const item of readRecording(path)) {
    if (item.type === 'header') header = item.header;
    else if (item.type === 'file') files.push(item.file);
    else {
      blocks.push(item.block);
      logCount += item.block.logs.length;
    }
  }
  const last = blocks.at(-1);
  if (!header || last?.number !== header.lastBlock || last.timestamp !== header.lastTimestamp) {
    throw new StackError(
      'RECORDING_CUT_OFF',
      `${path} ends at block ${last?.number ?? 'none'}, its header says ${header?.lastBlock}.`,
    );
  }
  return { header, blocks, files, logCount };
}
