/** The example of docs/lp-rewards.md: its input files, and what the commands make of them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { distribute } from '../../lp-rewards/commands/distribute.ts';
import type { ScoreOptions } from '../../lp-rewards/options.ts';
import { scored } from './book.ts';

export const PAGE = new URL('../../docs/lp-rewards.md', import.meta.url);

/** Writes the tables that the page shows; answers the options that score them. */
export async function writeTables(folder: string): Promise<ScoreOptions> {
  const page = await readFile(PAGE, 'utf8');
  const tables = [...page.matchAll(/^`([a-z-]+\.csv)`[^\n]*\n\n```csv\n(.*?)```/gms)];
  if (tables.length !== 4) throw new Error(`the page shows ${tables.length} tables`);
  for (const [, name = '', text = ''] of tables) await writeFile(join(folder, name), text);
  const path = (name: string) => join(folder, name);
  const files = { orders: path('orders.csv'), samples: path('samples.csv'), volumes: path('volumes.csv') };
  return { epoch: 26, ...files, previousVolumes: path('previous-volumes.csv'), out: folder, memory: 512, threads: 2 };
}

/** Scores and distributes them: `rewards-26.json` is then in the folder. */
export async function writeResults(folder: string): Promise<void> {
  const options = await writeTables(folder);
  await scored(options);
  await distribute({ scores: join(folder, 'scores.json'), out: folder }, () => undefined);
}
