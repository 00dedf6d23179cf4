/** What the commands write and the gateway serves, in memory and as JSON. Amounts are digits in JSON, bigint in memory. */
import { z } from 'zod';
import { LpRewardsError } from './error.ts';

const digits = z
  .string()
  .regex(/^\d+$/)
  .transform((text) => BigInt(text));
const address = z.string().regex(/^0x[0-9a-f]{40}$/);

/** A file that figures were made from: whoever has the same bytes gets the same figures. */
const input = z.object({
  role: z.string(),
  file: z.string(),
  bytes: z.number(),
  /** Rows without the header; null for files that are no tables. */
  rows: z.number().nullable(),
  /** SHA-256, lower-case hex. */
  sha256: z.string(),
});

/** One provider in one market. Units as in `market-score.ts`. */
const activity = z.object({
  address,
  depth: digits,
  uptime: digits,
  volume: digits,
  stake: digits,
  /** Orders given, and those within the limits. */
  orders: z.number(),
  qualifying: z.number(),
});

const scoredMarket = z.object({ market: z.string(), samples: z.number(), providers: z.array(activity) });

/** What an epoch's order book says, before anybody is paid. */
export const epochScores = z.object({
  format: z.literal('lp-scores/1'),
  epoch: z.number(),
  /** Maker volume of the whole exchange in the epoch before; USD base units (10^-6). */
  previousVolume: digits,
  /** The same of each provider that quoted. */
  previousVolumes: z.array(z.object({ address, volume: digits })),
  links: z.array(z.object({ secondary: address, primary: address })),
  markets: z.array(scoredMarket),
  inputs: z.array(input),
});

const rewardedMarket = z.object({
  market: z.string(),
  samples: z.number(),
  /** Part of the pool, 10^-36. */
  weight: digits,
  /** What that part is; DYDX base units (10^-18), rounded down. */
  pool: digits,
  /** Widest spread, basis points; least depth, USD base units (10^-6). */
  maxSpread: digits,
  minDepth: digits,
  /** In twentieths. */
  exponents: z.object({ depth: digits, uptime: digits, stake: digits, volume: digits }),
  /** Of the eligible providers; 10^-18. */
  totalScore: digits,
  providers: z.array(
    activity.extend({
      /** Of a secondary address the longest of its linked ones. */
      uptimeThatCounts: digits,
      /** 10^-18; zero where the provider is not eligible. */
      score: digits,
      /** Part of the market, 10^-36. */
      share: digits,
    }),
  ),
});

/** What an epoch pays, and to whom. */
export const epochRewards = z.object({
  format: z.literal('lp-rewards/1'),
  epoch: z.number(),
  /** DYDX base units (10^-18). */
  pool: digits,
  distributed: digits,
  undistributed: digits,
  /** As in the scores; null where the rewards come from the oracle's quote scores. */
  previousVolume: digits.nullable(),
  /** Which decision each rule comes from. */
  sources: z.record(z.string(), z.string()),
  /** None where the rewards come from the oracle's quote scores. */
  markets: z.array(rewardedMarket),
  providers: z.array(
    z.object({
      address,
      /** Null where the rewards come from the oracle's quote scores: it names only who is eligible. */
      isEligible: z.boolean().nullable(),
      /** Its maker volume of the epoch before; USD base units (10^-6), null as above. */
      previousVolume: digits.nullable(),
      /** Shares of the markets by their weights: 10^-36, or the oracle's own unit. */
      score: digits,
      /** Part of the pool, 10^-36. */
      share: digits,
      /** DYDX base units (10^-18), also where another address is paid. */
      reward: digits,
      paidTo: address,
    }),
  ),
  payments: z.array(z.object({ address, reward: digits })),
  inputs: z.array(input),
});

export type Input = z.output<typeof input>;
export type EpochScores = z.output<typeof epochScores>;
export type EpochRewards = z.output<typeof epochRewards>;

/** `what` names the file in errors. */
export function parseFile<T>(schema: z.ZodType<T>, text: string, what: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new LpRewardsError('LP_FILE_FORMAT', `${what} is not JSON, or does not end: make it again.`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LpRewardsError('LP_FILE_FORMAT', `${what} is not usable at ${issue?.path.join('.')}: ${issue?.message}.`);
}

export function formatFile(file: EpochScores | EpochRewards): string {
  return `${JSON.stringify(file, (_key, value) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;
}
