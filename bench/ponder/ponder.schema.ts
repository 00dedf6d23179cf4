import { onchainTable } from 'ponder';

/** One row for each log of the pool; what the event says is in `args`. */
export const activity = onchainTable('activity', (t) => ({
  id: t.text().primaryKey(),
  event: t.text().notNull(),
  block: t.bigint().notNull(),
  timestamp: t.bigint().notNull(),
  transactionHash: t.hex().notNull(),
  logIndex: t.integer().notNull(),
  args: t.json().notNull(),
}));

/** Sums of what the logs name; the contract's lazily settled balances are not followed. */
export const staker = onchainTable('staker', (t) => ({
  id: t.hex().primaryKey(),
  staked: t.bigint().notNull(),
  requested: t.bigint().notNull(),
  withdrawn: t.bigint().notNull(),
  receivedDebt: t.bigint().notNull(),
  withdrawnDebt: t.bigint().notNull(),
  claimedRewards: t.bigint().notNull(),
  rewardsIndex: t.bigint().notNull(),
  unclaimedRewards: t.bigint().notNull(),
  updatedAtBlock: t.bigint().notNull(),
}));

export const borrower = onchainTable('borrower', (t) => ({
  id: t.hex().primaryKey(),
  borrowedBalance: t.bigint().notNull(),
  debtBalance: t.bigint().notNull(),
}));

export const pool = onchainTable('pool', (t) => ({
  id: t.hex().primaryKey(),
  activityCount: t.integer().notNull(),
  globalIndex: t.bigint().notNull(),
  rewardsPerSecond: t.bigint().notNull(),
  shortfallCount: t.integer().notNull(),
}));
