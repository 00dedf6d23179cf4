import { Bytes } from '@graphprotocol/graph-ts';
import { ForcedTrade, StarkProxy } from '../../generated/schema';
import { Journal, remember } from './journal';

/** The queued trade of that hash, null where none was ever queued. */
export function loadForcedTrade(proxy: StarkProxy, argsHash: Bytes): ForcedTrade | null {
  const known = ForcedTrade.load(proxy.id.concat(argsHash));
  if (known !== null) remember(known);
  return known;
}

/** Saves the trade and writes down since when it waits. */
export function saveForcedTrade(journal: Journal, trade: ForcedTrade): void {
  journal.write('forcedTrade', trade.id, trade);
  trade.save();
}
