/** What one log says about the rows that hold state. */
type Args = Record<string, unknown>;

interface Staker {
  staked: bigint;
  requested: bigint;
  withdrawn: bigint;
  receivedDebt: bigint;
  withdrawnDebt: bigint;
  claimedRewards: bigint;
  rewardsIndex: bigint;
  unclaimedRewards: bigint;
}

interface StakerChange {
  id: `0x${string}`;
  of(row: Staker): Partial<Staker>;
}

export function stakerChange(name: string, args: Args): StakerChange | null {
  const id = (args.staker ?? args.user) as `0x${string}`;
  const amount = args.amount as bigint;
  switch (name) {
    case 'Staked':
      return { id, of: (row) => ({ staked: row.staked + amount }) };
    case 'WithdrawalRequested':
      return { id, of: (row) => ({ requested: row.requested + amount }) };
    case 'WithdrewStake':
      return { id, of: (row) => ({ withdrawn: row.withdrawn + amount }) };
    case 'WithdrewDebt':
      return { id, of: (row) => ({ withdrawnDebt: row.withdrawnDebt + amount }) };
    case 'ReceivedDebt':
      return { id, of: (row) => ({ receivedDebt: row.receivedDebt + amount }) };
    case 'ClaimedRewards':
      return { id, of: (row) => ({ claimedRewards: row.claimedRewards + (args.claimedRewards as bigint) }) };
    case 'UserIndexUpdated': {
      const [rewardsIndex, unclaimedRewards] = [args.index as bigint, args.unclaimedRewards as bigint];
      return { id, of: () => ({ rewardsIndex, unclaimedRewards }) };
    }
    default:
      return null;
  }
}

export function borrowerChange(name: string, args: Args) {
  const id = args.borrower as `0x${string}`;
  const [borrowedBalance, debtBalance] = [args.newBorrowedBalance as bigint, args.newDebtBalance as bigint];
  switch (name) {
    case 'Borrowed':
    case 'RepaidBorrow':
      return { id, borrowedBalance };
    case 'RepaidDebt':
    case 'OperatorDecreasedBorrowerDebt':
      return { id, debtBalance };
    case 'DebtMarked':
      return { id, borrowedBalance, debtBalance };
    default:
      return null;
  }
}

export function poolChange(name: string, args: Args, row = { shortfallCount: 0 }) {
  switch (name) {
    case 'GlobalIndexUpdated':
      return { globalIndex: args.index as bigint };
    case 'RewardsPerSecondUpdated':
      return { rewardsPerSecond: args.emissionPerSecond as bigint };
    case 'ConvertedInactiveBalancesToDebt':
      return { shortfallCount: row.shortfallCount + 1 };
    default:
      return {};
  }
}
