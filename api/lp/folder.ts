/** Where results lie: `rewards-N.json` in the folder that is configured, or in a folder of its own inside it. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LpRewardsError } from '../domain/lp-rewards/error.ts';

export interface ResultFile {
  readonly epoch: number;
  readonly path: string;
  /** Its path inside the folder, for people. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Another text for other content: where it lies, when it was written and how long it is. */
  readonly version: string;
}

/** By epoch; none twice. */
export async function resultFiles(folder: string): Promise<ReadonlyMap<number, ResultFile>> {
  const found = new Map<number, ResultFile>();
  for (const { name, epoch } of await namesIn(folder)) {
    const path = join(folder, name);
    const { size, mtimeNs, ino } = await readable(folder, () => stat(path, { bigint: true }));
    const other = found.get(epoch);
    if (other !== undefined)
      throw new LpRewardsError(
        'LP_RESULTS_TWICE',
        `Epoch ${epoch} has results in ${other.name} and in ${name}: remove one of the two.`,
      );
    found.set(epoch, { epoch, path, name, size: Number(size), version: `${path} ${ino} ${mtimeNs} ${size}` });
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

async function namesIn(folder: string): Promise<{ name: string; epoch: number }[]> {
  const top = await readable(folder, () => readdir(folder, { withFileTypes: true }));
  // What begins with a dot is being written aside.
  const inner = top.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const lists = await Promise.all(
    inner.sort().map(async (name) => {
      const path = join(folder, name);
      const entries = await readable(path, () => readdir(path, { withFileTypes: true }));
      return results(entries).map((result) => ({ ...result, name: `${name}/${result.name}` }));
    }),
  );
  return [results(top), ...lists].flat();
}

function results(entries: readonly Dirent[]): { name: string; epoch: number }[] {
  return entries.flatMap((entry) => {
    const [, epoch] = /^rewards-(\d{1,5})\.json$/.exec(entry.name) ?? [];
    return epoch === undefined || entry.isDirectory() ? [] : [{ name: entry.name, epoch: Number(epoch) }];
  });
}

async function readable<T>(what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new LpRewardsError(
      'LP_FILE_UNREADABLE',
      `The folder of liquidity provider results ${what} cannot be read${reason}: check the path.`,
    );
  }
}
