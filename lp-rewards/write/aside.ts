/** Results are written aside and put in place together: nobody finds half of them, and a failure leaves what was. */
import { rmSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import { makeDirectory } from '../../api/export/command/directory.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** `make` gets a directory of its own inside `out` and answers the files to put in place, by name. */
export async function publish(
  out: string,
  make: (aside: string) => Promise<Readonly<Record<string, string>>>,
): Promise<string[]> {
  const aside = await makeAside(out);
  const stop = (): void => {
    rmSync(aside, { recursive: true, force: true });
    process.stderr.write('STOPPED: stopped before the results were complete; nothing was written.\n');
    process.exit(1);
  };
  // The database holds the process for minutes at a time, so nothing is asked to end in good order.
  for (const signal of SIGNALS) process.once(signal, stop);
  try {
    const files = Object.entries(await make(aside));
    for (const [name, text] of files) await writeFile(join(aside, name), text);
    for (const [name] of files) await rename(join(aside, name), join(out, name));
    return files.map(([name]) => join(out, name));
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    await rm(aside, { recursive: true, force: true });
  }
}

async function makeAside(out: string): Promise<string> {
  try {
    await makeDirectory(out);
    return await mkdtemp(join(out, '.lp-rewards-'));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new LpRewardsError('OUT_UNWRITABLE', `${out} cannot be written${reason}: choose another --out.`);
  }
}
