/** `npm run export`: files of one moment and their manifest, put in place together when all are complete. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../errors.ts';
import { getListing, type Listing } from './api.ts';
import { makeDirectory } from './directory.ts';
import { download } from './download.ts';
import type { ExportOptions } from './options.ts';

const SAID_EVERY_MS = 2000;

/** Says what it does by `say`, a line at a time. Throws a StartError; what was in the directory then stays as it was. */
export async function runExport(
  options: ExportOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { api, format, out } = options;
  const listing = await getListing(api, options.moment, signal);
  const datasets = choose(listing, options.what);
  say(`  block ${listing.block.number}, second ${listing.timestamp}, schema ${listing.schemaVersion}`);
  const aside = await makeAside(out);
  try {
    const files = [];
    for (const { what, columns } of datasets) {
      const file = `${what}.${format}`;
      const started = Date.now();
      let said = started;
      const onProgress = (bytes: number): void => {
        if (Date.now() - said < SAID_EVERY_MS) return;
        said = Date.now();
        say(`  ${what}: ${bytes.toLocaleString('en')} bytes so far`);
      };
      const path = join(aside, file);
      const measured = await download({ api, what, format, listing, path, signal, onProgress });
      files.push({ what, file, ...measured, columns });
      const { rows, bytes } = measured;
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      say(`  ${what}: ${rows.toLocaleString('en')} rows, ${bytes.toLocaleString('en')} bytes (${seconds} s)`);
    }
    const { schemaVersion, block, stateBlock, timestamp } = listing;
    const manifest = { schemaVersion, block, stateBlock, timestamp, format, files };
    await writeFile(join(aside, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const { file } of files) await rename(join(aside, file), join(out, file));
    await rename(join(aside, 'manifest.json'), join(out, 'manifest.json'));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  say(`  written to ${out}, with manifest.json`);
}

/** In the order of the listing, whatever the order on the command line: the manifest follows from what, not from how. */
function choose({ datasets }: Listing, wanted: readonly string[]): Listing['datasets'] {
  if (wanted.includes('all')) return datasets;
  const unknown = wanted.find((name) => !datasets.some(({ what }) => what === name));
  if (unknown === undefined) return datasets.filter(({ what }) => wanted.includes(what));
  const names = datasets.map(({ what }) => what).join(', ');
  throw new StartError('OPTIONS', `There is no export ${unknown}: --what takes all, or some of ${names}.`);
}

async function makeAside(out: string): Promise<string> {
  try {
    await makeDirectory(out);
    return await mkdtemp(join(out, '.export-'));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new StartError('OUT_UNWRITABLE', `${out} cannot be written${reason}: choose another --out.`);
  }
}
