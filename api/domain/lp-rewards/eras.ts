/**
 * What governance decided about liquidity provider rewards, as tables: each row holds from its reward epoch until the
 * next row of its table. A change of the rules is a row here and nowhere else.
 */

export interface Since {
  /** First reward epoch in which the row holds. */
  readonly from: number;
  /** Who decided it, or where it is written. */
  readonly source: string;
}

/** Exponents of a market's score, in twentieths: every one that was ever in force is a whole number of them. */
export interface Exponents {
  readonly depth: bigint;
  readonly uptime: bigint;
  readonly stake: bigint;
  readonly volume: bigint;
}

/** When reward epochs begin: the first one of a row at `start`, unix seconds, each `interval` seconds long. */
export const CALENDAR: readonly (Since & { readonly start: bigint; readonly interval: bigint })[] = [
  { from: 0, start: 1_628_002_800n, interval: 2_419_200n, source: 'launch parameters' },
];

/** DYDX base units (10^-18) for all providers together. */
export const POOLS: readonly (Since & { readonly amount: bigint })[] = [
  { from: 0, amount: 1_150_685n * 10n ** 18n, source: 'launch parameters' },
  { from: 26, amount: 575_343n * 10n ** 18n, source: 'DIP-24' },
  { from: 30, amount: 383_562n * 10n ** 18n, source: 'DIP-29' },
  { from: 31, amount: 191_781n * 10n ** 18n, source: 'DIP-29' },
  { from: 32, amount: 0n, source: 'DIP-29' },
];

/** Exponents for the markets named and for all others. */
export const FORMULAS: readonly (Since & {
  readonly named: readonly string[];
  readonly forNamed: Exponents;
  readonly forOthers: Exponents;
})[] = [
  {
    from: 0,
    named: [],
    forNamed: { depth: 20n, uptime: 100n, stake: 0n, volume: 0n },
    forOthers: { depth: 20n, uptime: 100n, stake: 0n, volume: 0n },
    source: 'launch documentation',
  },
  {
    from: 5,
    named: [],
    forNamed: { depth: 20n, uptime: 100n, stake: 10n, volume: 0n },
    forOthers: { depth: 20n, uptime: 100n, stake: 10n, volume: 0n },
    source: 'DIP-7',
  },
  {
    from: 10,
    named: [],
    forNamed: { depth: 7n, uptime: 100n, stake: 4n, volume: 9n },
    forOthers: { depth: 7n, uptime: 100n, stake: 4n, volume: 9n },
    source: 'DIP-11',
  },
  {
    from: 15,
    named: ['BTC-USD', 'ETH-USD'],
    forNamed: { depth: 3n, uptime: 100n, stake: 1n, volume: 16n },
    forOthers: { depth: 7n, uptime: 100n, stake: 1n, volume: 12n },
    source: 'DIP-15',
  },
  {
    from: 18,
    named: ['BTC-USD', 'ETH-USD'],
    forNamed: { depth: 3n, uptime: 100n, stake: 0n, volume: 17n },
    forOthers: { depth: 7n, uptime: 100n, stake: 0n, volume: 13n },
    source: 'DIP-19',
  },
];

/** Hundredths of the pool: of the markets named one by one, and of all others together. */
export const WEIGHTS: readonly (Since & {
  readonly named: Readonly<Record<string, bigint>>;
  readonly others: bigint;
})[] = [
  { from: 0, named: { 'BTC-USD': 20n, 'ETH-USD': 20n }, others: 60n, source: 'launch documentation' },
  { from: 15, named: { 'BTC-USD': 10n, 'ETH-USD': 10n }, others: 80n, source: 'DIP-15' },
];

/** Least share of all maker volume of the previous epoch, basis points. */
export const THRESHOLDS: readonly (Since & { readonly basisPoints: bigint })[] = [
  { from: 0, basisPoints: 500n, source: 'launch documentation' },
  { from: 3, basisPoints: 100n, source: 'DIP-2' },
  { from: 7, basisPoints: 25n, source: 'DIP-8' },
];

export interface Limits {
  /** An order's distance from the middle must be less; basis points of the middle. */
  readonly maxSpread: bigint;
  /** An order's depth must be more; USD base units (10^-6). */
  readonly minDepth: bigint;
}

/** What an order must keep to; the row without a market is for all others. */
export const LIMITS: readonly (Since & Limits & { readonly market: string | null })[] = [
  { from: 0, market: 'BTC-USD', maxSpread: 20n, minDepth: 5_000_000_000n, source: 'launch documentation' },
  { from: 0, market: 'ETH-USD', maxSpread: 20n, minDepth: 5_000_000_000n, source: 'launch documentation' },
  { from: 0, market: null, maxSpread: 40n, minDepth: 1_000_000_000n, source: 'launch documentation' },
];

/** Whether addresses are linked: a secondary one is paid at its primary one. */
export const LINKING: readonly (Since & { readonly areLinked: boolean })[] = [
  { from: 0, areLinked: false, source: 'no linked addresses in the reward files' },
  { from: 10, areLinked: true, source: 'reward file of epoch 10' },
];
