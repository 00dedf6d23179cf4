/** Scoring made-up epochs of growing size: rows a second, and memory, which must not grow with them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option } from 'commander';
import { generate } from '../lp-rewards/commands/generate.ts';
import { memoryDuring } from './memory.ts';
import type { AlonePart, Row } from './part.ts';

/** An epoch has 38 markets, 40 makers and 11 orders on each side in 40,320 samples: above 10^9 orders. */
const EPOCH = { epoch: 26, seed: 1, markets: 38, makers: 40, levels: 11 };
const RESOURCES = { memory: 1024, threads: 2 };
const MIB = 2 ** 20;

const NAME = 'lp-rewards';

/** A row for each part of an epoch's samples. */
export const lpRewardsPart: AlonePart = {
  name: NAME,
  cases: ['scores of an epoch'],
  needs: 'nothing',
  options: [
    new Option('--epoch-parts <parts>', 'parts of an epoch of LP rewards to score, by commas').default('0.002,0.02'),
  ],
  async run({ options }) {
    const rows: Row[] = [];
    for (const scale of String(options.epochParts).split(',')) rows.push(await measured(Number(scale)));
    return rows;
  },
};

async function measured(scale: number): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'dydx-lp-bench-'));
  const child = fork(new URL('./score-epoch.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  try {
    await generate({ ...EPOCH, ...RESOURCES, scale, out: folder }, () => undefined);
    const path = (name: string) => join(folder, name);
    const [orders, samples, volumes] = [path('orders'), path('samples.parquet'), path('volumes.csv')];
    const previousVolumes = path('previous-volumes.csv');
    const out = path('out');
    const options = { epoch: EPOCH.epoch, orders, samples, volumes, previousVolumes, out, ...RESOURCES };
    const [seconds, memory] = await memoryDuring(child, async () => {
      const started = performance.now();
      child.send(options);
      await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => Promise.reject(new Error('it ended'))),
      ]);
      return (performance.now() - started) / 1000;
    });
    const { inputs } = JSON.parse(await readFile(join(out, 'scores.json'), 'utf8'));
    const rows = inputs.reduce(
      (sum: number, { role, rows }: { role: string; rows: number }) => sum + (role === 'orders' ? rows : 0),
      0,
    );
    const figures = {
      orders: rows,
      seconds,
      'orders/s': rows / seconds,
      'RSS before, MiB': memory.before / MIB,
      'RSS peak, MiB': memory.peak / MIB,
    };
    return { part: NAME, case: `scores of ${scale} of an epoch`, figures, bar: null, holds: null };
  } finally {
    child.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}
