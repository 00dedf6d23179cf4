/** Leaves that are not those of the root: never a tree, whatever was done to them. */
import { keccak256, toBeHex } from 'ethers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accountProof, amountOf, type RewardsTree, readTree } from '../../api/domain/distributor/rewards-tree.ts';
import { growTree } from '../../api/domain/lp-rewards/merkle-tree.ts';

const MUTANTS = 5000;
const LEAF = 2 * 52;

function run<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const leaf = (account: bigint, amount: bigint): string =>
  `${toBeHex(account, 20).slice(2)}${toBeHex(amount, 32).slice(2)}`;

/** In the order in which they are kept: that of their hashes. */
const sorted = (leaves: readonly string[]): string[] => leaves.toSorted((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
const hashOf = (packed: string): string => keccak256(`0x${packed}`);

const LEAVES = sorted(Array.from({ length: 7 }, (_, n) => leaf(BigInt(n + 1) ** 9n, BigInt(n) * 10n ** 21n + 5n)));
const WHOLE = LEAVES.join('');
const ROOT = run(growTree(LEAVES.map(hashOf))).root;

const read = (leaves: string, root = ROOT): RewardsTree | null => run(readTree(`0x${leaves}`, root));

const place = fc.nat({ max: WHOLE.length - 1 });
const mutant = fc.oneof(
  fc
    .tuple(place, fc.nat({ max: 15 }))
    .map(([at, digit]) => WHOLE.slice(0, at) + digit.toString(16) + WHOLE.slice(at + 1)),
  fc.tuple(place, fc.nat({ max: 3 * LEAF })).map(([at, length]) => WHOLE.slice(0, at) + WHOLE.slice(at + length)),
  fc.tuple(place, place).map(([from, to]) => WHOLE.slice(0, from) + WHOLE.slice(to, to + LEAF) + WHOLE.slice(from)),
  // Whole leaves: left out, there twice, in another order, with another's amount.
  fc.array(fc.nat({ max: LEAVES.length - 1 }), { maxLength: 9 }).map((order) => order.map((n) => LEAVES[n]).join('')),
  fc
    .tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }))
    .map(([a, b]) => LEAVES.map((each, n) => (n === a ? each.slice(0, 40) + LEAVES[b]?.slice(40) : each)).join('')),
  fc.uint8Array({ maxLength: 4 * 52 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.string({ maxLength: 2 * LEAF }),
  // Two hashes of the tree as one leaf: a second preimage, were leaves as long as pairs of hashes.
  place.map((at) => LEAVES.map(hashOf).join('').replaceAll('0x', '').slice(at)),
);

it('reads the tree itself', () => {
  const tree = read(WHOLE);
  expect(tree && amountOf(tree, `0x${leaf(1n, 5n).slice(0, 40)}`)).toBe(5n);
  expect(tree && accountProof(tree, `0x${leaf(1n, 5n).slice(0, 40)}`)).not.toBeNull();
});

it(`takes none of ${MUTANTS} mutants for it`, () => {
  let refused = 0;
  fc.assert(
    fc.property(mutant, (leaves) => {
      const tree = read(leaves);
      if (tree === null) refused++;
      // The order in which they are kept says nothing, nor does the case of a digit.
      else expect(sorted(leaves.toLowerCase().match(/.{104}/g) ?? [])).toEqual(LEAVES);
    }),
    { numRuns: MUTANTS },
  );
  expect(refused).toBeGreaterThan(MUTANTS / 2);
});
