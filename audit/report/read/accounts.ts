/** Every staker and borrower at one moment. */
import { z } from 'zod';
import { address, integer } from './answers.ts';
import { type ApiClient, PAGE, type Pin, readAll } from './client.ts';
import { type Reading, variablesOf } from './pool.ts';

const stakers = {
  name: 'stakers',
  text: `query stakers($block: Int!, $at: BigInt!, $rewardsAt: BigInt!, $after: Bytes!) {
  stakers(block: { number: $block }, first: ${PAGE}, orderBy: id, where: { id_gt: $after }) {
    id settledDebtBalance isInactiveBalanceCertain
    activeBalanceCurrentEpoch(at: $at) inactiveBalanceCurrentEpoch(at: $at) debtBalance(at: $at) claimableRewards(at: $rewardsAt)
  }
}`,
  shape: z.object({
    stakers: z.array(
      z.object({
        id: address,
        settledDebtBalance: integer,
        isInactiveBalanceCertain: z.boolean(),
        activeBalanceCurrentEpoch: integer,
        inactiveBalanceCurrentEpoch: integer,
        debtBalance: integer,
        claimableRewards: integer,
      }),
    ),
  }),
};

const borrowers = {
  name: 'borrowers',
  text: `query borrowers($block: Int!, $at: BigInt!, $after: Bytes!) {
  borrowers(block: { number: $block }, first: ${PAGE}, orderBy: id, where: { id_gt: $after }) {
    id borrowedBalance debtBalance isBorrowingRestricted
    allocationFractionCurrentEpoch(at: $at) allocationFractionNextEpoch(at: $at) allocatedBalanceCurrentEpoch(at: $at)
    borrowableAmount(at: $at) requiredRepayment(at: $at) isOverdue(at: $at)
  }
}`,
  shape: z.object({
    borrowers: z.array(
      z.object({
        id: address,
        borrowedBalance: integer,
        debtBalance: integer,
        isBorrowingRestricted: z.boolean(),
        allocationFractionCurrentEpoch: integer,
        allocationFractionNextEpoch: integer,
        allocatedBalanceCurrentEpoch: integer,
        borrowableAmount: integer,
        requiredRepayment: integer,
        isOverdue: z.boolean(),
      }),
    ),
  }),
};

const stakerEpochs = {
  name: 'stakerEpochs',
  text: `query stakerEpochs($block: Int!, $epoch: Int!, $after: Bytes!) {
  stakerEpoches(block: { number: $block }, first: ${PAGE}, orderBy: id, where: { number: $epoch, id_gt: $after }) {
    id staker { id } withdrawnDebt decreasedDebt deletedDebt claimedRewards
  }
}`,
  shape: z.object({
    stakerEpoches: z.array(
      z.object({
        id: z.string(),
        staker: z.object({ id: address }),
        withdrawnDebt: integer,
        decreasedDebt: integer,
        deletedDebt: integer,
        claimedRewards: integer,
      }),
    ),
  }),
};

export type StakerMoment = z.infer<typeof stakers.shape>['stakers'][number];
export type BorrowerMoment = z.infer<typeof borrowers.shape>['borrowers'][number];
export type StakerFlows = z.infer<typeof stakerEpochs.shape>['stakerEpoches'][number];

/** Below every id; `id_gt` of it is true of all but itself, which no id is. */
const FIRST = '0x';

export function readStakers(api: ApiClient, reading: Reading): Promise<StakerMoment[]> {
  return readAll(
    async (after, isFurtherPage) => {
      const variables = { ...variablesOf(reading), after };
      return (await api.ask(stakers, variables, { pin: reading.pin, isFurtherPage })).stakers;
    },
    ({ id }) => id,
    FIRST,
  );
}

export function readBorrowers(api: ApiClient, { pin, at }: Reading): Promise<BorrowerMoment[]> {
  return readAll(
    async (after, isFurtherPage) => {
      const variables = { block: pin.number, at: String(at), after };
      return (await api.ask(borrowers, variables, { pin, isFurtherPage })).borrowers;
    },
    ({ id }) => id,
    FIRST,
  );
}

/** What each staker withdrew, claimed and lost otherwise in the epoch. */
export function readStakerFlows(api: ApiClient, pin: Pin, epoch: number): Promise<StakerFlows[]> {
  return readAll(
    async (after, isFurtherPage) => {
      const variables = { block: pin.number, epoch, after };
      return (await api.ask(stakerEpochs, variables, { pin, isFurtherPage })).stakerEpoches;
    },
    ({ id }) => id,
    FIRST,
  );
}
