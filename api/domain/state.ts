/**
 * What the pool's contract stores, as plain integers. Amounts are USDC base units (10^-6), rewards DYDX base units
 * (10^-18), times unix seconds, epochs numbers from zero. Nothing here depends on the time of reading.
 */

/** A balance record (`LS1Types.StoredBalance`): `current` holds in `epoch`, `next` in every later one. */
export interface EpochBalance {
  readonly epoch: bigint;
  readonly current: bigint;
  readonly next: bigint;
}

/** A staker's inactive record: how many shortfalls were applied to it is part of it. */
export interface InactiveBalance extends EpochBalance {
  readonly shortfallCounter: bigint;
}

/** `getShortfall(i)`: the fraction of inactive stake that survived in `epoch`, times 10^36. */
export interface Shortfall {
  readonly epoch: bigint;
  readonly shortfallIndex: bigint;
}

/** Epoch parameters: epoch n begins at `epochOffset + n * epochInterval`. An interval of 0 is a pool not initialised. */
export interface EpochParameters {
  readonly epochInterval: bigint;
  readonly epochOffset: bigint;
}

/** The reward index (`_GLOBAL_INDEX_`, times 10^18), the second it was settled to and what was emitted by then. */
export interface GlobalIndex {
  readonly globalIndex: bigint;
  readonly globalIndexTimestamp: bigint;
  /** DYDX base units (10^-18) emitted while something was staked: no rounding, no storage of the contract. */
  readonly cumulativeEmittedRewards: bigint;
}

/** Everything of the pool that its views read, as stored after a transaction. */
export interface PoolState extends EpochParameters, GlobalIndex {
  readonly blackoutWindow: bigint;
  readonly rewardsPerSecond: bigint;
  readonly distributionStart: bigint;
  readonly distributionEnd: bigint;
  readonly totalActive: EpochBalance;
  readonly totalInactive: EpochBalance;
  readonly totalBorrowedBalance: bigint;
  readonly totalBorrowerDebtBalance: bigint;
  readonly totalDebtAvailableToWithdraw: bigint;
  /** USDC held by the pool's address, plain transfers included. */
  readonly tokenBalance: bigint;
  /** In the contract's order: the position is the shortfall's number. */
  readonly shortfalls: readonly Shortfall[];
  /** `_EPOCH_INDEXES_`: the reward index at the end of an epoch, for epochs that ended with a withdrawal pending. */
  readonly epochIndexes: ReadonlyMap<bigint, bigint>;
}

/** One account's records in the pool, as stored. */
export interface StakerState {
  /**
   * The zero address has no records of its own: the contract pays rewards to it on the total active record, while its
   * balance views read an empty slot.
   */
  readonly isZeroAddress: boolean;
  readonly active: EpochBalance;
  readonly inactive: InactiveBalance;
  readonly settledDebtBalance: bigint;
  readonly rewardsIndex: bigint;
  readonly accruedRewards: bigint;
}

/** One borrower's records, as stored. Allocations are of 10,000. */
export interface BorrowerState {
  readonly allocation: EpochBalance;
  readonly borrowedBalance: bigint;
  readonly debtBalance: bigint;
  readonly isBorrowingRestricted: boolean;
}

/** A pool read at one second: what every view of that second shares, computed once by `poolAt`. */
export interface PoolAt {
  readonly state: PoolState;
  readonly at: bigint;
  /** Null before epoch zero. */
  readonly epoch: bigint | null;
  /** Null before epoch zero. */
  readonly timeRemaining: bigint | null;
  readonly inBlackoutWindow: boolean;
  /** Rolled to `at`; zeros before epoch zero. */
  readonly totalActive: EpochBalance;
  /** Rolled to `at`; zeros before epoch zero. */
  readonly totalInactive: EpochBalance;
  /** The epoch index that rolling the total to `at` would store, if it would store one. */
  readonly boundary: { readonly epoch: bigint; readonly globalIndex: bigint } | null;
  /** Settled to `at`, as a claim would. */
  readonly globalIndex: bigint;
  /** DYDX base units (10^-18) emitted to active stake until `at`. */
  readonly emittedRewards: bigint;
  readonly availableToWithdraw: bigint;
  readonly availableToBorrow: bigint;
}

/** An account never seen: every record empty. */
export const EMPTY_BALANCE: EpochBalance = { epoch: 0n, current: 0n, next: 0n };

/** Fractions of the pool are of this (`TOTAL_ALLOCATION`). */
export const TOTAL_ALLOCATION = 10_000n;
