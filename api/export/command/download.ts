/** One file of an export, downloaded and measured. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import { StartError } from '../../errors.ts';
import { get, type Listing, stopped } from './api.ts';
import { countRows } from './rows.ts';

export interface Downloaded {
  readonly rows: number;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface DownloadOptions {
  readonly api: string;
  readonly what: string;
  readonly format: 'csv' | 'parquet';
  readonly listing: Listing;
  readonly path: string;
  readonly signal: AbortSignal;
  onProgress(bytes: number): void;
}

/** Throws where it does not arrive as a whole, or is of another state than the listing. */
export async function download(options: DownloadOptions): Promise<Downloaded> {
  const { api, what, format, listing, path, signal } = options;
  // The state by its own block, which no later block changes, at the second of the moment.
  const moment = `block=${listing.stateBlock.number}&at=${listing.timestamp}`;
  const response = await get(`${api}/export/${what}.${format}?${moment}`, signal);
  checkMoment(response, what, listing);
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      options.onProgress(bytes);
      yield chunk;
    }
  }
  try {
    await pipeline(Readable.from(measured(response.body)), createWriteStream(path));
  } catch (error) {
    throw broken(error, what, signal);
  }
  return { rows: await countRows(path, format), bytes, sha256: hash.digest('hex') };
}

function checkMoment(
  { headers }: Dispatcher.ResponseData,
  what: string,
  { schemaVersion, stateBlock, timestamp }: Listing,
): void {
  const shown = ['x-schema-version', 'x-state-block-hash', 'x-timestamp'].map((name) => headers[name]);
  if (shown.join() === [schemaVersion, stateBlock.hash, timestamp].join()) return;
  throw new StartError(
    'EXPORT_MOVED',
    `The export of ${what} is of another state than what came before it: the chain was reorganised or the API replaced; export again.`,
  );
}

function broken(error: unknown, what: string, signal: AbortSignal): StartError {
  if (signal.aborted) return stopped();
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ENOSPC', 'EACCES', 'EDQUOT', 'EROFS'].includes(code))
    return new StartError('OUT_UNWRITABLE', `The export of ${what} cannot be written (${code}): choose another --out.`);
  return new StartError(
    'EXPORT_BROKEN',
    `The export of ${what} broke off before its end: see the log of the API, and try again.`,
  );
}
