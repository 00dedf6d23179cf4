/** Which sums each type of activity adds to. */
import { ZeroAddress } from 'ethers';
import type { Activity } from '../ledger/rows.ts';

/** An amount of one account: its sum within the epoch, and since the start where one is kept. */
export interface Flow {
  readonly kind: 'staker' | 'borrower';
  readonly account: string;
  readonly inEpoch: string;
  readonly cumulative?: string;
  readonly amount: bigint;
}

/** Field of the account, its sum within the epoch, its sum since the start, field of the amount. */
type Rule = readonly [account: string, inEpoch: string, cumulative: string, amount: string];

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  Staked: [['staker', 'staked', 'cumulativeStaked', 'amount']],
  WithdrawalRequested: [['staker', 'withdrawalRequested', 'cumulativeWithdrawalRequested', 'amount']],
  WithdrewStake: [['staker', 'withdrawnStake', 'cumulativeWithdrawnStake', 'amount']],
  WithdrewDebt: [['staker', 'withdrawnDebt', 'cumulativeWithdrawnDebt', 'amount']],
  ReceivedDebt: [['staker', 'receivedDebt', 'cumulativeReceivedDebt', 'amount']],
  ClaimedRewards: [['user', 'claimedRewards', 'cumulativeClaimedRewards', 'claimedRewards']],
  OperatorDecreasedStakerDebt: [['staker', 'decreasedDebt', '', 'amount']],
  InactiveBalanceDeleted: [
    ['staker', 'deletedInactive', '', 'inactiveBalance'],
    ['staker', 'deletedDebt', '', 'debtBalance'],
  ],
  Borrowed: [['borrower', 'borrowed', 'cumulativeBorrowed', 'amount']],
  RepaidBorrow: [['borrower', 'repaidBorrow', 'cumulativeRepaidBorrow', 'amount']],
  RepaidDebt: [['borrower', 'repaidDebt', 'cumulativeRepaidDebt', 'amount']],
  DebtMarked: [['borrower', 'markedDebt', 'cumulativeMarkedDebt', 'amount']],
  OperatorDecreasedBorrowerDebt: [['borrower', 'decreasedDebt', '', 'amount']],
};

export function flowsOf({ type, verb, fields }: Activity): Flow[] {
  if (verb === 'transfer') {
    const amount = BigInt(fields.value ?? 0);
    return [
      { kind: 'staker', account: fields.from ?? '', inEpoch: 'transferredOut', amount },
      { kind: 'staker', account: fields.to ?? '', inEpoch: 'transferredIn', amount },
    ];
  }
  return (RULES[type] ?? []).map(([account, inEpoch, cumulative, amount]) => ({
    kind: account === 'borrower' ? 'borrower' : 'staker',
    account: fields[account] ?? '',
    inEpoch,
    ...(cumulative === '' ? {} : { cumulative }),
    amount: BigInt(fields[amount] ?? 0),
  }));
}

/** The borrower whose terms were set, which gives it a row in the epoch without an amount. */
export function termsSetFor({ type, fields }: Activity): string | null {
  const isSet = type === 'ScheduledBorrowerAllocationChange' || type === 'BorrowingRestrictionChanged';
  return isSet ? (fields.borrower ?? '') : null;
}

/** Amount that an activity adds to the flow of its verb; 0 for verbs that move none. */
export function amountOf({ type, fields }: Activity): bigint {
  const { from, to, amount, value, claimedRewards, shortfallAmount, inactiveBalance, tokenAmount } = fields;
  if (type === 'Approval' || type === 'Discrepancy') return 0n;
  // Mint and burn are the ERC-20 side of what is counted as stake and withdrawal; a transfer to oneself moves nothing.
  if (type === 'Transfer') return from === ZeroAddress || to === ZeroAddress ? 0n : BigInt(value ?? 0);
  if (type === 'StakedTokenTransfer' || type === 'StarkProxyTokenTransfer')
    return from === to ? 0n : BigInt(value ?? 0);
  const { fundsReclaimed } = fields;
  return BigInt(amount ?? claimedRewards ?? shortfallAmount ?? inactiveBalance ?? tokenAmount ?? fundsReclaimed ?? 0);
}

/** Accounts that an activity names as stakers or borrowers: each has an entity from then on. */
export function namedIn({ verb, fields }: Activity): { stakers: string[]; borrowers: string[] } {
  const { staker = fields.user, borrower, from = '', to = '' } = fields;
  const stakers = verb === 'transfer' ? [from, to] : staker === undefined ? [] : [staker];
  return { stakers, borrowers: borrower === undefined ? [] : [borrower] };
}
