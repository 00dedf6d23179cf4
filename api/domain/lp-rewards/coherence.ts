/** Whether the figures of a rewards file belong together: one that was edited, or cut and mended, does not add up. */
import { LpRewardsError } from './error.ts';
import type { EpochRewards } from './files.ts';
import { rulesOf } from './rules.ts';

/** `what` names the file in errors. */
export function checkCoherence(rewards: EpochRewards, what: string): void {
  const { epoch, pool, distributed, undistributed, providers, payments, markets } = rewards;
  const fail = (says: string): never => {
    throw new LpRewardsError('LP_FILE_FORMAT', `${what} does not add up: ${says}; make it again.`);
  };
  if (pool !== rulesOf(epoch).pool) fail(`its pool is not that of epoch ${epoch}`);
  if (distributed + undistributed !== pool) fail('distributed and undistributed are not the pool');
  if (sum(providers) !== distributed) fail('the rewards of its providers are not what is distributed');
  if (sum(payments) !== distributed) fail('its payments are not what is distributed');
  const known = new Set(providers.map(({ address }) => address));
  if (known.size < providers.length) fail('a provider is there twice');
  if (new Set(markets.map(({ market }) => market)).size < markets.length) fail('a market is there twice');
  for (const { market, totalScore, providers: scored } of markets) {
    if (scored.reduce((total, { score }) => total + score, 0n) !== totalScore)
      fail(`the scores of ${market} are not their total`);
    if (scored.some(({ address }) => !known.has(address))) fail(`a provider of ${market} is not among the providers`);
  }
}

const sum = (rows: readonly { readonly reward: bigint }[]): bigint =>
  rows.reduce((total, { reward }) => total + reward, 0n);
