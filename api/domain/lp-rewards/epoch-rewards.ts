/** An epoch's rewards, from what each provider did in each market, or from quote scores that somebody else computed. */
import { type Distribution, distribute, primaryOf } from './distribution.ts';
import { isEligible, type Links, uptimeThatCounts } from './eligibility.ts';
import { LpRewardsError } from './error.ts';
import type { EpochRewards, EpochScores, Input } from './files.ts';
import { marketScore } from './market-score.ts';
import { type Rules, rulesOf } from './rules.ts';
import { marketWeights, ONE, quoteScores, sharesOf } from './shares.ts';

export function rewardsFromScores(scores: EpochScores, inputs: readonly Input[]): EpochRewards {
  const rules = rulesOf(scores.epoch);
  const links = linksOf(scores, rules);
  const weights = marketWeights(rules, new Map(scores.markets.map(({ market, samples }) => [market, samples])));
  const { previousVolume } = scores;
  const previous = new Map(scores.previousVolumes.map(({ address, volume }) => [address, volume]));
  const eligible = new Map(
    [...previous].map(([address, volume]) => [address, isEligible(volume, previousVolume, rules)]),
  );
  const markets = scores.markets.map((market) => rewardMarket(market, rules, links, eligible, weights));
  const shares = new Map(
    markets.map(({ market, providers }) => [market, new Map(providers.map(({ address, share }) => [address, share]))]),
  );
  const byAddress = quoteScores(weights, shares);
  const distribution = distribute(rules.pool, byAddress, links);
  const providers = providersOf(byAddress, distribution, links, (address) => ({
    isEligible: eligible.get(address) ?? false,
    previousVolume: previous.get(address) ?? 0n,
  }));
  const from = [...inputs, ...scores.inputs];
  return { ...paidOut(rules, distribution), previousVolume, markets, providers, inputs: from };
}

/** As the oracle did it: it was given one score for each address. Scores in one unit. */
export function rewardsFromQuoteScores(
  epoch: number,
  scores: ReadonlyMap<string, bigint>,
  links: Links,
  inputs: readonly Input[],
): EpochRewards {
  const rules = rulesOf(epoch);
  const distribution = distribute(rules.pool, scores, links);
  const unknown = { isEligible: null, previousVolume: null };
  const providers = providersOf(scores, distribution, links, () => unknown);
  return { ...paidOut(rules, distribution), previousVolume: null, markets: [], providers, inputs: [...inputs] };
}

function linksOf({ epoch, links }: EpochScores, { areLinked }: Rules): Links {
  if (!areLinked && links.length > 0)
    throw new LpRewardsError('LP_LINKS', `Addresses were not linked yet in epoch ${epoch}: leave the links out.`);
  return new Map(links.map(({ secondary, primary }) => [secondary, primary]));
}

function rewardMarket(
  { market, samples, providers }: EpochScores['markets'][number],
  rules: Rules,
  links: Links,
  eligible: ReadonlyMap<string, boolean>,
  weights: ReadonlyMap<string, bigint>,
): EpochRewards['markets'][number] {
  const exponents = rules.exponents(market);
  const { maxSpread, minDepth } = rules.limits(market);
  const uptimes = new Map(providers.map(({ address, uptime }) => [address, uptime]));
  const scored = providers.map((provider) => {
    const counted = uptimeThatCounts(provider.address, uptimes, links);
    const score = eligible.get(provider.address) ? marketScore({ ...provider, uptime: counted }, exponents) : 0n;
    return { ...provider, uptimeThatCounts: counted, score };
  });
  const shares = sharesOf(new Map(scored.map(({ address, score }) => [address, score])));
  const weight = weights.get(market) ?? 0n;
  return {
    market,
    samples,
    weight,
    pool: (rules.pool * weight) / ONE,
    maxSpread,
    minDepth,
    exponents,
    totalScore: scored.reduce((sum, { score }) => sum + score, 0n),
    providers: scored.map((provider) => ({ ...provider, share: shares.get(provider.address) ?? 0n })),
  };
}

function providersOf(
  scores: ReadonlyMap<string, bigint>,
  { earned }: Distribution,
  links: Links,
  before: (address: string) => Pick<EpochRewards['providers'][number], 'isEligible' | 'previousVolume'>,
): EpochRewards['providers'] {
  const shares = sharesOf(scores);
  return [...scores].sort(byAddress).map(([address, score]) => ({
    address,
    ...before(address),
    score,
    share: shares.get(address) ?? 0n,
    reward: earned.get(address) ?? 0n,
    paidTo: primaryOf(address, links),
  }));
}

function paidOut(rules: Rules, { paid, distributed, undistributed }: Distribution) {
  const payments = [...paid].sort(byAddress).map(([address, reward]) => ({ address, reward }));
  const { epoch, pool, sources } = rules;
  return {
    format: 'lp-rewards/1' as const,
    epoch,
    pool,
    distributed,
    undistributed,
    sources: { ...sources },
    payments,
  };
}

const byAddress = ([a]: [string, bigint], [b]: [string, bigint]): number => (a < b ? -1 : 1);
