/** Who did what: verbs, actors and ids of the activities. */
import { ZeroAddress } from 'ethers';
import { type Check, placeOf } from '../check.ts';
import type { Activity, LedgerRow } from '../ledger/rows.ts';
import { Sheet } from '../sheet.ts';

/** The verb of each type; transfers have one for each direction. */
const VERBS: Readonly<Record<string, string>> = {
  Staked: 'stake',
  WithdrawalRequested: 'requestWithdrawal',
  WithdrewStake: 'withdrawStake',
  WithdrewDebt: 'withdrawDebt',
  ReceivedDebt: 'receiveDebt',
  Approval: 'approve',
  GlobalIndexUpdated: 'settleGlobalIndex',
  UserIndexUpdated: 'settleUserRewards',
  ClaimedRewards: 'claimRewards',
  RewardsPerSecondUpdated: 'setRewardsPerSecond',
  EpochParametersChanged: 'setEpochParameters',
  BlackoutWindowChanged: 'setBlackoutWindow',
  ScheduledBorrowerAllocationChange: 'setBorrowerAllocation',
  BorrowingRestrictionChanged: 'setBorrowingRestriction',
  Borrowed: 'borrow',
  RepaidBorrow: 'repayBorrow',
  RepaidDebt: 'repayDebt',
  DebtMarked: 'markDebt',
  ConvertedInactiveBalancesToDebt: 'convertInactiveBalancesToDebt',
  OperatorStakedFor: 'stakeFor',
  OperatorWithdrawalRequestedFor: 'requestWithdrawalFor',
  OperatorWithdrewStakeFor: 'withdrawStakeFor',
  OperatorClaimedRewardsFor: 'claimRewardsFor',
  OperatorDecreasedStakerDebt: 'decreaseStakerDebt',
  OperatorDecreasedBorrowerDebt: 'decreaseBorrowerDebt',
  RoleGranted: 'grantRole',
  RoleRevoked: 'revokeRole',
  RoleAdminChanged: 'setRoleAdmin',
  Upgraded: 'upgrade',
  AdminChanged: 'changeAdmin',
  InactiveBalanceDeleted: 'deleteInactiveBalance',
  Discrepancy: 'adoptLoggedValue',
  StarkProxyBorrowed: 'borrowByProxy',
  StarkProxyRepaidBorrow: 'repayBorrowByProxy',
  StarkProxyRepaidDebt: 'repayDebtByProxy',
  DepositedToExchange: 'depositToExchange',
  WithdrewFromExchange: 'withdrawFromExchange',
  RequestedForcedWithdrawal: 'requestForcedWithdrawal',
  RequestedForcedTrade: 'requestForcedTrade',
  StarkProxyBorrowingRestrictionChanged: 'setProxyBorrowingRestriction',
  GuardianVetoedForcedTradeRequest: 'vetoForcedTrade',
  GuardianUpdateApprovedAmountForExternalWithdrawal: 'setApprovedAmountForExternalWithdrawal',
  UpdatedStarkKey: 'setStarkKeyAllowed',
  UpdatedExternalRecipient: 'setExternalRecipientAllowed',
  QueuedForcedTradeRequest: 'queueForcedTrade',
  ExternalWithdrewToken: 'externalWithdrawToken',
  ExternalWithdrewOtherToken: 'externalWithdrawOtherToken',
  ExternalWithdrewEther: 'externalWithdrawEther',
  DepositCanceled: 'cancelDeposit',
  DepositReclaimed: 'reclaimDeposit',
  RootProposed: 'proposeRoot',
  RootUpdated: 'updateRoot',
  RootUpdatesPaused: 'pauseRootUpdates',
  RootUpdatesUnpaused: 'unpauseRootUpdates',
  RewardsClaimed: 'claimDistributedRewards',
  AlwaysAllowClaimForUpdated: 'setAlwaysAllowClaimsFor',
  RewardsOracleChanged: 'setRewardsOracle',
  IpnsNameUpdated: 'setIpnsName',
  IpfsUpdatePeriodUpdated: 'setIpfsUpdatePeriod',
  RewardsParametersUpdated: 'setRewardsParameters',
  EpochScheduleUpdated: 'setDistributorEpochParameters',
};

/** Fields that name an account. */
const ACCOUNTS = [
  ...['staker', 'user', 'borrower', 'spender', 'recipient', 'sender', 'from', 'to', 'owner', 'operator', 'account'],
  ...['previousAdmin', 'newAdmin', 'subject', 'starkProxy', 'claimant', 'rewardsOracle'],
];

export class AttributionCheck implements Check {
  readonly sheet = new Sheet(
    'attribution',
    'Each activity has the verb of its kind, names every account concerned once, and has the id of its log.',
  );
  readonly #pool: string;

  constructor(pool: string) {
    this.#pool = pool;
  }

  before({ activity }: LedgerRow): void {
    const place = placeOf(activity);
    this.sheet.equal(activity.verb, this.#verb(activity), 'its verb', place);
    const named = this.#actors(activity).sort().join(' ');
    this.sheet.equal([...activity.actors].sort().join(' '), named, 'the list of its actors', place);
    const { id, transactionHash, logIndex, sequence, type } = activity;
    if (type === 'Discrepancy') return;
    const tail = logIndex >= 0 ? littleEndian(logIndex) : littleEndian(sequence) + littleEndian(-1);
    // A transfer of USDC may be one of the pool too, whose id is the log's.
    const owner = type === 'StarkProxyTokenTransfer' ? (activity.fields.starkProxy ?? '').slice(2) : '';
    this.sheet.equal(id, transactionHash + tail + owner, 'its id', place);
  }

  #verb({ type, fields }: Activity): string | undefined {
    if (type === 'StakedTokenTransfer') return fields.to === this.#pool ? 'receiveStakedToken' : 'sendStakedToken';
    if (type === 'StarkProxyTokenTransfer')
      return fields.to === fields.starkProxy ? 'receiveProxyToken' : 'sendProxyToken';
    if (type !== 'Transfer') return VERBS[type];
    if (fields.from === ZeroAddress) return 'mint';
    return fields.to === ZeroAddress ? 'burn' : 'transfer';
  }

  #actors({ type, fields }: Activity): string[] {
    const isToken = type === 'StakedTokenTransfer';
    const names = isToken ? [fields.to === this.#pool ? 'from' : 'to'] : ACCOUNTS;
    const accounts = names.map((name) => fields[name]).filter((account) => account !== undefined);
    const isOwn = (account: string) => type === 'Discrepancy' && account === this.#pool;
    return [...new Set(accounts)].filter((account) => account !== ZeroAddress && !isOwn(account));
  }
}

function littleEndian(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes.toString('hex');
}
