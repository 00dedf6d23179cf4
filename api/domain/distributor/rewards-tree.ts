/** A tree of rewards as the index keeps it, checked again: who has how much, and the proof of it. */
import { keccak256 } from 'ethers';
import { growTree, leafOf, type MerkleTree, placeOf, proofOf } from '../lp-rewards/merkle-tree.ts';

/** Bytes of a leaf, of which the first are the address and the rest the amount, as hex digits. */
const LEAF = 2 * 52;
const ADDRESS = 2 * 20;

/** A root as it was proposed: `id` is that of its entity, `ipfsCid` names the file with its tree. */
export interface NamedRoot {
  readonly id: string;
  readonly merkleRoot: string;
  readonly epoch: number;
  readonly ipfsCid: string;
}

export interface RewardsTree {
  /** Lower case, ascending. */
  readonly addresses: readonly string[];
  /** DYDX base units (10^-18) since epoch zero, by lower-case address. */
  readonly amounts: ReadonlyMap<string, bigint>;
  readonly tree: MerkleTree;
}

/** Reads `RewardsTree.leaves`, 0x and hex, pausing after each hash; null where it is not the tree with that root. */
export function* readTree(leaves: string, merkleRoot: string): Generator<void, RewardsTree | null> {
  const count = (leaves.length - 2) / LEAF;
  if (!Number.isInteger(count) || count === 0) return null;
  const hashes: string[] = [];
  const pairs: [address: string, amount: bigint][] = [];
  for (let start = 2; start < leaves.length; start += LEAF) {
    const packed = leaves.slice(start, start + LEAF);
    pairs.push([`0x${packed.slice(0, ADDRESS)}`, BigInt(`0x${packed.slice(ADDRESS)}`)]);
    hashes.push(keccak256(Buffer.from(packed, 'hex')));
    yield;
  }
  const tree = yield* growTree(hashes);
  pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  const amounts = new Map(pairs);
  // Of an account with two amounts the contract would pay either: no tree to answer from.
  if (tree.root !== merkleRoot || amounts.size !== count) return null;
  return { addresses: [...amounts.keys()], amounts, tree };
}

/** DYDX base units (10^-18) since epoch zero; 0 for who is not in the tree. */
export function amountOf({ amounts }: RewardsTree, address: string): bigint {
  return amounts.get(address) ?? 0n;
}

/** What `claimRewards` takes to prove that amount; null for who is not in the tree. */
export function accountProof({ amounts, tree }: RewardsTree, address: string): readonly string[] | null {
  const amount = amounts.get(address);
  return amount === undefined ? null : proofOf(tree, leafOf(address, amount));
}

/** How many addresses come before those after the given one; 0 where it is null. */
export function placeAfter({ addresses }: RewardsTree, address: string | null): number {
  if (address === null) return 0;
  const place = placeOf(addresses, address);
  return addresses[place] === address ? place + 1 : place;
}
