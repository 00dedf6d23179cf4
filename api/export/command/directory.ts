/** Where the files go. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes it and what leads to it. Node's own `recursive` never comes back from below /proc, which makes nothing. */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await make(path);
  } catch (error) {
    if (!isCode(error, 'ENOENT') || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await make(path);
  }
}

/** What is there already is no error: if it is not a directory, the next step says so. */
async function make(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
