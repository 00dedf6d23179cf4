// The tree whose root MD1Claims checks proofs against.
import { Bytes, crypto } from '@graphprotocol/graph-ts';

const HASH = 32;

/** One account with its cumulative rewards, `abi.encodePacked(address, uint256)`, and the hash of that. */
export class Leaf {
  readonly hash: Bytes;

  constructor(readonly packed: Bytes) {
    this.hash = Bytes.fromByteArray(crypto.keccak256(packed));
  }
}

/** Puts leaves into the order of their hashes, as they stand in the tree. */
export function sortLeaves(leaves: Leaf[]): void {
  leaves.sort((a, b) => compare(a.hash, b.hash));
}

/** Root of leaves in their order, of which there is at least one: pairs are hashed, an odd one goes up as it is. */
export function merkleRootOf(leaves: Leaf[]): Bytes {
  let level: Bytes[] = [];
  for (let i = 0; i < leaves.length; i++) level.push(leaves[i].hash);
  while (level.length > 1) {
    const above: Bytes[] = [];
    for (let i = 0; i < level.length; i += 2) {
      above.push(i + 1 < level.length ? hashPair(level[i], level[i + 1]) : level[i]);
    }
    level = above;
  }
  return level[0];
}

/** The smaller comes first, so that a proof needs no sides. */
function hashPair(a: Bytes, b: Bytes): Bytes {
  const isOrdered = compare(a, b) <= 0;
  const pair = new Bytes(2 * HASH);
  pair.set(isOrdered ? a : b, 0);
  pair.set(isOrdered ? b : a, HASH);
  return Bytes.fromByteArray(crypto.keccak256(pair));
}

function compare(a: Bytes, b: Bytes): i32 {
  return memory.compare(a.dataStart, b.dataStart, HASH);
}
