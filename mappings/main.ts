// The mappings of all data sources as one module. Most of it is what they share, so that compiling it once takes a third
// of the time that one module each takes, and Graph Node compiles and keeps one instead of six.
export * from './liquidity-staking';
export {
  handleAdminChanged as handleRewardsDistributorAdminChanged,
  handleAlwaysAllowClaimForUpdated as handleRewardsDistributorAlwaysAllowClaimForUpdated,
  handleEpochScheduleUpdated as handleRewardsDistributorEpochScheduleUpdated,
  handleIpfsUpdatePeriodUpdated as handleRewardsDistributorIpfsUpdatePeriodUpdated,
  handleIpnsNameUpdated as handleRewardsDistributorIpnsNameUpdated,
  handleRewardsClaimed as handleRewardsDistributorRewardsClaimed,
  handleRewardsOracleChanged as handleRewardsDistributorRewardsOracleChanged,
  handleRewardsParametersUpdated as handleRewardsDistributorRewardsParametersUpdated,
  handleRoleAdminChanged as handleRewardsDistributorRoleAdminChanged,
  handleRoleGranted as handleRewardsDistributorRoleGranted,
  handleRoleRevoked as handleRewardsDistributorRoleRevoked,
  handleRootProposed as handleRewardsDistributorRootProposed,
  handleRootUpdated as handleRewardsDistributorRootUpdated,
  handleRootUpdatesPaused as handleRewardsDistributorRootUpdatesPaused,
  handleRootUpdatesUnpaused as handleRewardsDistributorRootUpdatesUnpaused,
  handleUpgraded as handleRewardsDistributorUpgraded,
} from './rewards-distributor';
export * from './rewards-file';
export {
  handleTransferIn as handleStakedTokenTransferIn,
  handleTransferOut as handleStakedTokenTransferOut,
} from './staked-token';
export {
  handleAdminChanged as handleStarkProxyAdminChanged,
  handleBorrowed as handleStarkProxyBorrowed,
  handleBorrowingRestrictionChanged as handleStarkProxyBorrowingRestrictionChanged,
  handleDepositCanceled as handleStarkProxyDepositCanceled,
  handleDepositedToExchange as handleStarkProxyDepositedToExchange,
  handleDepositReclaimed as handleStarkProxyDepositReclaimed,
  handleExternalWithdrewEther as handleStarkProxyExternalWithdrewEther,
  handleExternalWithdrewOtherToken as handleStarkProxyExternalWithdrewOtherToken,
  handleExternalWithdrewToken as handleStarkProxyExternalWithdrewToken,
  handleGuardianUpdateApprovedAmountForExternalWithdrawal as handleStarkProxyGuardianUpdateApprovedAmountForExternalWithdrawal,
  handleGuardianVetoedForcedTradeRequest as handleStarkProxyGuardianVetoedForcedTradeRequest,
  handleQueuedForcedTradeRequest as handleStarkProxyQueuedForcedTradeRequest,
  handleRepaidBorrow as handleStarkProxyRepaidBorrow,
  handleRepaidDebt as handleStarkProxyRepaidDebt,
  handleRequestedForcedTrade as handleStarkProxyRequestedForcedTrade,
  handleRequestedForcedWithdrawal as handleStarkProxyRequestedForcedWithdrawal,
  handleRoleAdminChanged as handleStarkProxyRoleAdminChanged,
  handleRoleGranted as handleStarkProxyRoleGranted,
  handleRoleRevoked as handleStarkProxyRoleRevoked,
  handleUpdatedExternalRecipient as handleStarkProxyUpdatedExternalRecipient,
  handleUpdatedStarkKey as handleStarkProxyUpdatedStarkKey,
  handleUpgraded as handleStarkProxyUpgraded,
  handleWithdrewFromExchange as handleStarkProxyWithdrewFromExchange,
} from './stark-proxy';
export {
  handleTransferIn as handleStarkProxyTokenTransferIn,
  handleTransferOut as handleStarkProxyTokenTransferOut,
} from './stark-proxy-token';
