// The files of test/mappings: written from the scenarios, and compared with them.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Scenario } from './mapping-scenario.ts';
import { administration } from './mapping-scenarios-admin.ts';
import { borrowing } from './mapping-scenarios-borrowing.ts';
import { debt } from './mapping-scenarios-debt.ts';
import { discrepancies } from './mapping-scenarios-discrepancy.ts';
import { distribution } from './mapping-scenarios-distributor.ts';
import { epochs } from './mapping-scenarios-epochs.ts';
import { ledger } from './mapping-scenarios-ledger.ts';
import { rewards } from './mapping-scenarios-rewards.ts';
import { rewardsFiles } from './mapping-scenarios-rewards-files.ts';
import { series } from './mapping-scenarios-series.ts';
import { settlement } from './mapping-scenarios-settlement.ts';
import { staking } from './mapping-scenarios-staking.ts';
import { starkProxies } from './mapping-scenarios-stark-proxy.ts';
import { starkProxyLists } from './mapping-scenarios-stark-proxy-lists.ts';

export const folder = fileURLToPath(new URL('../mappings/', import.meta.url));

/** File name, without `.json`, to scenario. */
export const scenarios: Record<string, Scenario> = {
  ...administration,
  ...borrowing,
  ...debt,
  ...discrepancies,
  ...distribution,
  ...epochs,
  ...ledger,
  ...rewards,
  ...rewardsFiles,
  ...series,
  ...settlement,
  ...staking,
  ...starkProxies,
  ...starkProxyLists,
};

function read(name: string): unknown {
  try {
    return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Names of files that are missing, left over, or say something else than their scenario. */
export function staleScenarios(): string[] {
  const written = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  const names = new Set([...written, ...Object.keys(scenarios)]);
  // Through JSON and back, as absent keys and undefined ones are the same in a file.
  return [...names].filter((name) => {
    const expected = scenarios[name];
    return expected === undefined || !isDeepStrictEqual(read(name), JSON.parse(JSON.stringify(expected)));
  });
}
