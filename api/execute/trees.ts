/** Trees of rewards: each fetched, checked and indexed once for its root, which never changes. */
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { type NamedRoot, type RewardsTree, readTree } from '../domain/distributor/rewards-tree.ts';
import { ApiError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { parseAnswer } from '../upstream/answer.ts';
import type { UpstreamClient } from '../upstream/client.ts';

export interface Trees {
  /** An ApiError, TREE_UNAVAILABLE or TREE_UNVERIFIED, where there is no tree to answer from. */
  of(root: NamedRoot): Promise<RewardsTree>;
}

/** Trees kept: those of the active and the proposed root, and of two before. Each takes some 30 MB for 74,000 accounts. */
export const TREES_KEPT = 4;
/** Hashes between two looks at what else there is to do: a few milliseconds. */
const AT_ONCE = 200;

/** Without a block: a tree belongs to the block in which its file arrived, and holds for its root whenever that is. */
const QUERY = 'query($id: ID!) { rewardsTree(id: $id) { verified fault leaves } }';

export function createTrees(upstream: UpstreamClient): Trees {
  const known = new LRUCache<string, RewardsTree>({ max: TREES_KEPT });
  const reading = new Map<string, Promise<RewardsTree>>();
  let before: Promise<unknown> = Promise.resolve();

  async function read(root: NamedRoot): Promise<RewardsTree> {
    // Not the caller's signal: others wait for the same tree.
    const { data } = parseAnswer(await upstream.ask({ query: QUERY, variables: { id: root.id } }));
    if (!isJsonObject(data.rewardsTree)) throw unavailable(root);
    const tree = await indexed(root, data.rewardsTree);
    known.set(root.merkleRoot, tree);
    return tree;
  }

  return {
    of(root) {
      const place = known.get(root.merkleRoot);
      if (place) return Promise.resolve(place);
      const flight = reading.get(root.merkleRoot);
      if (flight) return flight;
      // One after the other: what is read at the same time is not bounded by what is kept.
      const next = before.then(() => read(root)).finally(() => reading.delete(root.merkleRoot));
      before = next.catch(() => undefined);
      reading.set(root.merkleRoot, next);
      return next;
    },
  };
}

async function indexed(root: NamedRoot, { verified, fault, leaves }: JsonObject): Promise<RewardsTree> {
  if (verified !== true || typeof leaves !== 'string') throw unverified(root, `the index found it ${fault}`);
  const steps = readTree(leaves, root.merkleRoot);
  for (let count = 1; ; count++) {
    const { done, value } = steps.next();
    if (done && value === null) throw unverified(root, 'what the index keeps has another root');
    if (done) return value as RewardsTree;
    if (count % AT_ONCE === 0) await setImmediate();
  }
}

function unavailable({ epoch, ipfsCid }: NamedRoot): ApiError {
  return new ApiError(
    'TREE_UNAVAILABLE',
    ipfsCid.startsWith('0x')
      ? `The root of rewards epoch ${epoch} names no file on IPFS: only what was claimed can be told.`
      : `The file ${ipfsCid} with the tree of rewards epoch ${epoch} has not been read from IPFS: try again later.`,
  );
}

function unverified({ epoch, ipfsCid }: NamedRoot, what: string): ApiError {
  return new ApiError(
    'TREE_UNVERIFIED',
    `The file ${ipfsCid} is not the tree of rewards epoch ${epoch} (${what}): only what was claimed can be told.`,
  );
}
