/** The tree of MerkleDistributorV1: leaves and nodes as the contract hashes them. Hashes are 0x and lower-case hex. */
import { concat, keccak256, toBeHex } from 'ethers';

/** keccak256 of the 20 bytes of the address and the 32 of the cumulative amount, DYDX base units (10^-18). */
export function leafOf(address: string, cumulative: bigint): string {
  return keccak256(concat([address.toLowerCase(), toBeHex(cumulative, 32)]));
}

/** The smaller of the two comes first, so a proof needs no left and right. */
function parentOf(a: string, b: string): string {
  return keccak256(a <= b ? a + b.slice(2) : b + a.slice(2));
}

export interface MerkleTree {
  readonly root: string;
  /** Sorted leaves, then every layer above them up to the root. */
  readonly layers: readonly (readonly string[])[];
}

/** A node without a neighbour moves up as it is. There must be a leaf. */
export function treeOf(leaves: readonly string[]): MerkleTree {
  const steps = growTree(leaves);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same a node at a time: whoever serves others meanwhile may pause at each. */
export function* growTree(leaves: readonly string[]): Generator<void, MerkleTree> {
  let layer = leaves.toSorted((a, b) => (a < b ? -1 : 1));
  const layers = [layer];
  while (layer.length > 1) {
    const above: string[] = [];
    for (let i = 0; i < layer.length; i += 2) {
      const [left, right] = [layer[i] as string, layer[i + 1]];
      above.push(right === undefined ? left : parentOf(left, right));
      yield;
    }
    layer = above;
    layers.push(layer);
  }
  const [root] = layer;
  if (root === undefined) throw new Error('a tree needs a leaf');
  return { root, layers };
}

/** The neighbours from the leaf up to the root, as `claimRewards` takes them; null for a leaf that is not in the tree. */
export function proofOf({ layers }: MerkleTree, leaf: string): string[] | null {
  let index = placeOf(layers[0] ?? [], leaf);
  if (layers[0]?.[index] !== leaf) return null;
  const proof: string[] = [];
  for (const layer of layers.slice(0, -1)) {
    const neighbour = layer[index ^ 1];
    if (neighbour !== undefined) proof.push(neighbour);
    index >>= 1;
  }
  return proof;
}

/** Where a value stands in a sorted list, or would stand. */
export function placeOf(sorted: readonly string[], value: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as string) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Whether the contract would accept the proof. */
export function isProven(root: string, leaf: string, proof: readonly string[]): boolean {
  return proof.reduce(parentOf, leaf) === root;
}
