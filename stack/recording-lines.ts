import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { reasonOf, StackError } from './error.ts';

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new StackError(
        'RECORDING_NOT_FOUND',
        `there is no file ${path}; give the path of a .jsonl or .jsonl.gz recording.`,
      );
    throw new StackError('RECORDING_UNREADABLE', `${path} cannot be opened (${error.code ?? error.message}).`);
  });
  try {
    if ((await file.stat()).isDirectory())
      throw new StackError('RECORDING_UNREADABLE', `${path} is a directory; name one recording in it.`);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** The lines of a recording, packed or not, as they are; throws a StackError where the file cannot be read. */
export async function* recordingLines(path: string): AsyncGenerator<string> {
  const isPacked = await isGzip(path);
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  const input = isPacked ? source.pipe(createGunzip()) : source;
  let failure: unknown = null;
  const fail = (error: unknown): void => {
    failure ??= error;
    input.destroy();
  };
  // pipe() does not hand on an error of its source, and after the last line that somebody reads nobody else listens:
  // an error that nobody listens to ends the process.
  for (const stream of new Set([source, input])) stream.on('error', fail);
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  reader.on('error', fail);
  try {
    yield* reader;
  } catch (error) {
    failure ??= error;
  } finally {
    source.destroy();
    input.destroy();
  }
  if (failure === null) return;
  throw new StackError(
    'RECORDING_UNREADABLE',
    `${path} cannot be read to its end (${reasonOf(failure)}); it may be cut off, fetch it again.`,
  );
}
