/** The borrowers' contracts, and the Merkle distributor in short. */
import { z } from 'zod';
import { address, count, dydx, hash, number, second, signedUsdc, usdc } from './shape-values.ts';

const event = { sequence: count, timestamp: second, transactionHash: hash };

const ProxyAt = z.object({
  tokenBalance: usdc.nullable().describe('USDC that it holds; null where its transfers are not followed'),
  borrowedBalance: usdc,
  debtBalance: usdc,
  surplus: usdc.nullable().describe('Held above what it owes, which may go to recipients; null where it is not known'),
  approvedAmount: usdc.nullable().describe("Within the guardian's approval, whatever is owed; null while not known"),
  isBorrowingRestricted: z.boolean().describe('By its guardian'),
});

const ProxyFlows = z.object({
  borrowed: usdc,
  withdrawnFromExchange: usdc,
  reclaimedFromExchange: usdc,
  otherInflow: signedUsdc.describe('Received less the three before: no log of the contract tells why'),
  received: usdc,
  depositedToExchange: usdc,
  repaidBorrow: usdc,
  repaidDebt: usdc,
  withdrawnFromSurplus: usdc,
  withdrawnByApproval: usdc,
  withdrawnInBreach: usdc,
  otherOutflow: usdc.describe('No log of the contract tells why'),
  sent: usdc,
});

export const StarkProxy = z.object({
  id: address,
  isKnownFromCreation: z.boolean().describe('False: followed late, and what was set before is not known'),
  opening: ProxyAt.nullable().describe('null for one first seen in this epoch'),
  closing: ProxyAt,
  flows: ProxyFlows.describe('In this epoch, by what USDC came from and left for'),
  breaches: z.array(z.object({ ...event, rule: z.string() })).describe('None is expected'),
  forcedTrades: z
    .array(
      z.object({
        argsHash: hash,
        vaultId: number,
        status: z.enum(['queued', 'vetoed', 'submitted', 'ambiguous']),
        queuedAt: second,
        earliestSubmission: second,
        latestSubmission: second,
        decidedAt: second.nullable(),
      }),
    )
    .describe('Those that could still be submitted, or were queued or decided in the epoch'),
  guardianActions: z.array(
    z.object({ ...event, verb: z.string(), signer: address, amount: usdc.nullable(), remark: z.string() }),
  ),
  roleChanges: z.array(
    z.object({ ...event, verb: z.enum(['grantRole', 'revokeRole']), role: z.string(), account: address }),
  ),
});

const Root = z.object({ merkleRoot: hash, epoch: count }).nullable();

export const Distributor = z.object({
  id: address,
  activeRoot: z.object({ opening: Root, closing: Root }),
  proposedRoot: z.object({ opening: Root, closing: Root }),
  rootUpdatesPaused: z.boolean().describe('At closing'),
  roots: z
    .array(z.object({ ...event, verb: z.string(), merkleRoot: hash.nullable(), rootEpoch: count.nullable() }))
    .describe('Proposed, activated, paused and unpaused in the epoch'),
  claims: z.object({ count, amount: dydx, newAccounts: count }).describe('In the epoch'),
  claimedRewards: dydx.describe('Since the start, at closing'),
});

export type ProxyAt = z.infer<typeof ProxyAt>;
export type ProxyFlows = z.infer<typeof ProxyFlows>;
export type StarkProxy = z.infer<typeof StarkProxy>;
export type Distributor = z.infer<typeof Distributor>;
