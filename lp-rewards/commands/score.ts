/** `score`: what each provider did in each market of an epoch, from its order book. */

import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import { type EpochScores, formatFile } from '../../api/domain/lp-rewards/files.ts';
import { type Rules, rulesOf } from '../../api/domain/lp-rewards/rules.ts';
import { type Database, openDatabase } from '../database.ts';
import type { Columns } from '../input/columns.ts';
import { checkOrders, ORDER_COLUMNS } from '../input/orders.ts';
import { loadSamples, SAMPLE_COLUMNS, TAKEN_COLUMNS } from '../input/samples.ts';
import {
  LINK_COLUMNS,
  PREVIOUS_VOLUME_COLUMNS,
  readAmounts,
  readLinks,
  readVolumes,
  STAKE_COLUMNS,
  VOLUME_COLUMNS,
} from '../input/small.ts';
import { inputsOf, openTable, type Table } from '../input/tables.ts';
import { scoreMarket } from '../market.ts';
import type { ScoreOptions } from '../options.ts';
import { publish } from '../write/aside.ts';

export async function score(options: ScoreOptions, say: (line: string) => void): Promise<void> {
  const rules = rulesOf(options.epoch);
  const written = await publish(options.out, async (aside) => {
    const db = await openDatabase({ memoryMiB: options.memory, threads: options.threads, spill: aside });
    try {
      return { 'scores.json': formatFile(await scores(db, options, rules, aside, say)) };
    } finally {
      db.close();
    }
  });
  for (const file of written) say(`  written: ${file}`);
}

async function scores(
  db: Database,
  options: ScoreOptions,
  rules: Rules,
  aside: string,
  say: (line: string) => void,
): Promise<EpochScores> {
  const tables: { role: string; table: Table }[] = [];
  const open = async (role: string, path: string, columns: Columns) => {
    const table = await openTable(db, path, columns, aside);
    tables.push({ role, table });
    return table;
  };
  const volumes = await readVolumes(db, await open('volumes', options.volumes, VOLUME_COLUMNS));
  const previousTable = await open('previous volumes', options.previousVolumes, PREVIOUS_VOLUME_COLUMNS);
  const previous = await readAmounts(db, previousTable, PREVIOUS_VOLUME_COLUMNS, 'volume');
  const stakes = options.stakes
    ? await readAmounts(db, await open('stakes', options.stakes, STAKE_COLUMNS), STAKE_COLUMNS, 'stake')
    : new Map<string, bigint>();
  const links = options.links ? await readLinks(db, await open('links', options.links, LINK_COLUMNS)) : new Map();
  const best = options.bestFromOrders ? 'orders' : 'samples';
  const taken = await open('samples', options.samples, best === 'samples' ? SAMPLE_COLUMNS : TAKEN_COLUMNS);
  const samples = await loadSamples(db, taken, best);
  const unknown = [...volumes.keys()].find((market) => !samples.has(market));
  if (unknown !== undefined)
    throw new LpRewardsError(
      'LP_MARKET_UNKNOWN',
      `There are volumes in ${unknown || 'a market without a name'}, and no samples.`,
    );
  const orders = await open('orders', options.orders, ORDER_COLUMNS);
  say(`  epoch ${rules.epoch}: ${samples.size} markets; checking the order of the rows`);
  await checkOrders(db, orders, samples.keys(), (part) => say(`  checked ${Math.floor(part * 100)} %`));

  const markets: EpochScores['markets'] = [];
  const seen = new Set<string>();
  let rows = 0;
  for (const [market, { count, last }] of samples) {
    const started = performance.now();
    const makers = await scoreMarket(db, orders, { market, best }, last, rules);
    const providers = [...makers.values()].map(({ maker: address, depth, uptime, orders, qualifying }) => {
      const volume = needed(
        volumes.get(market)?.get(address),
        rules.exponents(market).volume,
        'volume',
        address,
        market,
      );
      const stake = needed(stakes.get(address), rules.exponents(market).stake, 'stake', address, market);
      seen.add(address);
      return { address, depth, uptime, volume, stake, orders, qualifying };
    });
    markets.push({ market, samples: count, providers });
    const sum = providers.reduce((total, { orders }) => total + orders, 0);
    rows += sum;
    say(`  ${market}: ${sum.toLocaleString('en')} orders (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
  say(`  ${rows.toLocaleString('en')} orders scored; hashing the inputs`);
  const inputs = [];
  for (const { role, table } of tables) inputs.push(...(await inputsOf(db, role, table)));
  return {
    format: 'lp-scores/1',
    epoch: rules.epoch,
    previousVolume: [...previous.values()].reduce((sum, volume) => sum + volume, 0n),
    previousVolumes: [...seen].sort().map((address) => ({ address, volume: previous.get(address) ?? 0n })),
    links: [...links].map(([secondary, primary]) => ({ secondary, primary })),
    markets,
    inputs,
  };
}

/** What the formula does not use need not be given; what it uses is never taken for zero. */
function needed(
  value: bigint | undefined,
  exponent: bigint,
  what: 'volume' | 'stake',
  address: string,
  market: string,
): bigint {
  if (value !== undefined || exponent === 0n) return value ?? 0n;
  throw new LpRewardsError(
    MISSING[what].code,
    `${address} has orders in ${market} and no ${what}: give a row, with zero where there was none.`,
  );
}

const MISSING = { volume: { code: 'LP_VOLUME_MISSING' }, stake: { code: 'LP_STAKE_MISSING' } };
