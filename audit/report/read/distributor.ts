/** The Merkle distributor at one moment, and its roots and claims in an epoch. */
import { z } from 'zod';
import { address, hash, integer, small } from './answers.ts';
import { type ApiClient, PAGE, type Pin, readAllActivities } from './client.ts';

const root = z.object({ merkleRoot: hash, epoch: small }).nullable();

const distributors = {
  name: 'rewardsDistributors',
  text: `query rewardsDistributors($block: Int!) {
  rewardsDistributors(block: { number: $block }, first: 1) {
    id rootUpdatesPaused claimCount accountCount cumulativeClaimedRewards
    activeRoot { merkleRoot epoch } proposedRoot { merkleRoot epoch }
  }
}`,
  shape: z.object({
    rewardsDistributors: z.array(
      z.object({
        id: address,
        rootUpdatesPaused: z.boolean(),
        claimCount: small,
        accountCount: small,
        cumulativeClaimedRewards: integer,
        activeRoot: root,
        proposedRoot: root,
      }),
    ),
  }),
};

const roots = {
  name: 'rootActivities',
  text: `query rootActivities($block: Int!, $epoch: String!, $after: Int!) {
  activities(block: { number: $block }, first: ${PAGE}, orderBy: sequence, where: { epoch: $epoch, sequence_gt: $after, verb_in: [
    proposeRoot, updateRoot, pauseRootUpdates, unpauseRootUpdates
  ] }) {
    sequence timestamp transactionHash verb
    ... on RootProposed { merkleRoot rootEpoch }
    ... on RootUpdated { merkleRoot rootEpoch }
  }
}`,
  shape: z.object({
    activities: z.array(
      z.object({
        sequence: small,
        timestamp: small,
        transactionHash: hash,
        verb: z.string(),
        merkleRoot: hash.optional(),
        rootEpoch: small.optional(),
      }),
    ),
  }),
};

export type DistributorMoment = z.infer<typeof distributors.shape>['rewardsDistributors'][number];
export type RootActivity = z.infer<typeof roots.shape>['activities'][number];

/** Null before its first log, and of an index that follows none. */
export async function readDistributor(api: ApiClient, pin: Pin): Promise<DistributorMoment | null> {
  return (await api.ask(distributors, { block: pin.number }, { pin })).rewardsDistributors[0] ?? null;
}

export function readRootActivities(api: ApiClient, pin: Pin, epoch: number): Promise<RootActivity[]> {
  return readAllActivities(api, roots, pin, epoch);
}
