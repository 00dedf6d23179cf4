import { type Context, ponder } from 'ponder:registry';
import * as tables from 'ponder:schema';
import { eventNames } from '../abi.ts';
import { setting } from '../setting.ts';
import { borrowerChange, poolChange, stakerChange } from './changes.ts';

const id = setting('POOL').toLowerCase() as `0x${string}`;

/** JSON has no integers of 256 bits. */
const asText = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

const NEW_STAKER = {
  staked: 0n,
  requested: 0n,
  withdrawn: 0n,
  receivedDebt: 0n,
  withdrawnDebt: 0n,
  claimedRewards: 0n,
  rewardsIndex: 0n,
  unclaimedRewards: 0n,
};

interface PoolEvent {
  args: Record<string, unknown>;
  block: { number: bigint; timestamp: bigint };
  log: { logIndex: number };
  transaction: { hash: `0x${string}` };
}

type Handler = (given: { event: PoolEvent; context: Context }) => Promise<void>;

// Ponder knows the types of events from an ABI written in the code; this one is read from a file.
const on = ponder.on.bind(ponder) as (name: string, handler: Handler) => void;

for (const name of eventNames) {
  on(`Pool:${name}`, async ({ event, context: { db } }) => {
    const { args, block, log, transaction } = event;
    await db.insert(tables.activity).values({
      id: `${block.number}-${log.logIndex}`,
      event: name,
      block: block.number,
      timestamp: block.timestamp,
      transactionHash: transaction.hash,
      logIndex: log.logIndex,
      args: JSON.parse(JSON.stringify(args, asText)),
    });
    await db
      .insert(tables.pool)
      .values({
        id,
        activityCount: 1,
        globalIndex: 0n,
        rewardsPerSecond: 0n,
        shortfallCount: 0,
        ...poolChange(name, args),
      })
      .onConflictDoUpdate((row) => ({ activityCount: row.activityCount + 1, ...poolChange(name, args, row) }));
    const staker = stakerChange(name, args);
    if (staker)
      await db
        .insert(tables.staker)
        .values({ ...NEW_STAKER, ...staker.of(NEW_STAKER), id: staker.id, updatedAtBlock: block.number })
        .onConflictDoUpdate((row) => ({ ...staker.of(row), updatedAtBlock: block.number }));
    const borrower = borrowerChange(name, args);
    if (borrower)
      await db
        .insert(tables.borrower)
        .values({ borrowedBalance: 0n, debtBalance: 0n, ...borrower })
        .onConflictDoUpdate(() => borrower);
  });
}
