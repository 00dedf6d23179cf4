/** Every claim from the rewards distributor: it was shown claimable for what was paid, with a proof that holds. */
import { isProven, leafOf } from '../../api/domain/lp-rewards/merkle-tree.ts';
import { ask } from './ask.ts';

const PAGE = 1000;
const CLAIMS = `
  query Claims($after: Int!) {
    claims: rewardsClaimeds(first: ${PAGE}, orderBy: sequence, where: { sequence_gt: $after }) {
      sequence blockNumber claimedRewards newClaimedRewards claimant { id }
    }
  }`;
const AROUND = `
  query Around($id: ID!, $before: Int!, $after: Int!) {
    before: rewardsAccount(id: $id, block: { number: $before }) { claimableRewards cumulativeRewards proof }
    after: rewardsAccount(id: $id, block: { number: $after }) { claimableRewards }
    distributors: rewardsDistributors(block: { number: $before }) { activeRoot { merkleRoot } }
  }`;

interface Claim {
  sequence: number;
  blockNumber: string;
  claimedRewards: string;
  newClaimedRewards: string;
  claimant: { id: string };
}
interface Around {
  before: { claimableRewards: string; cumulativeRewards: string; proof: string[] | null } | null;
  after: { claimableRewards: string } | null;
  distributors: { activeRoot: { merkleRoot: string } | null }[];
}

export interface Claims {
  readonly count: number;
  /** One sentence for each thing that is not as the contract paid it. */
  readonly faults: readonly string[];
}

export async function checkClaims(api: string): Promise<Claims> {
  const faults: string[] = [];
  let count = 0;
  for (let after = 0; ; ) {
    const { claims } = await ask<{ claims: Claim[] }>(api, CLAIMS, { after });
    for (const claim of claims)
      for (const fault of await faultsOf(api, claim)) faults.push(`${named(claim)}: ${fault}`);
    count += claims.length;
    after = claims.at(-1)?.sequence ?? after;
    if (claims.length < PAGE) return { count, faults };
  }
}

const named = ({ claimant, blockNumber }: Claim): string => `claim of ${claimant.id} in block ${blockNumber}`;

async function faultsOf(api: string, { blockNumber, claimedRewards, newClaimedRewards, claimant }: Claim) {
  const block = Number(blockNumber);
  const asked = { id: claimant.id, before: block - 1, after: block };
  const { before, after, distributors } = await ask<Around>(api, AROUND, asked);
  if (before === null) return ['the account was not known in the block before'];
  const { claimableRewards, cumulativeRewards, proof } = before;
  const leaf = leafOf(claimant.id, BigInt(cumulativeRewards));
  const isAccepted = proof !== null && isProven(distributors[0]?.activeRoot?.merkleRoot ?? '', leaf, proof);
  return [
    ...(claimableRewards === claimedRewards ? [] : [`${claimedRewards} was paid, ${claimableRewards} was claimable`]),
    ...(cumulativeRewards === newClaimedRewards ? [] : [`${newClaimedRewards} is claimed, of ${cumulativeRewards}`]),
    ...(isAccepted ? [] : ['the contract would not take the proof']),
    ...(after?.claimableRewards === '0' ? [] : [`${after?.claimableRewards} is claimable after it`]),
  ];
}
