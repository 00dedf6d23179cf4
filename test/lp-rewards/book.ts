/** Small epochs as files, for tests of the commands: each changes what it needs. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { score } from '../../lp-rewards/commands/score.ts';
import type { ScoreOptions } from '../../lp-rewards/options.ts';

export const MAKERS = [1, 2, 3].map((index) => `0x${String(index).padStart(40, '0')}`);

type Cell = string | number | bigint | null;

export interface Book {
  samples: Cell[][];
  orders: Cell[][];
  volumes: Cell[][];
  previousVolumes: Cell[][];
  stakes: Cell[][];
  links: Cell[][];
}

const HEADERS = {
  samples: 'market,sample,best_bid,best_ask',
  orders: 'market,sample,maker,order,side,price,size',
  volumes: 'market,maker,volume',
  previousVolumes: 'maker,volume',
  stakes: 'maker,stake',
  links: 'secondary,primary',
} as const;

const USD = 10n ** 8n;

/** Two markets, three samples each, all makers with a bid and an ask; the third does not reach the threshold. */
export function book(): Book {
  const markets = ['BTC-USD', 'SOL-USD'];
  const at = { 'BTC-USD': 30_000n * USD, 'SOL-USD': 100n * USD } as Record<string, bigint>;
  const samples = [0, 1, 2];
  const all = markets.flatMap((market) => samples.map((sample) => ({ market, sample, middle: at[market] as bigint })));
  return {
    samples: all.map(({ market, sample, middle }) => [
      market,
      sample,
      middle - middle / 1000n,
      middle + middle / 1000n,
    ]),
    orders: all.flatMap(({ market, sample, middle }) =>
      MAKERS.flatMap((maker, index) => {
        const [away, size] = [
          middle / 1000n + BigInt(sample + index) * 1000n,
          (BigInt(index + 10) * 10_000n * USD * USD) / middle,
        ];
        return [
          [market, sample, maker, 0, 'bid', middle - away, size],
          [market, sample, maker, 1, 'ask', middle + away, size],
        ];
      }),
    ),
    volumes: markets.flatMap((market) => MAKERS.map((maker, index) => [market, maker, BigInt(index + 1) * 10n ** 12n])),
    previousVolumes: MAKERS.map((maker, index) => [maker, index === 2 ? 1 : 10n ** 12n]),
    stakes: MAKERS.map((maker) => [maker, 10n ** 21n]),
    links: [],
  };
}

export const csv = (header: string, rows: readonly Cell[][]): string =>
  `${[header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n')}\n`;

/** Writes the book as CSV into the folder and answers the options that score it. */
export async function written(folder: string, given: Book, out = join(folder, 'out')): Promise<ScoreOptions> {
  await mkdir(folder, { recursive: true });
  const path = (name: string) => join(folder, `${name}.csv`);
  for (const name of Object.keys(HEADERS) as (keyof Book)[])
    await writeFile(path(name), csv(HEADERS[name], given[name]));
  const { orders, samples, volumes, previousVolumes } = {
    orders: path('orders'),
    samples: path('samples'),
    volumes: path('volumes'),
    previousVolumes: path('previousVolumes'),
  };
  return { epoch: 26, orders, samples, volumes, previousVolumes, out, memory: 512, threads: 2 };
}

export const scored = (options: ScoreOptions): Promise<void> => score(options, () => undefined);
