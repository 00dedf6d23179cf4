/** The bytes of one file, made as they are taken. */
import type { Gateway } from '../execute/gateway.ts';
import type { PlanCompiler } from '../plan/compile.ts';
import { CSV } from './csv.ts';
import type { Extent } from './dataset.ts';
import type { FileFormat, Format } from './encoder.ts';
import { readFacts } from './facts.ts';
import { PARQUET } from './parquet.ts';
import { checkPin, type ExportPin } from './pin.ts';
import type { Prepared } from './prepared.ts';
import { createReader, readPages } from './reader.ts';

export const FORMATS: Readonly<Record<Format, FileFormat>> = { csv: CSV, parquet: PARQUET };

export interface FileRequest {
  readonly prepared: Prepared;
  readonly format: Format;
  readonly extent: Extent;
  readonly pin: ExportPin;
  readonly schemaVersion: string;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
}

/** Pieces of the file in order. Throws where it cannot be completed; what was given until then is not a whole file. */
export async function* writeFile(
  gateway: Gateway,
  compiler: PlanCompiler,
  { prepared, format, extent, pin, schemaVersion, signal }: FileRequest,
): AsyncGenerator<Uint8Array> {
  const { dataset, columns, document } = prepared;
  const reader = createReader(gateway, compiler, pin, signal);
  const encoder = FORMATS[format].open(columns, {
    what: dataset.what,
    schemaVersion,
    block: String(pin.state.number),
    blockHash: pin.state.hash,
    timestamp: String(pin.at),
  });
  const facts = await readFacts(reader, pin);
  for await (const rows of readPages(reader, document, dataset, extent, facts)) {
    const bytes = encoder.push(rows);
    if (bytes.length > 0) yield bytes;
  }
  const last = encoder.end();
  await checkPin(gateway, pin, signal);
  yield last;
}
