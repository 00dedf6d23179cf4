import { ethereum } from '@graphprotocol/graph-ts';
import { Block, Pool } from '../../generated/schema';

/** Records the block unless the pool's last activity was in it already. */
export function touchBlock(pool: Pool, block: ethereum.Block): void {
  if (pool.lastBlock.equals(block.number)) return;
  const record = new Block(block.hash);
  record.number = block.number;
  record.timestamp = block.timestamp;
  record.parentHash = block.parentHash;
  record.save();
  pool.lastBlock = block.number;
}
