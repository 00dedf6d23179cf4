import { BigInt, Bytes, dataSource, ethereum } from '@graphprotocol/graph-ts';
import { Pool } from '../../generated/schema';
import { createUnallocatedShare } from './borrower';
import { addBalances } from './flow';
import { Journal, remember } from './journal';

const ZERO = BigInt.zero();

/** The pool as stored, created at the first log of it, of its token or of a contract indexed with it. */
export function loadPool(block: ethereum.Block): Pool {
  return poolAt(dataSource.context().getBytes('pool'), block);
}

/** The same for a log that names the pool's address: the context, a dozen entries, is not read then. */
export function poolAt(id: Bytes, block: ethereum.Block): Pool {
  const pool = Pool.load(id);
  if (pool === null) return createPool(id, block);
  remember(pool);
  return pool;
}

function optionalBytes(key: string): Bytes | null {
  const value = dataSource.context().get(key);
  return value === null ? null : value.toBytes();
}

function createPool(id: Bytes, block: ethereum.Block): Pool {
  const context = dataSource.context();
  const pool = new Pool(id);
  pool.stakedToken = context.getBytes('stakedToken');
  pool.rewardsToken = context.getBytes('rewardsToken');
  pool.rewardsTreasury = context.getBytes('rewardsTreasury');
  pool.distributionStart = context.getBigInt('distributionStart');
  pool.distributionEnd = context.getBigInt('distributionEnd');
  pool.implementation = optionalBytes('implementation');
  pool.proxyAdmin = optionalBytes('proxyAdmin');
  pool.upgradedFromConfiguration = false;
  pool.callsIndexed = context.getBoolean('callsIndexed');
  pool.epochInterval = ZERO;
  pool.epochOffset = ZERO;
  pool.blackoutWindow = ZERO;
  pool.rewardsPerSecond = ZERO;
  pool.globalIndex = ZERO;
  pool.globalIndexTimestamp = ZERO;
  pool.totalActiveEpoch = 0;
  pool.totalActiveCurrent = ZERO;
  pool.totalActiveNext = ZERO;
  pool.totalInactiveEpoch = 0;
  pool.totalInactiveCurrent = ZERO;
  pool.totalInactiveNext = ZERO;
  pool.totalBorrowedBalance = ZERO;
  pool.totalBorrowerDebtBalance = ZERO;
  pool.totalDebtAvailableToWithdraw = ZERO;
  pool.tokenBalance = ZERO;
  pool.shortfallCount = 0;
  pool.activityCount = 0;
  pool.stakerCount = 0;
  pool.borrowerCount = 0;
  pool.discrepancyCount = 0;
  pool.cumulativeMarkedDebt = ZERO;
  pool.cumulativeShortfall = ZERO;
  pool.cumulativeEmittedRewards = ZERO;
  pool.firstBlock = block.number;
  pool.lastBlock = ZERO;
  pool.lastTimestamp = ZERO;
  createUnallocatedShare(pool, block);
  remember(pool);
  return pool;
}

/** Saves the pool, last of all that an activity touches, and writes down what changed of it. */
export function savePool(journal: Journal, pool: Pool): void {
  journal.write('pool', pool.id, pool);
  journal.writeDeferred();
  if (journal.amount !== null) addBalances(pool);
  pool.save();
}
