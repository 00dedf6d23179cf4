/** The distributor's arithmetic: roots that wait, its epochs, what can be claimed, and trees with their proofs. */
import { concat, hexlify, toBeHex } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimable, pending } from '../../api/domain/distributor/claims.ts';
import { currentEpoch, ipfsEpoch } from '../../api/domain/distributor/epoch-schedule.ts';
import {
  accountProof,
  amountOf,
  placeAfter,
  type RewardsTree,
  readTree,
} from '../../api/domain/distributor/rewards-tree.ts';
import { canUpdateRoot, hasPendingRoot, updatableFrom } from '../../api/domain/distributor/root-updates.ts';
import { isProven, leafOf, treeOf } from '../../api/domain/lp-rewards/merkle-tree.ts';

const PENDING = { proposedEpoch: 3n, nextRootEpoch: 3n, waitingPeriodEnd: 1000n, isPaused: false };

describe('a root that waits', () => {
  it('may become active from the last second of its waiting period on', () => {
    expect([999n, 1000n, 1001n].map((at) => canUpdateRoot(PENDING, at))).toEqual([false, true, true]);
    expect(updatableFrom(PENDING)).toBe(1000n);
  });

  it('may not while updates are paused, and nobody knows when', () => {
    const paused = { ...PENDING, isPaused: true };
    expect([hasPendingRoot(paused), canUpdateRoot(paused, 2000n), updatableFrom(paused)]).toEqual([true, false, null]);
  });

  it.each([
    ['there is none', { ...PENDING, proposedEpoch: null, nextRootEpoch: 0n }],
    ['it has become active', { ...PENDING, nextRootEpoch: 4n }],
  ])('does not where %s', (_what, updates) => {
    expect([hasPendingRoot(updates), canUpdateRoot(updates, 2000n), updatableFrom(updates)]).toEqual([
      false,
      false,
      null,
    ]);
  });
});

describe('the distributor’s epochs', () => {
  const schedule = { epochInterval: 100n, epochOffset: 50n };
  it('count from the offset, and revert before it', () => {
    expect([49n, 50n, 149n, 150n].map((at) => currentEpoch(schedule, at))).toEqual([null, 0n, 0n, 1n]);
    expect([59n, 60n, 159n, 160n].map((at) => ipfsEpoch(schedule, 10n, at))).toEqual([null, 0n, 0n, 1n]);
  });
});

describe('what can be claimed', () => {
  it('is what the root gives and was not claimed, and never less than nothing', () => {
    expect([claimable(10n, 4n), claimable(10n, 10n), claimable(4n, 10n)]).toEqual([6n, 0n, 0n]);
  });

  it('changes with the pending root by the difference, whichever way', () => {
    expect([pending(10n, 4n), pending(4n, 4n), pending(1n, 4n)]).toEqual([6n, 0n, -3n]);
  });
});

const accounts = fc
  .uniqueArray(
    fc.tuple(
      fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => hexlify(bytes)),
      fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
    ),
    { minLength: 1, maxLength: 40, selector: ([address]) => address },
  )
  .map((pairs) => new Map(pairs));

/** As the index keeps leaves. Their order does not matter for reading. */
const kept = (amounts: ReadonlyMap<string, bigint>): string =>
  concat([...amounts].map(([address, amount]) => concat([address, toBeHex(amount, 32)])));
const rootOf = (amounts: ReadonlyMap<string, bigint>): string =>
  treeOf([...amounts].map(([address, amount]) => leafOf(address, amount))).root;

function read(leaves: string, root: string): RewardsTree | null {
  const steps = readTree(leaves, root);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

describe('a tree that was read', () => {
  it('gives everybody the amount and a proof that the contract takes, and nobody else any', () => {
    fc.assert(
      fc.property(accounts, fc.bigInt({ min: 1n, max: 5n }), (amounts, more) => {
        const root = rootOf(amounts);
        const tree = read(kept(amounts), root) as RewardsTree;
        for (const [address, amount] of amounts) {
          const proof = accountProof(tree, address) as string[];
          expect(amountOf(tree, address)).toBe(amount);
          expect(isProven(root, leafOf(address, amount), proof)).toBe(true);
          if (amount >= more) expect(isProven(root, leafOf(address, amount - more), proof)).toBe(false);
        }
        const stranger = `0x${'5'.repeat(40)}`;
        if (!amounts.has(stranger))
          expect([amountOf(tree, stranger), accountProof(tree, stranger)]).toEqual([0n, null]);
      }),
    );
  });

  it('lists everybody once, however the pages are cut', () => {
    fc.assert(
      fc.property(accounts, fc.integer({ min: 1, max: 9 }), (amounts, size) => {
        const tree = read(kept(amounts), rootOf(amounts)) as RewardsTree;
        const listed: string[] = [];
        for (let from = 0; from < tree.addresses.length; from = placeAfter(tree, listed.at(-1) as string))
          listed.push(...tree.addresses.slice(from, from + size));
        expect(placeAfter(tree, null)).toBe(0);
        expect(listed).toEqual([...amounts.keys()].sort());
      }),
    );
  });

  it('is none where it has another root, a digit less, or two amounts for one address', () => {
    const amounts = new Map([
      [`0x${'1'.repeat(40)}`, 5n],
      [`0x${'2'.repeat(40)}`, 7n],
    ]);
    const leaves = kept(amounts);
    expect(read(leaves, rootOf(amounts))).not.toBeNull();
    expect(read(`${leaves.slice(0, -1)}8`, rootOf(amounts))).toBeNull();
    expect(read(leaves.slice(0, -1), rootOf(amounts))).toBeNull();
    expect(read('0x', rootOf(amounts))).toBeNull();
    const twice = [5n, 7n].map((amount) => leafOf(`0x${'1'.repeat(40)}`, amount));
    const both = concat([5n, 7n].map((amount) => concat([`0x${'1'.repeat(40)}`, toBeHex(amount, 32)])));
    expect(read(both, treeOf(twice).root)).toBeNull();
  });
});
