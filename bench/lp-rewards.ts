/** Scoring made-up epochs of growing size: rows a second, and memory, which must not grow with them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../lp-rewards/commands/generate.ts';
import { memoryDuring } from './memory.ts';

/** An epoch has 38 markets, 40 makers and 11 orders on each side in 40,320 samples: above 10^9 orders. */
const EPOCH = { epoch: 26, seed: 1, markets: 38, makers: 40, levels: 11 };
const RESOURCES = { memory: 1024, threads: 2 };
const MIB = 2 ** 20;

/** A row for each part of an epoch's samples. */
export async function benchLpRewards(scales: readonly number[]) {
  const table: Record<string, string | number>[] = [];
  for (const scale of scales) table.push(await measured(scale));
  return table;
}

async function measured(scale: number): Promise<Record<string, string | number>> {
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
    return {
      'of an epoch': scale,
      orders: rows,
      seconds: Number(seconds.toFixed(1)),
      'orders/s': Math.round(rows / seconds),
      'RSS before, MiB': Math.round(memory.before / MIB),
      'RSS peak, MiB': Math.round(memory.peak / MIB),
    };
  } finally {
    child.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
}
