/** What is read of each type: all that is stored. `schema.graphql` describes the fields. */

/** What every activity has. Of its changes only the ids: they are read by themselves, so that none is overlooked. */
export const ACTIVITY = `__typename id sequence epoch { id } block { id number timestamp } blockNumber timestamp
  transactionHash transactionIndex transactionFrom logIndex verb actors changes(first: 1000) { id }`;

/** What only one type of activity has. */
export const ACTIVITY_TYPES: Readonly<Record<string, string>> = {
  Staked: 'staker { id } spender amount',
  WithdrawalRequested: 'staker { id } amount',
  WithdrewStake: 'staker { id } recipient amount',
  WithdrewDebt: 'staker { id } recipient amount newDebtBalance',
  ReceivedDebt: 'staker { id } amount newDebtBalance',
  Transfer: 'from to value',
  Approval: 'owner spender value',
  GlobalIndexUpdated: 'index settledTo',
  UserIndexUpdated: 'user { id } index unclaimedRewards',
  ClaimedRewards: 'user { id } recipient claimedRewards',
  RewardsPerSecondUpdated: 'emissionPerSecond previousEmissionPerSecond',
  EpochParametersChanged: 'interval offset previousInterval previousOffset',
  BlackoutWindowChanged: 'blackoutWindow previousBlackoutWindow',
  ScheduledBorrowerAllocationChange: 'borrower { id } oldAllocation newAllocation epochNumber',
  BorrowingRestrictionChanged: 'borrower { id } isBorrowingRestricted',
  Borrowed: 'borrower { id } amount newBorrowedBalance',
  RepaidBorrow: 'borrower { id } sender amount newBorrowedBalance',
  RepaidDebt: 'borrower { id } sender amount newDebtBalance',
  DebtMarked: 'borrower { id } shortfall { id } amount newBorrowedBalance newDebtBalance',
  ConvertedInactiveBalancesToDebt: 'shortfall { id } shortfallAmount shortfallIndex newInactiveBalance',
  OperatorStakedFor: 'staker { id } amount operator',
  OperatorWithdrawalRequestedFor: 'staker { id } amount operator',
  OperatorWithdrewStakeFor: 'staker { id } recipient amount operator',
  OperatorClaimedRewardsFor: 'staker { id } recipient claimedRewards operator',
  OperatorDecreasedStakerDebt: 'staker { id } amount newDebtBalance operator',
  OperatorDecreasedBorrowerDebt: 'borrower { id } amount newDebtBalance operator',
  RoleGranted: 'role { id } account sender',
  RoleRevoked: 'role { id } account sender',
  RoleAdminChanged: 'role { id } previousAdminRole newAdminRole',
  Upgraded: 'proxy implementation previousImplementation',
  AdminChanged: 'proxy previousAdmin newAdmin',
  StakedTokenTransfer: 'from to value newTokenBalance',
  InactiveBalanceDeleted: 'staker { id } inactiveBalance debtBalance',
  Discrepancy: 'subject quantity computed logged',
  StarkProxyBorrowed: 'starkProxy { id } amount newBorrowedBalance',
  StarkProxyRepaidBorrow: 'starkProxy { id } amount newBorrowedBalance isGuardianAction',
  StarkProxyRepaidDebt: 'starkProxy { id } amount newDebtBalance isGuardianAction',
  DepositedToExchange: 'starkProxy { id } starkKey { id } starkAssetType position { id } tokenAmount',
  WithdrewFromExchange: 'starkProxy { id } starkKey { id } starkAssetType tokenAmount isGuardianAction',
  RequestedForcedWithdrawal: 'starkProxy { id } starkKey { id } position { id } isGuardianAction',
  RequestedForcedTrade: 'starkProxy { id } starkKey { id } position { id } isGuardianAction forcedTrade { id }',
  StarkProxyBorrowingRestrictionChanged: 'starkProxy { id } isBorrowingRestricted',
  GuardianVetoedForcedTradeRequest: 'starkProxy { id } argsHash forcedTrade { id }',
  GuardianUpdateApprovedAmountForExternalWithdrawal: 'starkProxy { id } approvedAmount',
  UpdatedStarkKey: 'starkProxy { id } starkKey { id } isAllowed',
  UpdatedExternalRecipient: 'starkProxy { id } externalRecipient { id } recipient isAllowed',
  QueuedForcedTradeRequest: 'starkProxy { id } argsHash forcedTrade { id }',
  ExternalWithdrewToken: 'starkProxy { id } recipient amount purpose surplus newApprovedAmount',
  ExternalWithdrewOtherToken: 'starkProxy { id } token recipient otherTokenAmount',
  ExternalWithdrewEther: 'starkProxy { id } recipient etherAmount',
  DepositCanceled: 'starkProxy { id } starkKey { id } starkAssetType position { id } isGuardianAction',
  DepositReclaimed: 'starkProxy { id } starkKey { id } starkAssetType position { id } fundsReclaimed isGuardianAction',
  StarkProxyTokenTransfer: 'starkProxy { id } from to value newTokenBalance',
  RootProposed: 'root { id } merkleRoot rootEpoch ipfsCid waitingPeriodEnd',
  RootUpdated: 'root { id } merkleRoot rootEpoch ipfsCid previousRoot { id }',
  RootUpdatesPaused: '__typename',
  RootUpdatesUnpaused: '__typename',
  RewardsClaimed: 'claimant { id } claimedRewards newClaimedRewards',
  AlwaysAllowClaimForUpdated: 'claimant { id } alwaysAllowClaims',
  RewardsOracleChanged: 'rewardsOracle previousRewardsOracle',
  IpnsNameUpdated: 'ipnsName previousIpnsName',
  IpfsUpdatePeriodUpdated: 'ipfsUpdatePeriod previousIpfsUpdatePeriod',
  RewardsParametersUpdated: `marketMakerRewardsAmount traderRewardsAmount traderScoreAlpha
    previousMarketMakerRewardsAmount previousTraderRewardsAmount previousTraderScoreAlpha`,
  EpochScheduleUpdated: 'interval offset previousInterval previousOffset',
};

