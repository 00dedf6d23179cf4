/** How many rows a file has, from the file itself. */
import { createReadStream } from 'node:fs';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

export async function countRows(path: string, format: 'csv' | 'parquet'): Promise<number> {
  if (format === 'csv') return countLines(path);
  const { num_rows } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  return Number(num_rows);
}

/** Lines after the header; a line feed between quotes ends none. */
async function countLines(path: string): Promise<number> {
  let lines = -1;
  let isQuoted = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    for (const byte of chunk) {
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === LINE_FEED && !isQuoted) lines++;
    }
  return lines;
}
