/** The distributor's roots at a state, and their trees. There is one distributor. */
import { integer } from '../../derived/rows.ts';
import type { NamedRoot, RewardsTree } from '../../domain/distributor/rewards-tree.ts';
import { hasPendingRoot, type RootUpdates } from '../../domain/distributor/root-updates.ts';
import { STATE } from '../../execute/pinned.ts';
import { objects } from '../../execute/pool-context.ts';
import { isJsonObject, type Json } from '../../json.ts';
import type { LateRequest } from '../../plan/late.ts';

export interface Roots {
  readonly active: NamedRoot | null;
  /** The root proposed last, which stays when it becomes the active one. */
  readonly proposed: NamedRoot | null;
  readonly updates: RootUpdates;
}

const ROOT = '{ id merkleRoot epoch ipfsCid }';
const QUERY = `query($block: Block_height) {
  rewardsDistributors(first: 1, block: $block) {
    nextRootEpoch waitingPeriodEnd rootUpdatesPaused activeRoot ${ROOT} proposedRoot ${ROOT}
  }
  ${STATE}
}`;

/** A tree without anybody: what there is before the first root. */
const NOBODY: RewardsTree = { addresses: [], amounts: new Map(), tree: { root: '', layers: [] } };

export function readRoots(request: LateRequest): Promise<Roots> {
  return request.once('rewardsRoots', request.pin, async () => {
    const row = objects((await request.read(QUERY, {})).rewardsDistributors)[0] ?? {};
    const [active, proposed] = [namedRoot(row.activeRoot), namedRoot(row.proposedRoot)];
    const updates = {
      proposedEpoch: proposed && BigInt(proposed.epoch),
      nextRootEpoch: integer(row, 'nextRootEpoch'),
      waitingPeriodEnd: integer(row, 'waitingPeriodEnd'),
      isPaused: row.rootUpdatesPaused === true,
    };
    return { active, proposed, updates };
  });
}

function namedRoot(value: Json | undefined): NamedRoot | null {
  if (!isJsonObject(value)) return null;
  const { id, merkleRoot, epoch, ipfsCid } = value;
  return { id: String(id), merkleRoot: String(merkleRoot), epoch: Number(epoch), ipfsCid: String(ipfsCid) };
}

export async function activeTree(request: LateRequest): Promise<RewardsTree> {
  const { active } = await readRoots(request);
  return active === null ? NOBODY : request.tree(active);
}

/** That of the root proposed last; where it is no longer pending, that is the active one. */
export async function proposedTree(request: LateRequest): Promise<RewardsTree> {
  const { proposed } = await readRoots(request);
  return proposed === null ? NOBODY : request.tree(proposed);
}

/** Which of these addresses are in the active tree, or in that of a root that waits to become active. */
export async function inSomeTree(request: LateRequest, addresses: readonly string[]): Promise<readonly string[]> {
  if (addresses.length === 0) return [];
  const active = await activeTree(request);
  const trees = [active];
  const isPending = hasPendingRoot((await readRoots(request)).updates);
  if (isPending && !addresses.every((address) => active.amounts.has(address))) trees.push(await proposedTree(request));
  return addresses.filter((address) => trees.some(({ amounts }) => amounts.has(address)));
}