export const STATE_CHANGE =
  'id sequence position epoch { id } blockNumber timestamp subjectKind subject field before change after';

/** An epoch, recorded or quiet, with what the gateway adds. */
export const EPOCH = 'number start end firstSequence lastSequence activityCount rewardsEmitted filled';

/** Entities by the plural that lists them, with their stored fields. */
export const ENTITIES = {
  pools: `id stakedToken rewardsToken rewardsTreasury distributionStart distributionEnd implementation proxyAdmin
    epochInterval epochOffset blackoutWindow rewardsPerSecond globalIndex globalIndexTimestamp
    totalActiveEpoch totalActiveCurrent totalActiveNext totalInactiveEpoch totalInactiveCurrent totalInactiveNext
    totalBorrowedBalance totalBorrowerDebtBalance totalDebtAvailableToWithdraw tokenBalance shortfallCount
    activityCount stakerCount borrowerCount discrepancyCount cumulativeMarkedDebt cumulativeShortfall
    cumulativeEmittedRewards firstBlock lastBlock lastTimestamp`,
  stakers: `id pool { id } activeEpoch activeCurrent activeNext inactiveEpoch inactiveCurrent inactiveNext
    shortfallCounter settledDebtBalance rewardsIndex accruedRewards cumulativeStaked cumulativeWithdrawalRequested
    cumulativeWithdrawnStake cumulativeReceivedDebt cumulativeWithdrawnDebt cumulativeClaimedRewards firstBlock`,
  borrowers: `id pool { id } allocationEpoch allocationCurrent allocationNext borrowedBalance debtBalance
    isBorrowingRestricted cumulativeBorrowed cumulativeRepaidBorrow cumulativeMarkedDebt cumulativeRepaidDebt
    firstBlock`,
  epoches: `id number start end blackoutStart globalIndexAtEnd epochInterval epochOffset blackoutWindow
    rewardsPerSecond firstSequence`,
  epochFlows: 'id epoch { id } verb count amount',
  stakerEpoches: `id staker { id } epoch { id } number staked withdrawalRequested withdrawnStake transferredIn
    transferredOut receivedDebt withdrawnDebt decreasedDebt deletedInactive deletedDebt claimedRewards`,
  borrowerEpoches: 'id borrower { id } epoch { id } number borrowed repaidBorrow markedDebt repaidDebt decreasedDebt',
  shortfalls: `id index epoch bookedIn { id } shortfallIndex shortfallAmount borrowedExceededActive markedDebt
    cumulativeMarkedDebt inactiveBefore inactiveAfter block { id } timestamp transactionHash`,
  allowances: 'id owner spender value',
  roles: 'id contract role adminRole',
  roleHolders: 'id role { id } account isHolder grantedAt revokedAt',
  rewardsDistributors: `id rewardsToken rewardsTreasury implementation proxyAdmin activeRoot { id } proposedRoot { id }
    nextRootEpoch waitingPeriodEnd rootUpdatesPaused rewardsOracle ipnsName ipfsUpdatePeriod epochInterval epochOffset
    marketMakerRewardsAmount traderRewardsAmount traderScoreAlpha rootCount accountCount claimCount
    cumulativeClaimedRewards firstBlock`,
  rewardsRoots: `id distributor { id } merkleRoot epoch ipfsCid firstProposedAt proposedAt waitingPeriodEnd activatedAt
    replacedAt`,
  rewardsAccounts: 'id distributor { id } claimedRewards alwaysAllowClaims claimCount firstBlock',
} as const;

export type EntityKind = keyof typeof ENTITIES;
