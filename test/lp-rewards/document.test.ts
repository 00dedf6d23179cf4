/** The example of docs/lp-rewards.md is what the commands make of the files it shows. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scored } from './book.ts';
import { PAGE, writeResults, writeTables } from './example.ts';

it('shows real figures and a real error', async () => {
  const page = await readFile(PAGE, 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'dydx-lp-rewards-'));
  try {
    await writeResults(folder);
    const { markets, providers } = JSON.parse(await readFile(join(folder, 'rewards-26.json'), 'utf8'));
    const [, shown = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    expect(JSON.parse(shown)).toEqual(
      markets[0].providers.map(({ address, depth, uptime, score }: Record<string, string>) => {
        const { reward } = providers.find((provider: { address: string }) => provider.address === address);
        return { address, depth, uptime, score, reward };
      }),
    );
    const options = await writeTables(folder);
    const orders = await readFile(options.orders, 'utf8');
    await writeFile(options.orders, orders.replace(',200000000\n', ',-200000000\n'));
    const [, code, message] = /^ {4}(LP_[A-Z_]+): (.*)$/m.exec(page) ?? [];
    await expect(scored(options)).rejects.toMatchObject({ code, message });
  } finally {
    await rm(folder, { recursive: true });
  }
});
