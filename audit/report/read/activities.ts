/** Everything that happened in the epoch, in order. */
import { z } from 'zod';
import { address, hash, integer, reference, small } from './answers.ts';
import { type ApiClient, PAGE, type Pin, readAll, readAllActivities } from './client.ts';

const activities = {
  name: 'activities',
  text: `query activities($block: Int!, $epoch: String!, $after: Int!) {
  activities(block: { number: $block }, first: ${PAGE}, orderBy: sequence, where: { epoch: $epoch, sequence_gt: $after }) {
    sequence verb blockNumber timestamp transactionHash
    changes(first: 100, orderBy: position, where: {
      subjectKind: pool, field_in: [totalActiveCurrent, totalInactiveCurrent, totalBorrowedBalance]
    }) { field after }
    ... on Staked { account: staker { id } other: spender amount }
    ... on WithdrawalRequested { account: staker { id } amount }
    ... on WithdrewStake { account: staker { id } other: recipient amount }
    ... on WithdrewDebt { account: staker { id } other: recipient amount newDebtBalance }
    ... on ReceivedDebt { account: staker { id } amount newDebtBalance }
    ... on Transfer { from to amount: value }
    ... on ClaimedRewards { account: user { id } other: recipient amount: claimedRewards }
    ... on Borrowed { account: borrower { id } amount }
    ... on RepaidBorrow { account: borrower { id } other: sender amount }
    ... on RepaidDebt { account: borrower { id } other: sender amount newDebtBalance }
    ... on DebtMarked { account: borrower { id } amount newDebtBalance }
    ... on ConvertedInactiveBalancesToDebt { amount: shortfallAmount }
    ... on OperatorStakedFor { account: staker { id } other: operator amount }
    ... on OperatorWithdrawalRequestedFor { account: staker { id } other: operator amount }
    ... on OperatorWithdrewStakeFor { account: staker { id } other: operator amount }
    ... on RewardsClaimed { account: claimant { id } amount: claimedRewards }
    ... on OperatorClaimedRewardsFor { account: staker { id } other: operator amount: claimedRewards }
    ... on OperatorDecreasedStakerDebt { account: staker { id } other: operator amount newDebtBalance }
    ... on OperatorDecreasedBorrowerDebt { account: borrower { id } other: operator amount newDebtBalance }
    ... on StakedTokenTransfer { from to amount: value }
    ... on StarkProxyBorrowed { account: starkProxy { id } amount }
    ... on StarkProxyRepaidBorrow { account: starkProxy { id } amount }
    ... on StarkProxyRepaidDebt { account: starkProxy { id } amount newDebtBalance }
    ... on DepositedToExchange { account: starkProxy { id } amount: tokenAmount }
    ... on WithdrewFromExchange { account: starkProxy { id } amount: tokenAmount }
    ... on DepositReclaimed { account: starkProxy { id } amount: fundsReclaimed }
    ... on ExternalWithdrewToken { account: starkProxy { id } other: recipient amount }
    ... on StarkProxyTokenTransfer { account: starkProxy { id } from to amount: value }
    ... on InactiveBalanceDeleted { account: staker { id } amount: inactiveBalance }
  }
}`,
  shape: z.object({
    activities: z.array(
      z.object({
        sequence: small,
        verb: z.string(),
        blockNumber: small,
        timestamp: small,
        transactionHash: hash,
        changes: z.array(z.object({ field: z.string(), after: integer })),
        account: reference.optional(),
        other: address.optional(),
        from: address.optional(),
        to: address.optional(),
        amount: integer.optional(),
        newDebtBalance: integer.optional(),
      }),
    ),
  }),
};

const flows = {
  name: 'flows',
  text: `query flows($block: Int!, $epoch: String!, $after: ID!) {
  epochFlows(block: { number: $block }, first: ${PAGE}, orderBy: id, where: { epoch: $epoch, id_gt: $after }) {
    id verb count amount
  }
}`,
  shape: z.object({
    epochFlows: z.array(z.object({ id: z.string(), verb: z.string(), count: small, amount: integer })),
  }),
};

export type ActivityRow = z.infer<typeof activities.shape>['activities'][number];
export type FlowRow = z.infer<typeof flows.shape>['epochFlows'][number];

export function readActivities(api: ApiClient, pin: Pin, epoch: number): Promise<ActivityRow[]> {
  return readAllActivities(api, activities, pin, epoch);
}

export function readFlows(api: ApiClient, pin: Pin, epoch: number): Promise<FlowRow[]> {
  return readAll(
    async (after, isFurtherPage) => {
      const variables = { block: pin.number, epoch: String(epoch), after };
      return (await api.ask(flows, variables, { pin, isFurtherPage })).epochFlows;
    },
    ({ id }) => id,
    '',
  );
}
