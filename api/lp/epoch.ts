/** The results of an epoch, as the schema has them. Lists are made when they are asked for. */
import { formatDecimal } from '../domain/lp-rewards/decimals.ts';
import type { EpochRewards } from '../domain/lp-rewards/files.ts';
import { ONE } from '../domain/lp-rewards/shares.ts';
import type { EpochResults } from './results.ts';
import { exponentsObject, rulesObject } from './rules.ts';

type Market = EpochRewards['markets'][number];
type Provider = EpochRewards['providers'][number];

export interface ProviderFilter {
  readonly address?: string | null;
  readonly market?: string | null;
  readonly isEligible?: boolean | null;
}

/** Counts the rows of a list before it is made. */
export type Spend = (rows: number) => void;

export function epochObject({ rules, rewards, file }: EpochResults, spend: Spend): object {
  const counted = <Row, Made>(rows: readonly Row[], make: (row: Row) => Made): Made[] => {
    spend(rows.length);
    return rows.map(make);
  };
  return {
    number: rewards.epoch,
    start: String(rules.start),
    end: String(rules.end),
    rules: rulesObject(rules),
    pool: String(rewards.pool),
    distributed: String(rewards.distributed),
    undistributed: String(rewards.undistributed),
    previousVolume: text(rewards.previousVolume),
    results: { ...file },
    inputs: () => counted(rewards.inputs, (input) => ({ ...input })),
    markets: ({ market = null }: { market?: string | null }) =>
      counted(
        rewards.markets.filter((each) => market === null || each.market === market),
        (each) => marketObject(each, counted),
      ),
    providers: ({ where }: { where?: ProviderFilter | null }) =>
      counted(matching(rewards, where ?? {}), (each) => providerObject(rewards, each, counted)),
    payments: () => counted(rewards.payments, ({ address, reward }) => ({ address, reward: String(reward) })),
  };
}

type Counted = <Row, Made>(rows: readonly Row[], make: (row: Row) => Made) => Made[];

function matching(rewards: EpochRewards, { address, market, isEligible }: ProviderFilter): Provider[] {
  const inMarket = new Set(
    rewards.markets.filter((each) => each.market === market).flatMap(({ providers }) => providers.map(addressOf)),
  );
  return rewards.providers.filter(
    (each) =>
      (address === null || address === undefined || each.address === address.toLowerCase()) &&
      (market === null || market === undefined || inMarket.has(each.address)) &&
      (isEligible === null || isEligible === undefined || each.isEligible === isEligible),
  );
}

function providerObject(rewards: EpochRewards, provider: Provider, counted: Counted): object {
  const { address, isEligible, previousVolume, score, share, reward, paidTo } = provider;
  const total = rewards.previousVolume;
  return {
    address,
    isEligible,
    previousVolume: text(previousVolume),
    previousVolumeShare:
      previousVolume === null || total === null || total === 0n ? null : fraction((previousVolume * ONE) / total),
    // The oracle's scores have a unit of their own; the share says the same.
    score: rewards.markets.length === 0 ? null : fraction(score),
    share: fraction(share),
    reward: String(reward),
    paidTo,
    markets: () => {
      const own = rewards.markets.flatMap((market) =>
        market.providers.filter((each) => each.address === address).map((each) => ({ market, each })),
      );
      return counted(own, ({ market, each }) => activityObject(market, each));
    },
  };
}

function marketObject(market: Market, counted: Counted): object {
  const { samples, weight, pool, maxSpread, minDepth, exponents, totalScore, providers } = market;
  return {
    market: market.market,
    samples,
    weight: fraction(weight),
    pool: String(pool),
    maxSpread: Number(maxSpread),
    minDepth: String(minDepth),
    exponents: exponentsObject(exponents),
    totalScore: formatDecimal(totalScore, 18),
    providers: () => counted(providers, (each) => activityObject(market, each)),
  };
}

function activityObject({ market }: Market, provider: Market['providers'][number]): object {
  const { address, depth, uptime, uptimeThatCounts, volume, stake, orders, qualifying, score, share } = provider;
  return {
    market,
    address,
    depth: String(depth),
    uptime: Number(uptime),
    uptimeThatCounts: Number(uptimeThatCounts),
    volume: String(volume),
    stake: String(stake),
    orders,
    qualifying,
    score: formatDecimal(score, 18),
    share: fraction(share),
  };
}

const addressOf = ({ address }: { readonly address: string }): string => address;
const text = (value: bigint | null): string | null => (value === null ? null : String(value));
/** A whole number of 10^-36. */
const fraction = (value: bigint): string => formatDecimal(value, 36);
