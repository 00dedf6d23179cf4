import { BigInt, ethereum } from '@graphprotocol/graph-ts';
import { Pool, Shortfall } from '../../generated/schema';
import { currentEpoch } from '../rules/epoch-schedule';
import { epochId } from './epoch';

/** Id of a shortfall: its position in the contract's list in decimal, for instance `0`. */
export function shortfallId(index: i32): string {
  return index.toString();
}

/** `_SHORTFALLS_[index]`; the caller stays below `Pool.shortfallCount`. */
export function loadShortfall(index: i32): Shortfall {
  return Shortfall.load(shortfallId(index)) as Shortfall;
}

/** Appends to the contract's list what `ConvertedInactiveBalancesToDebt` logs. */
export function appendShortfall(pool: Pool, amount: BigInt, index: BigInt, event: ethereum.Event): Shortfall {
  const shortfall = new Shortfall(shortfallId(pool.shortfallCount));
  shortfall.pool = pool.id;
  shortfall.index = pool.shortfallCount;
  shortfall.shortfallIndex = index;
  shortfall.shortfallAmount = amount;
  shortfall.cumulativeMarkedDebt = pool.cumulativeMarkedDebt;
  shortfall.block = event.block.hash;
  shortfall.timestamp = event.block.timestamp;
  shortfall.transactionHash = event.transaction.hash;
  shortfall.bookedIn = epochId(currentEpoch(pool, event.block.timestamp));
  pool.shortfallCount += 1;
  return shortfall;
}

/** What has been marked as debt since the last shortfall, so by this one. */
export function markedSinceLast(shortfall: Shortfall): BigInt {
  const before = shortfall.index == 0 ? BigInt.zero() : loadShortfall(shortfall.index - 1).cumulativeMarkedDebt;
  return shortfall.cumulativeMarkedDebt.minus(before);
}
