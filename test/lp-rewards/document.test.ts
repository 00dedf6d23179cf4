/** The example of docs/lp-rewards.md is what the commands make of the files it shows. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { distribute } from '../../lp-rewards/commands/distribute.ts';
import { scored } from './book.ts';

it('shows real figures and a real error', async () => {
  const page = await readFile(new URL('../../docs/lp-rewards.md', import.meta.url), 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'dydx-lp-rewards-'));
  try {
    const tables = [...page.matchAll(/^`([a-z-]+\.csv)`[^\n]*\n\n```csv\n(.*?)```/gms)];
    expect(tables.map(([, name]) => name)).toHaveLength(4);
    for (const [, name = '', text = ''] of tables) await writeFile(join(folder, name), text);
    const path = (name: string) => join(folder, name);
    const files = { orders: path('orders.csv'), samples: path('samples.csv'), volumes: path('volumes.csv') };
    const options = { epoch: 26, ...files, previousVolumes: path('previous-volumes.csv'), memory: 512, threads: 2 };
    await scored({ ...options, out: folder });
    await distribute({ scores: path('scores.json'), out: folder }, () => undefined);
    const { markets, providers } = JSON.parse(await readFile(path('rewards-26.json'), 'utf8'));
    const [, shown = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    expect(JSON.parse(shown)).toEqual(
      markets[0].providers.map(({ address, depth, uptime, score }: Record<string, string>) => {
        const { reward } = providers.find((provider: { address: string }) => provider.address === address);
        return { address, depth, uptime, score, reward };
      }),
    );
    const orders = await readFile(files.orders, 'utf8');
    await writeFile(files.orders, orders.replace(',200000000\n', ',-200000000\n'));
    const [, code, message] = /^ {4}(LP_[A-Z_]+): (.*)$/m.exec(page) ?? [];
    await expect(scored({ ...options, out: folder })).rejects.toMatchObject({ code, message });
  } finally {
    await rm(folder, { recursive: true });
  }
});
