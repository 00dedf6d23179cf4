/** What guardians did to StarkProxies in an epoch, and who was given what by their access control. */
import { z } from 'zod';
import { address, hash, integer, reference, small } from './answers.ts';
import { type ApiClient, PAGE, type Pin, readAllActivities } from './client.ts';

const actions = {
  name: 'starkProxyActions',
  text: `query starkProxyActions($block: Int!, $epoch: String!, $after: Int!) {
  activities(block: { number: $block }, first: ${PAGE}, orderBy: sequence, where: { epoch: $epoch, sequence_gt: $after, verb_in: [
    repayBorrowByProxy, repayDebtByProxy, withdrawFromExchange, requestForcedWithdrawal, requestForcedTrade,
    cancelDeposit, reclaimDeposit, setProxyBorrowingRestriction, setApprovedAmountForExternalWithdrawal,
    vetoForcedTrade, grantRole, revokeRole
  ] }) {
    sequence timestamp transactionHash transactionFrom verb
    ... on StarkProxyRepaidBorrow { starkProxy { id } isGuardianAction amount }
    ... on StarkProxyRepaidDebt { starkProxy { id } isGuardianAction amount }
    ... on WithdrewFromExchange { starkProxy { id } isGuardianAction amount: tokenAmount }
    ... on RequestedForcedWithdrawal { starkProxy { id } isGuardianAction }
    ... on RequestedForcedTrade { starkProxy { id } isGuardianAction }
    ... on DepositCanceled { starkProxy { id } isGuardianAction }
    ... on DepositReclaimed { starkProxy { id } isGuardianAction amount: fundsReclaimed }
    ... on StarkProxyBorrowingRestrictionChanged { starkProxy { id } isBorrowingRestricted }
    ... on GuardianUpdateApprovedAmountForExternalWithdrawal { starkProxy { id } amount: approvedAmount }
    ... on GuardianVetoedForcedTradeRequest { starkProxy { id } argsHash }
    ... on RoleGranted { role { name role contract } account }
    ... on RoleRevoked { role { name role contract } account }
  }
}`,
  shape: z.object({
    activities: z.array(
      z.object({
        sequence: small,
        timestamp: small,
        transactionHash: hash,
        transactionFrom: address,
        verb: z.string(),
        starkProxy: reference.optional(),
        isGuardianAction: z.boolean().optional(),
        isBorrowingRestricted: z.boolean().optional(),
        argsHash: hash.optional(),
        amount: integer.optional(),
        role: z.object({ name: z.string().nullable(), role: hash, contract: address }).optional(),
        account: address.optional(),
      }),
    ),
  }),
};

export type ProxyAction = z.infer<typeof actions.shape>['activities'][number];

export function readProxyActions(api: ApiClient, pin: Pin, epoch: number): Promise<ProxyAction[]> {
  return readAllActivities(api, actions, pin, epoch);
}
