export {
  handleBlackoutWindowChanged,
  handleBorrowingRestrictionChanged,
  handleEpochParametersChanged,
  handleRewardsPerSecondUpdated,
  handleScheduledBorrowerAllocationChange,
} from './handlers/admin';
export { handleBorrowed, handleRepaidBorrow, handleRepaidDebt } from './handlers/borrowing';
export { handleConvertedInactiveBalancesToDebt, handleDebtMarked } from './handlers/debt-accounting';
export { handleApproval, handleTransfer } from './handlers/erc20';
export { handleFailsafeDeleteUserInactiveBalance } from './handlers/failsafe';
export {
  handleOperatorClaimedRewardsFor,
  handleOperatorDecreasedBorrowerDebt,
  handleOperatorDecreasedStakerDebt,
  handleOperatorStakedFor,
  handleOperatorWithdrawalRequestedFor,
  handleOperatorWithdrewStakeFor,
} from './handlers/operators';
export { handleAdminChanged, handleUpgraded } from './handlers/proxy';
export { handleClaimedRewards, handleGlobalIndexUpdated, handleUserIndexUpdated } from './handlers/rewards';
export { handleRoleAdminChanged, handleRoleGranted, handleRoleRevoked } from './handlers/roles';
export {
  handleReceivedDebt,
  handleStaked,
  handleWithdrawalRequested,
  handleWithdrewDebt,
  handleWithdrewStake,
} from './handlers/staking';
